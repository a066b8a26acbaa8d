package gombashop

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhichStatusesAreRepeated(t *testing.T) {
	t.Parallel()
	for status, repeated := range map[int]bool{
		408: true, 425: true, 429: true, 502: true, 503: true, 504: true,
		400: false, 401: false, 403: false, 404: false, 405: false, 409: false, 422: false, 500: false, 501: false, 301: false,
	} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			shop := newFakeShop(t, always(status, `{"error":{"code":"c","message":"m"}}`))
			_, err := shop.client(t).Ping(t.Context())
			var e *Error
			require.ErrorAs(t, err, &e)
			want := 1
			if repeated {
				want = 3
			}
			require.Len(t, shop.seen(), want)
			require.Equal(t, want, e.Attempts)
			require.Equal(t, status, e.Status)
		})
	}
}

// TestRepetitionIsTheSameRequestSignedAnew drops the connection after the
// effect, on connections that are kept alive: net/http must not repeat by
// itself, for it would send the nonce twice.
func TestRepetitionIsTheSameRequestSignedAnew(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	shop := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
		if n.Add(1)%2 == 0 {
			panic(http.ErrAbortHandler)
		}
		say(w, 200, `{"shop_id":"s"}`)
	})
	c := shop.client(t)
	for range 5 {
		_, err := c.Ping(t.Context())
		require.NoError(t, err)
		require.NoError(t, c.Orders.SetUSN(t.Context(), "77", "DT279013-0001-0000001"))
	}
	nonces, bodies := map[string]bool{}, 0
	for _, a := range shop.seen() {
		nonce := a.Header.Get("X-Api-Nonce")
		require.False(t, nonces[nonce], "a nonce was sent twice")
		nonces[nonce] = true
		if a.Method == http.MethodPut {
			bodies++
			require.JSONEq(t, `{"usn":"DT279013-0001-0000001"}`, string(a.body))
			require.Equal(t, "order:77:usn", a.Header.Get("Idempotency-Key"))
		}
	}
	require.Greater(t, len(nonces), 10)
	require.Greater(t, bodies, 4)
}

func TestKeysAndRequestIDs(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(503, `{}`))
	c := shop.client(t)
	_, err := c.Ping(t.Context())
	requireCode(t, err, CodeInternal)
	_, err = c.Stock.Set(t.Context(), []StockRow{{SKU: "a"}})
	requireCode(t, err, CodeInternal)
	_, err = c.Stock.Set(t.Context(), []StockRow{{SKU: "a"}})
	requireCode(t, err, CodeInternal)
	seen := shop.seen()
	require.Len(t, seen, 9)
	for i, a := range seen {
		first := seen[i/3*3]
		require.Equal(t, first.Header.Get("X-Request-ID"), a.Header.Get("X-Request-ID"))
		require.Equal(t, first.Header.Get("Idempotency-Key"), a.Header.Get("Idempotency-Key"))
		require.Equal(t, first.body, a.body)
	}
	require.Empty(t, seen[0].Header.Get("Idempotency-Key"), "a read has no key")
	require.NotEmpty(t, seen[3].Header.Get("Idempotency-Key"))
	require.NotEqual(t, seen[3].Header.Get("Idempotency-Key"), seen[6].Header.Get("Idempotency-Key"))
	require.NotEqual(t, seen[0].Header.Get("X-Request-ID"), seen[3].Header.Get("X-Request-ID"))
}

// inFakeTime is a client in a synctest bubble, with the times at which it sent.
func inFakeTime(t *testing.T, opts RetryOptions, f func(n int) (*http.Response, error)) (*Client, *[]time.Duration) {
	t.Helper()
	start, times := time.Now(), new([]time.Duration)
	c, err := NewClient("https://shop.example", HMAC(testID, testKey), WithRateLimit(1000), WithRetry(opts),
		WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			*times = append(*times, time.Since(start))
			return f(len(*times))
		})}))
	require.NoError(t, err)
	return c, times
}

func TestBackOffDoublesWithJitterUpToTheCap(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, times := inFakeTime(t, RetryOptions{FirstWait: time.Second, MaxWait: 8 * time.Second, MaxAttempts: 9, MaxElapsed: time.Hour},
			func(int) (*http.Response, error) { return nil, syscall.ECONNREFUSED })
		_, err := c.Ping(t.Context())
		e := requireCode(t, err, CodeNetwork)
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		require.Equal(t, 9, e.Attempts)
		require.Len(t, *times, 9)
		for i, want := 1, time.Second; i < 9; i, want = i+1, min(2*want, 8*time.Second) {
			wait := (*times)[i] - (*times)[i-1]
			require.GreaterOrEqual(t, wait, want/2, "wait %d", i)
			require.LessOrEqual(t, wait, min(want*3/2, 8*time.Second)+20*time.Millisecond, "wait %d", i)
		}
	})
}

func TestRetryAfterIsHonouredInBothForms(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]func() string{
		"seconds": func() string { return "90" },
		"date":    func() string { return time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c, times := inFakeTime(t, RetryOptions{}, func(n int) (*http.Response, error) {
					if n == 1 {
						return answer(429, `{}`, "Retry-After", value()), nil
					}
					return answer(200, `{"shop_id":"s"}`), nil
				})
				_, err := c.Ping(t.Context())
				require.NoError(t, err)
				require.Len(t, *times, 2)
				require.InDelta(t, 90, ((*times)[1] - (*times)[0]).Seconds(), 1)
			})
		})
	}
}

func TestRetryGivesUpRatherThanWaitInVain(t *testing.T) {
	t.Parallel()
	tooLate := func(int) (*http.Response, error) { return answer(503, `{}`, "Retry-After", "600"), nil }
	synctest.Test(t, func(t *testing.T) {
		c, times := inFakeTime(t, RetryOptions{MaxElapsed: time.Minute}, tooLate)
		_, err := c.Ping(t.Context())
		requireCode(t, err, CodeInternal)
		require.Len(t, *times, 1, "longer than MaxElapsed")

		c, times = inFakeTime(t, RetryOptions{MaxElapsed: time.Hour}, tooLate)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		_, err = c.Ping(ctx)
		requireCode(t, err, CodeInternal)
		require.Len(t, *times, 1, "beyond the context's deadline")
		require.NoError(t, ctx.Err())
	})
}

func TestCancellationWins(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, times := inFakeTime(t, RetryOptions{FirstWait: time.Minute}, func(int) (*http.Response, error) {
			return answer(503, `{"error":{"code":"internal","message":"asleep"}}`), nil
		})
		ctx, cancel := context.WithCancelCause(t.Context())
		why := errors.New("shutting down")
		time.AfterFunc(3*time.Second, func() { cancel(why) })
		start := time.Now()
		_, err := c.Ping(ctx)
		e := requireCode(t, err, CodeCanceled)
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorIs(t, err, why)
		require.ErrorContains(t, err, "asleep")
		require.Equal(t, 1, e.Attempts)
		require.Equal(t, 3*time.Second, time.Since(start))
		require.Len(t, *times, 1)

		_, err = c.Ping(ctx)
		require.Zero(t, requireCode(t, err, CodeCanceled).Attempts)
		require.Len(t, *times, 1, "nothing is sent once the context has ended")
	})
}

func TestCancelDuringARequest(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	shop := newFakeShop(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := shop.client(t).Ping(ctx)
	requireCode(t, err, CodeCanceled)
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, shop.seen(), 1)
}

func TestATimeOutOfOneAttemptIsRepeated(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	shop := newFakeShop(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			select {
			case <-release:
			case <-r.Context().Done():
			}
			return
		}
		say(w, 200, `{"shop_id":"s"}`)
	})
	_, err := shop.client(t, WithHTTPClient(&http.Client{Timeout: 200 * time.Millisecond})).Ping(t.Context())
	require.NoError(t, err)
	require.Len(t, shop.seen(), 2)
}

func TestAnAnswerThatBreaksOffIsRepeated(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	shop := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
		if n.Add(1) < 3 {
			w.Header().Set("Content-Length", "1000")
		}
		say(w, 200, `{"shop_id":"s"}`)
	})
	_, err := shop.client(t).Ping(t.Context())
	require.NoError(t, err)
	require.Len(t, shop.seen(), 3)

	n.Store(-100)
	_, err = shop.client(t).Ping(t.Context())
	requireCode(t, err, CodeNetwork)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.ErrorContains(t, err, "broke off after 15 bytes")
}

func TestRetryAfterValues(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "7": 7 * time.Second, " 7 ": 7 * time.Second, "-7": 0, "7.5": 0, "soon": 0, "0x10": 0,
		"99999999": 24 * time.Hour, "99999999999999999999": 0,
		"Mon, 23 Nov 2026 12:01:00 GMT": time.Minute, "Mon, 23 Nov 2026 11:00:00 GMT": 0, "Tue, 24 Nov 2099 12:00:00 GMT": 24 * time.Hour,
		"2026-11-23T12:01:00Z": 0,
	} {
		require.Equal(t, want, retryAfter(value, now), "%q", value)
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("7")
	f.Add("Mon, 23 Nov 2026 12:01:00 GMT")
	f.Add("Monday, 23-Nov-26 12:01:00 GMT")
	f.Fuzz(func(t *testing.T, value string) {
		got := retryAfter(value, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
		require.GreaterOrEqual(t, got, time.Duration(0))
		require.LessOrEqual(t, got, maxRetryAfter)
	})
}

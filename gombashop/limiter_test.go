package gombashop

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// requireNoBusySecond fails when more than n times lie within any one second.
func requireNoBusySecond(t *testing.T, times []time.Duration, n int) {
	t.Helper()
	slices.Sort(times)
	for i := n; i < len(times); i++ {
		require.Greater(t, times[i]-times[i-n], time.Second, "requests %d…%d are within one second", i-n, i)
	}
}

func TestNoSecondHasMoreThanTheLimit(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 5, 20} {
		synctest.Test(t, func(t *testing.T) {
			l := newLimiter(n, defaultConfig().elapsed)
			start := time.Now()
			var mu sync.Mutex
			var times []time.Duration
			var wg sync.WaitGroup
			for range 4 * n {
				wg.Go(func() {
					sent, err := l.pass(t.Context())
					if err != nil {
						return
					}
					mu.Lock()
					times = append(times, time.Since(start))
					mu.Unlock()
					sent()
				})
			}
			wg.Wait()
			require.Len(t, times, 4*n)
			requireNoBusySecond(t, times, n)
			require.Less(t, time.Since(start), 6*time.Second, "it is not slower than needed")
		})
	}
}

// TestSlowConnectionsCountFromWhenTheyWrote: five requests take 900 ms to
// connect and so arrive late; the sixth must keep its distance from them.
func TestSlowConnectionsCountFromWhenTheyWrote(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(2, defaultConfig().elapsed)
		start := time.Now()
		var arrived []time.Duration
		for range 6 {
			sent, err := l.pass(t.Context())
			require.NoError(t, err)
			time.Sleep(900 * time.Millisecond)
			sent()
			arrived = append(arrived, time.Since(start))
		}
		requireNoBusySecond(t, arrived, 2)
	})
}

func TestLimiterWaitsEndWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1, defaultConfig().elapsed)
		sent, err := l.pass(t.Context())
		require.NoError(t, err)
		sent()
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		var wg sync.WaitGroup
		for range 3 { // one waits for its time, two for their turn
			wg.Go(func() {
				_, err := l.pass(ctx)
				require.ErrorIs(t, err, context.DeadlineExceeded)
			})
		}
		wg.Wait()
		_, err = l.pass(t.Context())
		require.NoError(t, err, "a turn that was given up is not lost")
	})
}

func TestPaceAfter429(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(8, defaultConfig().elapsed)
		pass := func() time.Duration {
			before := time.Now()
			_, err := l.pass(t.Context())
			require.NoError(t, err)
			return time.Since(before)
		}
		pass()
		l.slower(10 * time.Second)
		require.GreaterOrEqual(t, pass(), 9*time.Second, "all calls hold as long as the shop asked")
		require.InDelta(t, 4, float64(l.spacing.Limit()), 0.01)
		for range 10 {
			l.slower(0)
		}
		require.InDelta(t, 1, float64(l.spacing.Limit()), 0.01, "an eighth at the least")
		for range 200 {
			l.faster()
		}
		require.InDelta(t, 8, float64(l.spacing.Limit()), 0.01, "and back, but not beyond")
	})
}

func TestTheClientSlowsDownAfter429(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var busy bool
		c, err := NewClient("https://shop.example", HMAC(testID, testKey), WithRateLimit(8),
			WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
				if busy = !busy; busy {
					return answer(429, `{"error":{"code":"rate_limited","message":"slow"}}`, "Retry-After", "2"), nil
				}
				return answer(200, `{"shop_id":"s"}`), nil
			})}))
		require.NoError(t, err)
		start := time.Now()
		_, err = c.Ping(t.Context())
		require.NoError(t, err)
		require.InDelta(t, 2, time.Since(start).Seconds(), 0.3)
	})
}

// TestAttemptsCountOnARealSocket has the shop fail two of three requests, with
// several callers at once, and measures what arrives.
func TestAttemptsCountOnARealSocket(t *testing.T) {
	t.Parallel()
	const rate = 10
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
		if len(shop.seen())%3 != 0 {
			say(w, 503, `{}`)
			return
		}
		say(w, 200, `{"shop_id":"s"}`)
	})
	c := shop.client(t, WithRateLimit(rate), WithRetry(RetryOptions{FirstWait: time.Millisecond, MaxAttempts: 50}))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { _, _ = c.Ping(t.Context()) })
	}
	wg.Wait()
	var times []time.Duration
	seen := shop.seen()
	for _, a := range seen {
		times = append(times, a.at.Sub(seen[0].at))
	}
	require.GreaterOrEqual(t, len(times), 24)
	slices.Sort(times)
	for i := rate; i < len(times); i++ { // a busy machine may notice an arrival late
		require.Greater(t, times[i]-times[i-rate], 900*time.Millisecond)
	}
}

// TestTheAllowanceIsUsed has more callers than the shop is quick: whatever an
// answer takes, 97 % of what is allowed is sent, and no second holds more.
func TestTheAllowanceIsUsed(t *testing.T) {
	t.Parallel()
	const callers, lasting = 200, 60 * time.Second
	for _, n := range []int{2, 10, 100} {
		for _, latency := range []time.Duration{0, 200 * time.Millisecond, 900 * time.Millisecond} {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var mu sync.Mutex
				var times []time.Duration
				c := slowShop(t, n, latency, func() {
					mu.Lock()
					defer mu.Unlock()
					times = append(times, time.Since(start))
				})
				ctx, cancel := context.WithTimeout(t.Context(), lasting)
				defer cancel()
				var wg sync.WaitGroup
				for range callers {
					wg.Go(func() {
						for ctx.Err() == nil {
							_, _ = c.Ping(ctx)
						}
					})
				}
				wg.Wait()
				allowed := float64(n) * lasting.Seconds()
				require.GreaterOrEqual(t, float64(len(times)), 0.97*allowed, "%d/s at %s", n, latency)
				requireNoBusySecond(t, times, n)
			})
		}
	}
}

// slowShop tells when a request is written, and answers it later.
func slowShop(t *testing.T, rate int, latency time.Duration, written func()) *Client {
	t.Helper()
	c, err := NewClient("https://shop.example", HMAC(testID, testKey), WithRateLimit(rate),
		WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			written()
			httptrace.ContextClientTrace(r.Context()).WroteRequest(httptrace.WroteRequestInfo{})
			time.Sleep(latency)
			return answer(200, `{"shop_id":"s"}`), nil
		})}))
	require.NoError(t, err)
	return c
}

// TestASlotWaitsForItsRequest: what has passed and is not written yet may be
// written at any moment, so nothing may take its place meanwhile.
func TestASlotWaitsForItsRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1, defaultConfig().elapsed)
		slow, err := l.pass(t.Context())
		require.NoError(t, err)
		time.AfterFunc(10*time.Second, slow)
		start := time.Now()
		_, err = l.pass(t.Context())
		require.NoError(t, err)
		require.Equal(t, 10*time.Second+window, time.Since(start))
	})
}

// TestALongPauseEndsCallsAtOnce: a pause of an hour must not hang the calls
// after the one that was told of it.
func TestALongPauseEndsCallsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, times := inFakeTime(t, RetryOptions{MaxElapsed: time.Minute}, func(n int) (*http.Response, error) {
			if n == 1 {
				return answer(429, `{"error":{"code":"rate_limited","message":"tomorrow"}}`, "Retry-After", "3600"), nil
			}
			return answer(200, `{"shop_id":"s"}`), nil
		})
		start := time.Now()
		_, err := c.Ping(t.Context())
		require.ErrorContains(t, err, "tomorrow")
		_, err = c.Ping(t.Context())
		e := requireCode(t, err, CodeRateLimited)
		require.ErrorContains(t, err, "pause that lasts 1h0m0s more")
		require.Zero(t, e.Attempts)
		require.Contains(t, e.Remedy, "after the pause")
		require.Zero(t, time.Since(start), "nobody waited")
		require.Len(t, *times, 1)

		time.Sleep(59*time.Minute + 30*time.Second)
		_, err = c.Ping(t.Context())
		require.NoError(t, err, "half a minute is waited for")
		require.Equal(t, time.Hour, time.Since(start).Round(time.Second))
	})
}

func TestAPauseBeyondTheDeadlineEndsCallsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(5, defaultConfig().elapsed)
		l.slower(time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		start := time.Now()
		_, err := l.pass(ctx)
		var pause pauseError
		require.ErrorAs(t, err, &pause)
		require.Zero(t, time.Since(start))
	})
}

// TestWaitingForATurnCounts: MaxElapsed holds for the queue too.
func TestWaitingForATurnCounts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, err := NewClient("https://shop.example", HMAC(testID, testKey), WithRateLimit(1), WithRetry(RetryOptions{MaxElapsed: 10 * time.Second}),
			WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
				return answer(200, `{"shop_id":"s"}`), nil
			})}))
		require.NoError(t, err)
		var wg sync.WaitGroup
		var late atomic.Int32
		for range 30 {
			wg.Go(func() {
				if _, err := c.Ping(t.Context()); err != nil {
					late.Add(1)
					require.Contains(t, requireCode(t, err, CodeRateLimited).Remedy, "fewer calls")
				}
			})
		}
		start := time.Now()
		wg.Wait()
		require.Equal(t, 10*time.Second, time.Since(start))
		require.InDelta(t, 20, late.Load(), 1)
	})
}

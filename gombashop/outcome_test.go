package gombashop

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// attempts answers the first attempt with the first function, and so on; the
// last one answers all that come after.
func attempts(t *testing.T, opts RetryOptions, answers ...roundTripper) *Client {
	t.Helper()
	n := 0
	c, err := NewClient("https://shop.example", HMAC(testID, testKey), WithRateLimit(1000), WithRetry(opts),
		WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			f := answers[min(n, len(answers)-1)]
			n++
			return f(r)
		})}))
	require.NoError(t, err)
	return c
}

func answers(status int, body string) roundTripper {
	return func(*http.Request) (*http.Response, error) { return answer(status, body), nil }
}

// breaks loses the connection, before or after the request got one.
func breaks(connected bool) roundTripper {
	return func(r *http.Request) (*http.Response, error) {
		trace := httptrace.ContextClientTrace(r.Context())
		trace.GetConn("shop.example:443")
		if !connected {
			return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		}
		trace.GotConn(httptrace.GotConnInfo{})
		return nil, io.ErrUnexpectedEOF
	}
}

func TestWhatIsKnownOfAFailedWrite(t *testing.T) {
	t.Parallel()
	refused := func(status int, code string) roundTripper {
		return answers(status, `{"error":{"code":"`+code+`","message":"m"}}`)
	}
	blind := roundTripper(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF })
	for name, tc := range map[string]struct {
		answers []roundTripper
		unknown bool
	}{
		"nobody listens":                          {[]roundTripper{breaks(false)}, false},
		"the connection broke":                    {[]roundTripper{breaks(true)}, true},
		"a transport that tells nothing":          {[]roundTripper{blind}, true},
		"refused":                                 {[]roundTripper{refused(422, "validation_failed")}, false},
		"too fast":                                {[]roundTripper{refused(429, "rate_limited")}, false},
		"a page of somebody else":                 {[]roundTripper{answers(404, `<html>`)}, false},
		"the shop failed":                         {[]roundTripper{refused(500, "internal")}, true},
		"the shop is down":                        {[]roundTripper{refused(503, "internal")}, true},
		"an answer of no use":                     {[]roundTripper{answers(200, `[]`)}, true},
		"redirected":                              {[]roundTripper{answers(302, ``)}, true},
		"broke, then nobody listens":              {[]roundTripper{breaks(true), breaks(false)}, true},
		"broke, then too fast":                    {[]roundTripper{breaks(true), refused(429, "rate_limited")}, true},
		"broke, then the credentials are refused": {[]roundTripper{breaks(true), refused(401, "unauthorized")}, true},
		"broke, then a conflict":                  {[]roundTripper{breaks(true), refused(409, "conflict")}, true},
		"broke, then the content is refused":      {[]roundTripper{breaks(true), refused(422, "validation_failed")}, false},
		"broke, then the order has another УНП":   {[]roundTripper{breaks(true), refused(409, "usn_already_set")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := attempts(t, RetryOptions{MaxAttempts: 4}, tc.answers...)
				err := c.Orders.SetUSN(t.Context(), "1", "DT279013-0001-0000001")
				require.Error(t, err)
				require.Equal(t, tc.unknown, errors.Is(err, ErrOutcomeUnknown), "%v", err)
				if tc.unknown {
					require.ErrorContains(t, err, "not known")
				}
			})
			synctest.Test(t, func(t *testing.T) {
				_, err := attempts(t, RetryOptions{MaxAttempts: 4}, tc.answers...).Ping(t.Context())
				require.NotErrorIs(t, err, ErrOutcomeUnknown, "a read has no outcome")
			})
		})
	}
}

// TestGivingUpDoesNotForget: the caller's end comes while the shop may have acted.
func TestGivingUpDoesNotForget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		hangs := roundTripper(func(r *http.Request) (*http.Response, error) {
			trace := httptrace.ContextClientTrace(r.Context())
			trace.GetConn("")
			trace.GotConn(httptrace.GotConnInfo{})
			<-r.Context().Done()
			return nil, context.Cause(r.Context())
		})
		err := attempts(t, RetryOptions{}, hangs).Orders.SetUSN(ctx, "1", "DT279013-0001-0000001")
		requireCode(t, err, CodeCanceled)
		require.ErrorIs(t, err, ErrOutcomeUnknown)
		err = attempts(t, RetryOptions{}, hangs).Orders.SetUSN(ctx, "1", "DT279013-0001-0000001")
		require.NotErrorIs(t, err, ErrOutcomeUnknown, "nothing was sent")
	})
}

// TestACallEndsInItsTime: MaxElapsed ends a request that hangs, too.
func TestACallEndsInItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hangs := roundTripper(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		start := time.Now()
		_, err := attempts(t, RetryOptions{MaxElapsed: 20 * time.Second}, hangs).Ping(t.Context())
		e := requireCode(t, err, CodeNetwork)
		require.ErrorContains(t, err, "MaxElapsed")
		require.Equal(t, 1, e.Attempts)
		require.Equal(t, 20*time.Second, time.Since(start))
	})
}

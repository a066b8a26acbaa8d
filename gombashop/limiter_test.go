package gombashop

import (
	"context"
	"net/http"
	"slices"
	"sync"
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
		_, err := l.pass(t.Context())
		require.NoError(t, err)
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
	requireNoBusySecond(t, times, rate)
}

package gombashop

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// TestLimiterProperty: whatever the rate, the number of callers, how long a
// connection takes to open and an answer to come, and whenever the shop says
// 429, no second has more than n sends.
func TestLimiterProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(rt, "n")
		callers := rapid.IntRange(1, 2*n).Draw(rt, "callers")
		opening := rapid.SliceOfN(rapid.IntRange(0, 1500), 1, 8).Draw(rt, "ms to open a connection")
		answering := rapid.SliceOfN(rapid.IntRange(0, 1500), 1, 8).Draw(rt, "ms to answer")
		busy := rapid.SliceOfN(rapid.Bool(), 1, 12).Draw(rt, "429")
		ms := func(of []int, i int) time.Duration { return time.Duration(of[i%len(of)]) * time.Millisecond }
		synctest.Test(t, func(t *testing.T) {
			l := newLimiter(n, defaultConfig().elapsed)
			ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
			defer cancel()
			start := time.Now()
			var mu sync.Mutex
			var times []time.Duration
			var wg sync.WaitGroup
			for range callers {
				wg.Go(func() {
					for {
						sent, err := l.pass(ctx)
						if err != nil {
							return
						}
						mu.Lock()
						i := len(times)
						times = append(times, 0)
						mu.Unlock()
						time.Sleep(ms(opening, i))
						mu.Lock()
						times[i] = time.Since(start)
						mu.Unlock()
						sent()
						time.Sleep(ms(answering, i))
						if busy[i%len(busy)] {
							l.slower(ms(answering, i))
						} else {
							l.faster()
						}
					}
				})
			}
			wg.Wait()
			requireNoBusySecond(t, times, n)
		})
	})
}

package gombashop

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// limited is a limiter of n in front of a shop that answers with err.
func limited(n int, err *Error) (*limitHandler, *int) {
	sent := new(int)
	return &limitHandler{limiter: newLimiter(n, defaultConfig().elapsed), next: handlerFunc(func(context.Context, *call) (*reply, error) {
		*sent++
		if err != nil {
			return nil, err
		}
		return &reply{status: http.StatusOK}, nil
	})}, sent
}

func TestEveryAttemptGivesItsSlotBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h, sent := limited(2, &Error{Code: CodeNetwork})
		start := time.Now()
		for range 6 { // none of them calls sent: they failed before they wrote
			_, err := h.do(t.Context(), &call{attempt: 1})
			requireCode(t, err, CodeNetwork)
		}
		require.Equal(t, 6, *sent)
		require.InDelta(t, 2.5, time.Since(start).Seconds(), 0.1)
	})
}

func TestTheShopsPaceIsTaken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h, _ := limited(8, &Error{Code: CodeRateLimited, Status: http.StatusTooManyRequests, retryAfter: time.Second})
		_, err := h.do(t.Context(), &call{attempt: 1})
		requireCode(t, err, CodeRateLimited)
		require.InDelta(t, 4, float64(h.limiter.spacing.Limit()), 0.01, "half of it after a 429")

		h.next = handlerFunc(func(context.Context, *call) (*reply, error) { return &reply{status: http.StatusOK}, nil })
		start := time.Now()
		for range 30 {
			_, err := h.do(t.Context(), &call{attempt: 1})
			require.NoError(t, err)
		}
		require.InDelta(t, 8, float64(h.limiter.spacing.Limit()), 0.01, "and back by successes")
		require.Greater(t, time.Since(start), time.Second, "not before the pause has ended")

		h, _ = limited(8, &Error{Code: CodeInternal, Status: http.StatusServiceUnavailable})
		_, err = h.do(t.Context(), &call{attempt: 1})
		requireCode(t, err, CodeInternal)
		require.InDelta(t, 8, float64(h.limiter.spacing.Limit()), 0.01, "nothing else slows it down")
	})
}

func TestWhatIsNotSentIsNoAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h, sent := limited(1, nil)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		h.limiter.slower(time.Hour)
		c := &call{attempt: 1}
		_, err := h.do(ctx, c)
		e := requireCode(t, err, CodeRateLimited)
		require.Zero(t, c.attempt)
		require.Zero(t, *sent)
		require.Equal(t, time.Hour, e.retryAfter)
		cancel()
		_, err = h.do(ctx, c)
		requireCode(t, err, CodeCanceled)
		require.ErrorIs(t, err, context.Canceled)
	})
}

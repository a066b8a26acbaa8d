package gombashop

import (
	"context"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// RetryOptions say how failed requests are repeated: after a network error and
// after HTTP 408, 425, 429, 502, 503 and 504, with exponential waits that are
// spread by chance. A Retry-After of the shop is honoured in full; where it is
// longer than what is left, the call fails at once; so do the calls after it that
// would not outlast the pause, with [CodeRateLimited] and without being sent. Zero
// fields mean the default.
type RetryOptions struct {
	MaxAttempts int           // the first one included; defaults to 8
	MaxElapsed  time.Duration // of one call, all waits included; defaults to 3 minutes
	FirstWait   time.Duration // defaults to 500 ms, then doubles
	MaxWait     time.Duration // between two attempts; defaults to 60 s
}

func (o RetryOptions) withDefaults() RetryOptions {
	if o.MaxAttempts == 0 {
		o.MaxAttempts = 8
	}
	if o.MaxElapsed == 0 {
		o.MaxElapsed = 3 * time.Minute
	}
	if o.FirstWait == 0 {
		o.FirstWait = 500 * time.Millisecond
	}
	if o.MaxWait == 0 {
		o.MaxWait = time.Minute
	}
	return o
}

// retryHandler repeats what may be repeated: reads, and writes that carry an
// idempotency key.
type retryHandler struct {
	next handler
	opts RetryOptions
}

func (h *retryHandler) do(caller context.Context, c *call) (*reply, error) {
	ctx, cancel := context.WithTimeoutCause(caller, h.opts.MaxElapsed, errTooLong)
	defer cancel()
	var last *Error
	once := func() (*reply, error) {
		c.attempt++
		rep, err := h.next.do(ctx, c)
		if err == nil {
			return rep, nil
		}
		last = asError(err)
		last.Attempts = c.attempt
		c.doubted(last)
		if !last.retry || (c.method != http.MethodGet && c.key == "") {
			return nil, backoff.Permanent(last)
		}
		return nil, last
	}
	rep, err := once()
	if err == nil {
		return rep, nil
	}
	tried := true // the first failure is the one that is known
	again := func() (*reply, error) {
		if tried {
			tried = false
			return nil, err
		}
		return once()
	}
	rep, failed := backoff.Retry(ctx, again, backoff.WithBackOff(newWaits(ctx, h.opts, &last)),
		backoff.WithMaxTries(uint(h.opts.MaxAttempts)), backoff.WithMaxElapsedTime(0), // the context knows the end
		backoff.WithNotify(func(_ error, wait time.Duration) { c.repeating(last, wait) }))
	switch {
	case failed == nil:
		return rep, nil
	case caller.Err() != nil && last.Code != CodeCanceled && last.retry:
		last = canceled(caller, "waiting to repeat it after: "+last.Message)
	}
	last.doubt = c.doubt
	return nil, last
}

// waits is an exponential back-off that is never shorter than what the shop
// asked for, and that gives up when the context would end before it does.
type waits struct {
	*backoff.ExponentialBackOff

	ctx  context.Context //nolint:containedctx // lives as long as one call
	last **Error         // may name the least wait
}

func newWaits(ctx context.Context, o RetryOptions, last **Error) *waits {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval, b.Multiplier = o.FirstWait, o.MaxWait, 2
	return &waits{ExponentialBackOff: b, ctx: ctx, last: last}
}

// NextBackOff is how long to wait before the next attempt.
func (w *waits) NextBackOff() time.Duration {
	next := max(min(w.ExponentialBackOff.NextBackOff(), w.MaxInterval), (*w.last).retryAfter)
	if end, ok := w.ctx.Deadline(); ok && time.Until(end) <= next {
		return backoff.Stop
	}
	return next
}

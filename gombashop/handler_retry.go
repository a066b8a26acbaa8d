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
	waits := h.opts.waits()
	for {
		c.attempt++
		rep, err := h.next.do(ctx, c)
		if err == nil {
			return rep, nil
		}
		failed := asError(err)
		failed.Attempts = c.attempt
		c.doubted(failed)
		wait := max(min(waits.NextBackOff(), h.opts.MaxWait), failed.retryAfter)
		if !c.repeatable(failed) || c.attempt >= h.opts.MaxAttempts || outlasts(ctx, wait) || !h.pause(ctx, c, failed, wait) {
			return nil, c.last(caller, failed)
		}
	}
}

// waits are exponential, and spread by chance.
func (o RetryOptions) waits() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval, b.Multiplier = o.FirstWait, o.MaxWait, 2
	return b
}

// repeatable tells a failure after which the same request may succeed, of a
// request that may be sent twice.
func (c *call) repeatable(failed *Error) bool {
	return failed.retry && (c.method == http.MethodGet || c.key != "")
}

// outlasts tells a wait that would end no sooner than the call.
func outlasts(ctx context.Context, wait time.Duration) bool {
	end, ok := ctx.Deadline()
	return ok && time.Until(end) <= wait
}

// pause waits before the next attempt; false when the call ended meanwhile.
func (h *retryHandler) pause(ctx context.Context, c *call, failed *Error, wait time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	c.repeating(failed, wait)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// last is the error of the whole call. Where the caller's context ended, that
// says more than what was to be repeated.
func (c *call) last(caller context.Context, failed *Error) *Error {
	if caller.Err() != nil && failed.Code != CodeCanceled && failed.retry {
		failed = canceled(caller, "waiting to repeat it after: "+failed.Message)
	}
	failed.doubt = c.doubt
	return failed
}

package gombashop

import (
	"context"
	"errors"
)

// limitHandler lets an attempt pass when the limiter allows, and tells the
// limiter what the shop thought of the pace.
type limitHandler struct {
	next    handler
	limiter *limiter
}

func (h *limitHandler) do(ctx context.Context, c *call) (*reply, error) {
	sent, err := h.limiter.pass(ctx)
	if err != nil {
		c.attempt-- // nothing was sent
		return nil, notSent(ctx, err)
	}
	defer sent() // whatever fails on the way, the slot comes back
	c.line = &connection{sent: sent}
	rep, err := h.next.do(c.line.traced(ctx), c)
	switch {
	case err == nil:
		h.limiter.faster()
	case asError(err).Status == 429:
		h.limiter.slower(asError(err).retryAfter)
	}
	return rep, err
}

// notSent explains why the limiter let nothing pass: the caller gave up, or the
// call may not last as long as it would have to wait.
func notSent(ctx context.Context, err error) *Error {
	e := &Error{Code: CodeRateLimited, Message: "not sent: " + err.Error(), cause: err, Remedy: remedy(CodeRateLimited)}
	if pause, ok := errors.AsType[pauseError](err); ok {
		e.retryAfter = pause.left
		e.Remedy = "run again after the pause, or allow calls to last longer (RetryOptions.MaxElapsed)"
		return e
	}
	if errors.Is(err, errTooLong) {
		e.Message, e.cause = "not sent: "+errNoTurn.Error(), errNoTurn
		e.Remedy = "have fewer calls wait at a time, or allow them to last longer (RetryOptions.MaxElapsed)"
		return e
	}
	return canceled(ctx, "waiting for its turn")
}

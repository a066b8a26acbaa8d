package gombashop

import "context"

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
		return nil, canceled(ctx, "waiting for its turn")
	}
	c.sent = sent
	rep, err := h.next.do(ctx, c)
	switch {
	case err == nil:
		h.limiter.faster()
	case asError(err).Status == 429:
		h.limiter.slower(asError(err).retryAfter)
	}
	return rep, err
}

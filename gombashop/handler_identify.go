package gombashop

import (
	"context"
	"net/http"
)

// identifyHandler gives a call its request id and a write its idempotency key,
// once: all attempts carry the same, so the shop acts once however often the
// request arrives.
type identifyHandler struct{ next handler }

func (h *identifyHandler) do(ctx context.Context, c *call) (*reply, error) {
	c.requestID = randomHex()
	if c.method != http.MethodGet && c.key == "" {
		c.key = randomHex()
	}
	rep, err := h.next.do(ctx, c)
	if err == nil {
		return rep, nil
	}
	e := asError(err)
	if e.RequestID == "" {
		e.RequestID = c.requestID
	}
	return nil, e
}

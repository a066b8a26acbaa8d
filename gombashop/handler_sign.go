package gombashop

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// signHandler builds the HTTP request of one attempt and has it authorised: a
// fresh time stamp, nonce and body reader each time.
type signHandler struct {
	next      handler
	base      string // without a slash at the end
	auth      Authenticator
	userAgent string
}

func (h *signHandler) do(ctx context.Context, c *call) (*reply, error) {
	target := h.base + c.path
	if len(c.query) > 0 {
		target += "?" + canonicalQuery(c.query)
	}
	// The body's type hides how to rewind it, and even an empty body is one:
	// net/http would otherwise repeat a request by itself when a connection
	// breaks, with a nonce that the shop may have seen.
	req, err := http.NewRequestWithContext(ctx, c.method, target, io.NopCloser(bytes.NewReader(c.body)))
	if err != nil {
		return nil, invalid("path", "%s cannot be asked for", clean(c.path))
	}
	req.ContentLength = int64(len(c.body))
	h.describe(req, c)
	before := req.Header.Clone()
	body := append([]byte{}, c.body...)
	err = h.auth.Authorize(req, body)
	c.safe = safeText(h.auth, secretsOf(req, before))
	if err != nil {
		return nil, &Error{
			Code: CodeUnauthorized, Message: "the request could not be signed: " + c.safe(err.Error()), cause: err,
		}
	}
	c.req = req
	return h.next.do(ctx, c)
}

func (h *signHandler) describe(req *http.Request, c *call) {
	req.Header.Set("User-Agent", h.userAgent)
	req.Header.Set("Accept", "application/json")
	req.Header.Set(wire.HeaderRequestID, c.requestID)
	if len(c.body) > 0 {
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	if c.key != "" {
		req.Header.Set(wire.HeaderIdempotency, c.key)
	}
}

// secretsOf gives what the authenticator added to the headers, except for what
// a person needs when he reads an error.
func secretsOf(req *http.Request, before http.Header) []string {
	var secrets []string
	for name, values := range req.Header {
		if slices.Contains([]string{wire.HeaderAPIID, wire.HeaderTimestamp, wire.HeaderNonce}, name) {
			continue
		}
		for _, v := range values {
			if !slices.Contains(before[name], v) {
				_, token, _ := strings.Cut(v, " ") // "Bearer token"
				secrets = append(secrets, v, token)
			}
		}
	}
	if _, password, ok := req.BasicAuth(); ok {
		secrets = append(secrets, password)
	}
	return secrets
}

func safeText(auth Authenticator, secrets []string) func(string) string {
	blot := func(s string) string { return s }
	if k, ok := auth.(keyed); ok {
		blot = k.blot
	}
	scrub := scrubber(secrets...)
	return func(s string) string { return clean(scrub(blot(s))) }
}

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
	// The body's type hides how to rewind it, and even an empty body is one, which
	// is sent as none: net/http would otherwise repeat a request by itself when a
	// connection breaks, with a nonce that the shop may have seen.
	req, err := http.NewRequestWithContext(ctx, c.method, target, io.NopCloser(bytes.NewReader(c.body)))
	if err != nil {
		return nil, invalid("path", "%s cannot be asked for", clean(c.path))
	}
	req.ContentLength = int64(len(c.body))
	if len(c.body) == 0 {
		req.TransferEncoding = identity // else net/http looks for a body in a goroutine
	}
	h.describe(req.Header, c)
	body := append([]byte{}, c.body...)
	err = h.auth.Authorize(req, body)
	c.safe = h.safeText(req, c)
	if err != nil {
		return nil, &Error{
			Code: CodeUnauthorized, Message: "the request could not be signed: " + c.safe(err.Error()), cause: err,
		}
	}
	c.req = req
	return h.next.do(ctx, c)
}

// identity is a transfer encoding that says nothing on the wire. net/http only
// reads it.
var identity = []string{"identity"} //nolint:gochecknoglobals // never changed

// describe sets the headers that do not depend on the authenticator.
func (h *signHandler) describe(headers http.Header, c *call) {
	values := make([]string, 0, 5) // one array for all of them
	set := func(name, value string) {
		values = append(values, value)
		headers[name] = values[len(values)-1 : len(values) : len(values)]
	}
	set("User-Agent", h.userAgent)
	set("Accept", "application/json")
	set(wire.HeaderRequestID, c.requestID)
	if len(c.body) > 0 {
		set("Content-Type", "application/json; charset=utf-8")
	}
	if c.key != "" {
		set(wire.HeaderIdempotency, c.key)
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

// safeText looks for secrets when it is first needed, which is for an error.
func (h *signHandler) safeText(req *http.Request, c *call) func(string) string {
	var scrub func(string) string
	return func(s string) string {
		if scrub == nil {
			before := http.Header{}
			h.describe(before, c)
			scrub = scrubber(secretsOf(req, before)...)
		}
		if k, ok := h.auth.(keyed); ok {
			s = k.blot(s)
		}
		return clean(scrub(s))
	}
}

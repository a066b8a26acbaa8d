package netfp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
)

// api is the HTTP below: it knows no receipts, only whether a request may have
// reached the server.
type api struct {
	base   *url.URL // without user and password
	client *http.Client
	// sign adds the password, which stands in no field that a log could print.
	sign func(*http.Request)
}

// maxReply is far more than a reply needs.
const maxReply = 1 << 20

// plainClient follows no redirects, for a redirect could post a receipt twice, leaves
// time-outs to the context, and opens a connection for every request: a kept one that
// the server has closed meanwhile would make a lost receipt out of a refused one.
func plainClient(given *http.Client) *http.Client {
	client := http.Client{}
	if given != nil {
		client = *given
	}
	switch transport := client.Transport.(type) {
	case nil:
		client.Transport = &http.Transport{DisableKeepAlives: true}
	case *http.Transport:
		fresh := transport.Clone()
		fresh.DisableKeepAlives = true
		client.Transport = fresh
	}
	client.Timeout = 0
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// answer is what came back from one request.
type answer struct {
	status int
	body   []byte
	// sent is false when certainly no byte of the request left.
	sent bool
}

// probe watches one request. A transport that reports nothing may have sent anything.
type probe struct{ seen, sent atomic.Bool }

func (p *probe) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:      func(string) { p.seen.Store(true) },
		WroteHeaders: func() { p.sent.Store(true) },
	}
}

func (p *probe) maybeSent() bool { return p.sent.Load() || !p.seen.Load() }

func (a api) get(ctx context.Context, query url.Values, path ...string) (answer, error) {
	return a.do(ctx, http.MethodGet, query, nil, path)
}

// post sends body as JSON, and no body where it is nil, as reports want it.
func (a api) post(ctx context.Context, query url.Values, body any, path ...string) (answer, error) {
	if body == nil {
		return a.do(ctx, http.MethodPost, query, nil, path)
	}
	encoded, err := json.Marshal(body)
	if err != nil {
		return answer{}, fmt.Errorf("netfp: encoding the request: %w", err)
	}
	return a.do(ctx, http.MethodPost, query, encoded, path)
}

func (a api) do(ctx context.Context, method string, query url.Values, body []byte, path []string) (answer, error) {
	if err := ctx.Err(); err != nil {
		return answer{}, fmt.Errorf("netfp: %w", err)
	}
	var p probe
	ctx = httptrace.WithClientTrace(ctx, p.trace())
	to := a.base.JoinPath(path...)
	to.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, method, to.String(), bytes.NewReader(body))
	if err != nil {
		return answer{}, fmt.Errorf("netfp: building the request: %w", err)
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	a.sign(req)
	resp, err := a.client.Do(req)
	if err != nil {
		return answer{sent: p.maybeSent()}, fmt.Errorf("netfp: %w", err)
	}
	defer resp.Body.Close() //nolint:errcheck // the body was read
	reply, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return answer{status: resp.StatusCode, sent: true}, fmt.Errorf("netfp: reading the reply: %w", err)
	}
	return answer{status: resp.StatusCode, body: reply, sent: true}, nil
}

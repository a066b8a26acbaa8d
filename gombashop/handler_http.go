package gombashop

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// httpHandler sends one request and reads the whole answer.
type httpHandler struct {
	client    *http.Client
	maxAnswer int64
}

// httpClient copies c, or makes a client with the proxy of the environment and
// time-outs for each stage; RetryOptions.MaxElapsed ends what takes longer. No redirect is followed: the signature covers path
// and query, so it would not hold, and another host must not see it.
func httpClient(c *http.Client) *http.Client {
	if c == nil {
		c = &http.Client{Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   10 * time.Second,
			ResponseHeaderTimeout: time.Minute,
			IdleConnTimeout:       90 * time.Second,
			MaxIdleConns:          32,
			MaxIdleConnsPerHost:   32, // there is one host, and each caller that waits has a connection
		}}
	}
	own := *c
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

func (h *httpHandler) do(ctx context.Context, c *call) (*reply, error) {
	res, err := h.send(c.req)
	c.line.sent() // a transport without a trace wrote it some time before
	if err != nil {
		e := h.failed(ctx, c, err)
		e.doubt = c.line.opened()
		return nil, e
	}
	defer func() { _ = res.Body.Close() }()
	body, err := h.read(res)
	if err != nil {
		e := h.failed(ctx, c, err)
		e.Status, e.doubt = res.StatusCode, true
		e.Message = fmt.Sprintf("the answer broke off after %d bytes: %s; it began %q", len(body), e.Message, c.safe(string(body)))
		return nil, e
	}
	if int64(len(body)) > h.maxAnswer {
		e := badResponse(nil, "the answer is larger than %d bytes; it begins %q", h.maxAnswer, c.safe(string(body)))
		e.Status, e.doubt = res.StatusCode, true
		return nil, e
	}
	return &reply{status: res.StatusCode, header: res.Header, body: body}, nil
}

// send leaves out what http.Client does for redirects, cookies and its own
// time-out where there are none.
func (h *httpHandler) send(r *http.Request) (*http.Response, error) {
	if h.client.Transport != nil && h.client.Jar == nil && h.client.Timeout == 0 {
		return h.client.Transport.RoundTrip(r)
	}
	return h.client.Do(r)
}

// read reads an answer, and one byte more than it may have at most.
func (h *httpHandler) read(res *http.Response) ([]byte, error) {
	var b bytes.Buffer
	if size := res.ContentLength; size > 0 && size <= h.maxAnswer {
		b.Grow(int(size) + bytes.MinRead)
	}
	_, err := b.ReadFrom(io.LimitReader(res.Body, h.maxAnswer+1))
	return b.Bytes(), err
}

// failed explains a transport error. The address is left out: it stands in the
// configuration, and an authenticator may have put something into it.
func (h *httpHandler) failed(ctx context.Context, c *call, err error) *Error {
	if ctx.Err() != nil {
		return canceled(ctx, "waiting for the shop")
	}
	if addressed, ok := errors.AsType[*url.Error](err); ok {
		err = addressed.Err
	}
	e := &Error{Code: CodeNetwork, Message: c.safe(err.Error()), Remedy: remedy(CodeNetwork), cause: err, retry: true}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		e.retry = false
		e.Remedy = "check the computer's clock and the shop's certificate; something may be intercepting the connection"
	}
	return e
}

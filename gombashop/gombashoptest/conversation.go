package gombashoptest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// Conversation is a server that knows beforehand what it will be asked. It holds
// no shop: each request that is expected has its canned reply. What is asked
// otherwise, and what is not asked at all, fails the test. Safe for concurrent
// use.
//
// Use it where a test is about what a client sends, and [Server] where it is
// about what comes of it.
type Conversation struct {
	// URL is the base URL, for gombashop.NewClient or a client of one's own.
	URL string

	t       TB
	inOrder bool

	mu       sync.Mutex
	calls    []*expected
	requests []Request
}

type expected struct {
	Call

	came bool
}

// ExpectInOrder serves calls that come one after the other, until the end of the
// test. A client that repeats a failed request asks anew, and needs a call for
// each attempt.
func ExpectInOrder(t TB, calls ...Call) *Conversation {
	t.Helper()

	return converse(t, true, calls)
}

// ExpectInAnyOrder serves calls that may come in any order, each once. Of several
// that a request fits, the first is taken.
func ExpectInAnyOrder(t TB, calls ...Call) *Conversation {
	t.Helper()

	return converse(t, false, calls)
}

func converse(t TB, inOrder bool, calls []Call) *Conversation {
	t.Helper()

	c := &Conversation{t: t, inOrder: inOrder}

	for i, call := range calls {
		if err := call.check(); err != nil {
			t.Errorf("gombashoptest: call %d, %s, cannot be expected: %v", i+1, call.name(), err)
		}

		c.calls = append(c.calls, &expected{Call: call})
	}

	server := httptest.NewServer(http.HandlerFunc(c.serve))
	c.URL = server.URL + BasePath

	t.Cleanup(func() {
		t.Helper()
		server.Close()
		c.missing()
	})

	return c
}

// Requests are all that came, expected or not, with their bodies. The copy is
// the caller's.
func (c *Conversation) Requests() []Request {
	c.mu.Lock()
	defer c.mu.Unlock()

	return slices.Clone(c.requests)
}

func (c *Conversation) missing() {
	c.t.Helper()

	c.mu.Lock()
	defer c.mu.Unlock()

	for i, e := range c.calls {
		if !e.came {
			c.t.Errorf("gombashoptest: call %d, %s, was expected and did not come", i+1, e.name())
		}
	}
}

func (c *Conversation) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		c.t.Errorf("gombashoptest: the body of %s %s broke off: %v", r.Method, r.URL.Path, err)
	}

	reply := c.reply(r, body)

	if id := r.Header.Get(wire.HeaderRequestID); id != "" {
		w.Header().Set(wire.HeaderRequestID, id)
	}

	reply.send(w)
}

// reply finds the call that a request is, and notes both.
func (c *Conversation) reply(r *http.Request, body []byte) Reply {
	c.mu.Lock()
	defer c.mu.Unlock()

	e, differences := c.find(r, body)
	answer := Refusal(http.StatusInternalServerError, wire.CodeInternal, "this request was not expected")

	switch {
	case e == nil:
		c.t.Errorf("gombashoptest: request %d, %s %s, was not expected%s", len(c.requests)+1, r.Method, r.URL.RequestURI(), c.instead())
	case len(differences) > 0:
		c.t.Errorf("gombashoptest: request %d, %s, is not as expected: %s", len(c.requests)+1, e.name(), strings.Join(differences, "; "))
	}

	if e != nil {
		e.came, answer = true, e.Reply
	}

	c.requests = append(c.requests, received(r, body, answer))

	return answer
}

// find gives the call with the request's method and path, and how the request
// differs from it. Where the order is free, one without differences comes first.
func (c *Conversation) find(r *http.Request, body []byte) (*expected, []string) {
	var (
		nearest *expected
		differs []string
	)

	for _, e := range c.calls {
		if e.came {
			continue
		}

		if e.isOf(r) {
			differences := e.differences(r, body)
			if len(differences) == 0 || c.inOrder {
				return e, differences
			}

			if nearest == nil {
				nearest, differs = e, differences
			}
		}

		if c.inOrder {
			return nil, nil
		}
	}

	return nearest, differs
}

// instead says what was expected in place of a request.
func (c *Conversation) instead() string {
	for i, e := range c.calls {
		if !e.came && c.inOrder {
			return fmt.Sprintf("; call %d, %s, was", i+1, e.name())
		}
	}

	return ""
}

func received(r *http.Request, body []byte, answer Reply) Request {
	return Request{
		Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Status: answer.status(), Body: body,
		RequestID: r.Header.Get(wire.HeaderRequestID), IdempotencyKey: r.Header.Get(wire.HeaderIdempotency),
		At: time.Now().UTC(), //nolint:forbidigo // a record of what really happened
	}
}

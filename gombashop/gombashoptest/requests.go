package gombashoptest

import (
	"net/http"
	"slices"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// Request is one that a Server or a Conversation received. The key is never part of it.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	// Query is as it was sent, without the question mark.
	Query  string `json:"query,omitempty"`
	Status int    `json:"status"` // what the client was answered; 0 when it was not
	// Fault is the scripted one that the request met, empty when none did.
	Fault FaultKind `json:"fault,omitempty"`
	// RequestID and IdempotencyKey are one for all attempts of a call.
	RequestID      string `json:"request_id,omitempty"`
	IdempotencyKey string `json:"idempotency_key,omitempty"`
	// Body is kept by a Conversation; a Server keeps none.
	Body []byte `json:"-"`
	// At is the shop's clock when the request was answered.
	At time.Time `json:"at"`
}

// maxRequests bounds the record of a shop that is served for weeks.
const maxRequests = 100_000

func (s *Server) log(r *http.Request, status int, fault FaultKind) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if len(s.requests) == maxRequests {
		s.requests = slices.Clone(s.requests[maxRequests/2:])
	}

	s.requests = append(s.requests, Request{
		Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Status: status, Fault: fault,
		RequestID: r.Header.Get(wire.HeaderRequestID), IdempotencyKey: r.Header.Get(wire.HeaderIdempotency), At: s.opts.now().UTC(),
	})
}

// Requests are all that the API side received since the start, or since
// ClearRequests, in the order of their answers; of more than 100,000 the older
// ones are dropped. The copy is the caller's.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()

	return slices.Clone(s.requests)
}

// Writes are the requests that were not GET.
func (s *Server) Writes() []Request {
	return slices.DeleteFunc(s.Requests(), func(r Request) bool { return r.Method == http.MethodGet })
}

// ClearRequests forgets the requests.
func (s *Server) ClearRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.requests = nil
}

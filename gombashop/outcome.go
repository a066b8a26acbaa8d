package gombashop

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync/atomic"
)

// ErrOutcomeUnknown is matched by the error of a write that the shop may have
// carried out although the call failed: the connection broke after the request
// had left, the shop failed with a status of 500 or more, or what came back was
// no answer of the contract. Ask with errors.Is.
//
// An error of a write that does not match it means that nothing was done. Doing
// a write again is safe in either case: the shop knows it by its idempotency
// key, and every write of this package sets a state rather than changes one.
var ErrOutcomeUnknown = errors.New("whether the shop carried it out is not known; doing it again is safe")

// doubted keeps in mind whether an attempt of a write may have had its effect.
// A later refusal of the contract that depends on the content settles it: of a
// request that it had carried out the shop would have repeated the answer.
func (c *call) doubted(failed *Error) {
	settled := slices.Contains([]ErrorCode{CodeNotFound, CodeValidationFailed, CodeUSNAlreadySet, CodeIdempotencyConflict}, failed.Code)
	c.doubt = c.method != http.MethodGet && (failed.doubt || c.doubt && !settled)
}

// connection watches whether a request got a connection to leave on.
type connection struct {
	sent       func() // called when the request is written
	asked, got atomic.Bool
	trace      httptrace.ClientTrace
}

func (l *connection) traced(ctx context.Context) context.Context {
	l.trace.GetConn = func(string) { l.asked.Store(true) }
	l.trace.GotConn = func(httptrace.GotConnInfo) { l.got.Store(true) }
	l.trace.WroteRequest = func(httptrace.WroteRequestInfo) { l.sent() }
	return httptrace.WithClientTrace(ctx, &l.trace)
}

// opened is false when the transport looked for a connection and found none. Of
// a transport without a trace nothing is known, so anything may have left.
func (l *connection) opened() bool { return l.got.Load() || !l.asked.Load() }

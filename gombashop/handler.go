package gombashop

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// A call passes through a chain of handlers, each in a file of its own:
//
//	observe → identify → retry → limit → sign → decode → http
//
// What stands left of retry happens once a call, what stands right of it once
// an attempt; so an attempt waits for the limiter, gets a signature of its own
// and is judged before it is repeated.
type handler interface {
	// do returns an *Error when it fails.
	do(ctx context.Context, c *call) (*reply, error)
}

// call is one call of the shop's API on its way through the chain.
type call struct {
	method string
	path   string // below the base URL, escaped
	query  url.Values
	body   []byte
	key    string // Idempotency-Key, for writes
	out    any    // what the answer is decoded into; nil = any object will do

	requestID string
	attempt   int           // counts from 1
	doubt     bool          // an attempt may have had its effect
	req       *http.Request // of this attempt
	line      *connection   // of this attempt
	repeating func(failed *Error, wait time.Duration)
	safe      func(string) string // makes a foreign text fit for an error
}

// reply is a whole answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// newChain puts the handlers in their order.
func newChain(cfg config, base string, auth Authenticator) handler {
	var h handler = &httpHandler{client: httpClient(cfg.http), maxAnswer: cfg.maxAnswer}
	h = &decodeHandler{next: h, now: cfg.now}
	h = &signHandler{next: h, base: base, auth: auth, userAgent: cfg.userAgent}
	h = &limitHandler{next: h, limiter: newLimiter(cfg.rate, cfg.elapsed)}
	h = &retryHandler{next: h, opts: cfg.retry}
	h = &identifyHandler{next: h}
	return &observeHandler{next: h, log: cfg.log, observe: cfg.observe, elapsed: cfg.elapsed}
}

// asError gives the *Error that every handler returns.
func asError(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Code: CodeInternal, Message: clean(err.Error()), cause: err}
}

// errTooLong ends a call that lasts longer than RetryOptions.MaxElapsed.
var errTooLong = errors.New("no answer within the time that a call may last (RetryOptions.MaxElapsed)")

// canceled says that the caller's context ended, or the call's own time, and
// what was going on.
func canceled(ctx context.Context, doing string) *Error {
	if cause := context.Cause(ctx); errors.Is(cause, errTooLong) {
		return &Error{Code: CodeNetwork, Message: "while " + doing + ": " + cause.Error(), Remedy: remedy(CodeNetwork), cause: cause}
	}
	return &Error{
		Code: CodeCanceled, Message: "the call ended while " + doing + ": " + clean(context.Cause(ctx).Error()),
		cause: errors.Join(ctx.Err(), context.Cause(ctx)), Remedy: remedy(CodeCanceled),
	}
}

// unusable is an answer that came with status 200 and is of no use.
func (c *call) unusable(format string, args ...any) *Error {
	e := badResponse(nil, format, args...)
	e.op, e.RequestID, e.Attempts, e.Status = c.method+" "+c.path, c.requestID, c.attempt, http.StatusOK
	e.doubt = c.method != http.MethodGet
	return e
}

package gombashoptest

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// FaultKind is a way to fail.
type FaultKind string

// The ways to fail. Those that break a connection do so on the socket: a client
// meets what it meets on a bad line. That nobody listens at all is
// [Server.Refuse].
const (
	FaultDelay       FaultKind = "delay"        // act and answer late, after DelayMS
	FaultSlowBody    FaultKind = "slow_body"    // act, and send the answer in pieces within DelayMS
	FaultStatus      FaultKind = "status"       // answer Status, without the effect
	FaultStatusAfter FaultKind = "status_after" // do it, then answer Status, as a gateway does that ran out of time
	FaultRateLimit   FaultKind = "rate_limit"   // answer 429 with Retry-After, without the effect
	FaultDropBefore  FaultKind = "drop_before"  // reset the connection (TCP RST) before the effect
	FaultDropAfter   FaultKind = "drop_after"   // do it, then reset the connection
	FaultCloseBefore FaultKind = "close_before" // close the connection without an answer before the effect
	FaultCloseAfter  FaultKind = "close_after"  // do it, then close the connection without an answer
	FaultTruncate    FaultKind = "truncate"     // do it, promise the whole answer and send half of it
	FaultHTML        FaultKind = "html"         // answer a page of HTML with Status, 200 if none, without the effect
	FaultWrongType   FaultKind = "wrong_type"   // do it, and answer JSON whose fields are of other types
)

func kinds() []FaultKind {
	return []FaultKind{
		FaultDelay, FaultSlowBody, FaultStatus, FaultStatusAfter, FaultRateLimit, FaultDropBefore, FaultDropAfter,
		FaultCloseBefore, FaultCloseAfter, FaultTruncate, FaultHTML, FaultWrongType,
	}
}

// Fault is a scripted failure of the API side. Of several that fit a request
// the first takes it.
type Fault struct {
	Kind FaultKind `json:"kind"`
	// Method and Path narrow it; Path is the end of the request's path, such as
	// "/products/bulk". A part in braces fits any one part: "/orders/{id}/usn".
	// Empty fits every request.
	Method string `json:"method,omitempty"`
	Path   string `json:"path,omitempty"`
	// After is how many requests that fit pass first: After 2 and Times 1 fail
	// the third one.
	After int `json:"after,omitempty"`
	// Times is for how many requests; 0 is for all.
	Times int `json:"times,omitempty"`
	// Share of the requests that fail, 0…1; 0 is all of them.
	Share float64 `json:"share,omitempty"`
	// Status of FaultStatus, FaultStatusAfter and FaultHTML.
	Status int `json:"status,omitempty"`
	// DelayMS of FaultDelay and FaultSlowBody, in milliseconds.
	DelayMS int `json:"delay_ms,omitempty"`
	// RetryAfter of FaultRateLimit, in seconds.
	RetryAfter int `json:"retry_after,omitempty"`
}

// ErrFault is a fault that cannot be scripted.
var ErrFault = errors.New("gombashoptest: no such fault")

func (f Fault) check() error {
	failing := f.Status >= http.StatusBadRequest && f.Status < 600

	switch {
	case !slices.Contains(kinds(), f.Kind),
		(f.Kind == FaultStatus || f.Kind == FaultStatusAfter) && !failing,
		f.Kind == FaultHTML && f.Status != 0 && f.Status != http.StatusOK && !failing,
		(f.Kind == FaultDelay || f.Kind == FaultSlowBody) && f.DelayMS <= 0,
		f.Share < 0 || f.Share > 1, f.After < 0, f.Times < 0, f.DelayMS < 0, f.RetryAfter < 0:
		return fmt.Errorf("%w: %+v", ErrFault, f)
	}

	return nil
}

// SetFaults replaces the script; without any the shop works. Errors wrap
// ErrFault and leave the script as it was.
func (s *Server) SetFaults(faults ...Fault) error {
	fresh, err := script(faults)
	if err != nil {
		return err
	}

	s.mu.Lock()
	defer s.mu.Unlock()

	s.faults = fresh

	return nil
}

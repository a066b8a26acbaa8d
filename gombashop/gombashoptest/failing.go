package gombashoptest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// withFault answers a request, or fails as the script says. What is logged is
// what the client got.
func (s *Server) withFault(w http.ResponseWriter, r *http.Request, do func() *httptest.ResponseRecorder) {
	f := s.fault(r)
	a := &attempt{server: s, w: w, r: r, fault: f.Kind}

	switch f.Kind {
	case FaultDelay:
		wait(r, time.Duration(f.DelayMS)*time.Millisecond)
		a.send(do())
	case FaultSlowBody:
		a.dribble(do(), time.Duration(f.DelayMS)*time.Millisecond)
	case FaultStatus:
		a.status(f.Status)
	case FaultStatusAfter:
		do()
		a.status(f.Status)
	case FaultRateLimit:
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		w.Header().Set("X-Ratelimit-Remaining", "0")
		a.status(http.StatusTooManyRequests)
	case FaultDropBefore, FaultCloseBefore:
		a.breakOff(f.Kind == FaultDropBefore)
	case FaultDropAfter, FaultCloseAfter:
		do()
		a.breakOff(f.Kind == FaultDropAfter)
	case FaultTruncate:
		a.truncate(do())
	case FaultHTML:
		a.page(f.Status)
	case FaultWrongType:
		a.send(mistyped(do()))
	default:
		a.send(do())
	}
}

// wait is cut short when the client leaves. What it sent has its effect all the
// same.
func wait(r *http.Request, long time.Duration) {
	select {
	case <-time.After(long):
	case <-r.Context().Done():
	}
}

// codeOf is the contract's code for a status.
func codeOf(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return wire.CodeUnauthorized
	case http.StatusForbidden:
		return wire.CodeForbidden
	case http.StatusNotFound:
		return wire.CodeNotFound
	case http.StatusConflict:
		return wire.CodeConflict
	case http.StatusTooManyRequests:
		return wire.CodeRateLimited
	}

	if status < http.StatusInternalServerError {
		return wire.CodeValidationFailed
	}

	return wire.CodeInternal
}

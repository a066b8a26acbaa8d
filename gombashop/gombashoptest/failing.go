package gombashoptest

import (
	"maps"
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

	switch f.Kind {
	case FaultDelay:
		select {
		case <-time.After(time.Duration(f.DelayMS) * time.Millisecond):
		case <-r.Context().Done(): // it has been sent all the same, so it has its effect
		}
	case FaultStatus:
		s.log(r, f.Status)
		fail(w, f.Status, codeOf(f.Status), "scripted")

		return
	case FaultRateLimit:
		s.log(r, http.StatusTooManyRequests)
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		w.Header().Set("X-Ratelimit-Remaining", "0")
		fail(w, http.StatusTooManyRequests, wire.CodeRateLimited, "scripted")

		return
	case FaultDropBefore:
		s.log(r, 0)
		drop()
	case FaultDropAfter:
		do()
		s.log(r, 0)
		drop()
	case FaultTruncate:
		s.truncate(w, r, do())
	}

	s.sendLogged(w, r, do())
}

func (s *Server) sendLogged(w http.ResponseWriter, r *http.Request, whole *httptest.ResponseRecorder) {
	status := whole.Code
	if r.Context().Err() != nil { // nobody is there any more
		status = 0
	}

	s.log(r, status)
	send(w, whole)
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

// drop breaks the connection. net/http does so without a word for this panic.
func drop() { panic(http.ErrAbortHandler) }

// truncate promises the whole answer, sends half of it and breaks the connection.
func (s *Server) truncate(w http.ResponseWriter, r *http.Request, whole *httptest.ResponseRecorder) {
	s.log(r, whole.Code)
	maps.Copy(w.Header(), whole.Header())
	w.Header().Set("Content-Length", strconv.Itoa(whole.Body.Len()))
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
	_ = http.NewResponseController(w).Flush()

	drop()
}

package gombashoptest

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// WithSaving has save called after each request that may have changed the shop,
// of clients and of the control side (the record of requests and the script of
// faults are not kept), and before its answer is sent: what a
// client was told of has been saved. When save fails the answer is 500 internal.
// save calls [Server.Save]; it is called from many goroutines.
func WithSaving(save func(*Server) error) Option { return func(o *settings) { o.save = save } }

// saved gives the answer, once what it tells of has been saved.
func (s *Server) saved(r *http.Request, whole *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	if s.opts.save == nil || !changes(r) || whole.Code >= http.StatusBadRequest {
		return whole
	}

	err := s.opts.save(s)
	if err == nil {
		return whole
	}

	failed := httptest.NewRecorder()
	s.head(failed, r)
	fail(failed, http.StatusInternalServerError, wire.CodeInternal, "it was done, and cannot be kept: "+err.Error())

	return failed
}

// changes tells a request after which there may be something else to keep.
func changes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.URL.Path != "/_shop/faults" && r.URL.Path != "/_shop/requests"
}

// keepAnswers is how long an answer is known by its idempotency key.
const keepAnswers = 24 * time.Hour

// forgetAnswers drops the answers that are older, now and then.
func (s *Server) forgetAnswers(now time.Time) {
	if now.Sub(s.tidied).Abs() < time.Hour {
		return
	}

	s.tidied = now

	maps.DeleteFunc(s.answers, func(_ string, a answer) bool { return now.Sub(a.At) > keepAnswers })
}

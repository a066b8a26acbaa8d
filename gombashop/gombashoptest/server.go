package gombashoptest

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// BasePath is where the API stands on the server.
const BasePath = "/api/microinvest/v1"

// Server is a shop in memory. It is an http.Handler and safe for concurrent use.
type Server struct {
	catalogue // guarded by mu

	// URL is the API's base URL, for gombashop.NewClient.
	URL string

	opts settings
	api  *http.ServeMux
	side *http.ServeMux
	door door

	mu     sync.Mutex
	last   time.Time
	serial int

	tree     map[string]*wire.Category
	people   map[string]*wire.Customer
	orders   map[string]*wire.Order
	vouchers []wire.Voucher
	promos   []wire.PromoCode
	stockAt  map[string]time.Time
	nonces   map[string]time.Time
	swept    time.Time // when old nonces were last forgotten
	answers  map[string]answer
	tidied   time.Time // when old answers were last forgotten
	requests []Request
	faults   []*scripted
}

// NewServer serves an empty shop on a free port of 127.0.0.1; Close it. Like
// net/http/httptest it panics when there is no port. [NewHandler] makes a shop
// for a listener of one's own.
func NewServer(opts ...Option) *Server {
	s := NewHandler(opts...)
	if err := s.door.listen(s); err != nil {
		panic(err)
	}

	s.URL = "http://" + s.door.address + BasePath

	return s
}

// NewHandler makes an empty shop that listens nowhere by itself: it is an
// http.Handler, and URL is empty.
func NewHandler(opts ...Option) *Server {
	s := &Server{
		opts: settingsOf(opts), catalogue: newCatalogue(), tree: map[string]*wire.Category{},
		people: map[string]*wire.Customer{}, orders: map[string]*wire.Order{}, stockAt: map[string]time.Time{},
		nonces: map[string]time.Time{}, answers: map[string]answer{}, serial: 1000, //nolint:mnd // ids of four digits
	}
	s.api, s.side = s.routes(), s.sideRoutes()

	return s
}

// Close stops listening and waits for the requests in hand. What the shop holds
// stays and can still be looked at.
func (s *Server) Close() { s.door.shut() }

// TB is what Start and the conversations need of a testing.T. Errorf is called
// from other goroutines too.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(f func())
}

// Start is NewServer for the length of a test.
func Start(t TB, opts ...Option) *Server {
	t.Helper()

	s := NewServer(opts...)
	t.Cleanup(s.Close)

	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/_shop/") {
		s.serveSide(w, r)

		return
	}

	s.head(w, r)

	body, ok := s.body(w, r)
	if !ok {
		s.log(r, http.StatusRequestEntityTooLarge, "")

		return
	}

	s.withFault(w, r, func() *httptest.ResponseRecorder { return s.saved(r, s.answer(r, body)) })
}

// head sets what every answer of the API has, a refusal too.
func (s *Server) head(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.opts.now().UTC().Format(http.TimeFormat))

	if id := r.Header.Get(wire.HeaderRequestID); id != "" {
		w.Header().Set(wire.HeaderRequestID, id)
	}
}

// body reads a request whole, before anything is locked: a client may be slow,
// and the others are not to wait for it. A refusal is written to w.
func (s *Server) body(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, wire.MaxBody))
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, wire.CodeValidationFailed, "the body is larger than 5 MiB, or broke off")

		return nil, false
	}

	r.Body = io.NopCloser(bytes.NewReader(body))

	return body, true
}

// answer authenticates, answers repeated keys from memory, and routes.
func (s *Server) answer(r *http.Request, body []byte) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	s.head(recorder, r)

	s.mu.Lock()
	defer s.mu.Unlock()

	switch {
	case !s.authentic(recorder, r, body):
	case s.opts.moduleOff:
		fail(recorder, http.StatusForbidden, wire.CodeModuleDisabled, "the module “Microinvest Синхронизация” is switched off")
	default:
		s.once(recorder, r, body)
	}

	return recorder
}

// tick is the moment of a change. It never repeats and never goes back, so that
// (updated_at, id) is a stable order.
func (s *Server) tick() time.Time {
	now := s.opts.now().UTC().Truncate(time.Microsecond)
	if !now.After(s.last) {
		now = s.last.Add(time.Microsecond)
	}

	s.last = now

	return now
}

package gombashoptest

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// BasePath is where the API stands on the server.
const BasePath = "/api/microinvest/v1"

// Options are a shop's settings. The zero value is a shop that counts in euro
// and knows the credentials "test" and "secret".
type Options struct {
	// APIID and Key are the credentials; default "test" and "secret".
	APIID string
	// Key is also what an X-Api-Key header must hold.
	Key string
	// ShopID and ShopName are what /ping tells; default "test-shop".
	ShopID, ShopName string
	// Currency is ISO 4217; default EUR.
	Currency string
	// ModuleOff answers every request with module_disabled.
	ModuleOff bool
	// Now defaults to time.Now.
	Now func() time.Time
}

// Server is a shop in memory. It is an http.Handler and safe for concurrent use.
type Server struct {
	catalogue // guarded by mu

	// URL is the API's base URL when the server was made by Start.
	URL string

	opts Options
	api  *http.ServeMux
	side *http.ServeMux

	mu     sync.Mutex
	last   time.Time
	serial int

	emptied  map[string]bool // products that a request took the last variant of
	tree     map[string]*wire.Category
	people   map[string]*wire.Customer
	orders   map[string]*wire.Order
	vouchers []wire.Voucher
	promos   []wire.PromoCode
	stockAt  map[string]time.Time
	nonces   map[string]time.Time
	swept    time.Time // when old nonces were last forgotten
	answers  map[string]answer
	requests []Request
	faults   []Fault
}

// Request is one that the server received.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Status int    `json:"status"` // what the client was answered; 0 when it was not
}

// New makes an empty shop.
func New(o Options) *Server {
	s := &Server{
		opts: o.filled(), catalogue: newCatalogue(), emptied: map[string]bool{}, tree: map[string]*wire.Category{},
		people: map[string]*wire.Customer{}, orders: map[string]*wire.Order{}, stockAt: map[string]time.Time{},
		nonces: map[string]time.Time{}, answers: map[string]answer{}, serial: 1000, //nolint:mnd // ids of four digits
	}
	s.api, s.side = s.routes(), s.sideRoutes()

	return s
}

func (o Options) filled() Options {
	for _, f := range []struct {
		value *string
		plain string
	}{{&o.APIID, "test"}, {&o.Key, "secret"}, {&o.ShopID, "test-shop"}, {&o.ShopName, "Test shop"}, {&o.Currency, "EUR"}} {
		if *f.value == "" {
			*f.value = f.plain
		}
	}

	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the default of the option
	}

	return o
}

// TB is what Start needs of a testing.T.
type TB interface {
	Helper()
	Cleanup(f func())
}

// Start serves a shop on a loopback address until the test ends.
func Start(t TB, o Options) *Server {
	t.Helper()

	s := New(o)
	listener := httptest.NewServer(s)
	t.Cleanup(listener.Close)

	s.URL = listener.URL + BasePath

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
		s.log(r, http.StatusRequestEntityTooLarge)

		return
	}

	s.withFault(w, r, func() *httptest.ResponseRecorder { return s.answer(r, body) })
}

// head sets what every answer of the API has, a refusal too.
func (s *Server) head(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.opts.Now().UTC().Format(http.TimeFormat))

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
	case s.opts.ModuleOff:
		fail(recorder, http.StatusForbidden, wire.CodeModuleDisabled, "the module “Microinvest Синхронизация” is switched off")
	default:
		s.once(recorder, r, body)
	}

	return recorder
}

// send passes a finished answer on.
func send(w http.ResponseWriter, whole *httptest.ResponseRecorder) {
	maps.Copy(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()) // the client may be gone
}

// tick is the moment of a change. It never repeats and never goes back, so that
// (updated_at, id) is a stable order.
func (s *Server) tick() time.Time {
	now := s.opts.Now().UTC().Truncate(time.Microsecond)
	if !now.After(s.last) {
		now = s.last.Add(time.Microsecond)
	}

	s.last = now

	return now
}

func (s *Server) log(r *http.Request, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Status: status})
}

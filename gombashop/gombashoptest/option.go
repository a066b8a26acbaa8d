package gombashoptest

import (
	"net/http/httptest"
	"time"
)

// Option changes one of a shop's settings.
type Option func(*Options)

// WithCredentials are the ones that the shop knows; "test" and "secret" unless
// set.
func WithCredentials(apiID, key string) Option {
	return func(o *Options) { o.APIID, o.Key = apiID, key }
}

// WithShop is what /ping tells of the shop.
func WithShop(id, name string) Option {
	return func(o *Options) { o.ShopID, o.ShopName = id, name }
}

// WithCurrency is the ISO 4217 code in which the shop counts; EUR unless set.
func WithCurrency(code string) Option { return func(o *Options) { o.Currency = code } }

// WithModuleOff answers every request with module_disabled.
func WithModuleOff() Option { return func(o *Options) { o.ModuleOff = true } }

// WithClock replaces time.Now.
func WithClock(now func() time.Time) Option { return func(o *Options) { o.Now = now } }

// NewServer is a shop in memory on a loopback address, whose base URL is its
// field URL. Close it. New is the same shop without an address of its own, for a
// program that serves it itself.
func NewServer(opts ...Option) *Server {
	var o Options

	for _, opt := range opts {
		if opt != nil {
			opt(&o)
		}
	}

	s := New(o)
	s.listen()

	return s
}

// listen serves the shop until Close.
func (s *Server) listen() {
	listener := httptest.NewServer(s)
	s.URL, s.stop = listener.URL+BasePath, listener.Close
}

// Close ends the serving that NewServer began; what the shop holds stays.
func (s *Server) Close() {
	if s.stop != nil {
		s.stop()
	}
}

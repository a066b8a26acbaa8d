package gombashoptest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
)

// door is where a shop listens. A handler without a listener of its own has
// none.
type door struct {
	mu      sync.Mutex
	address string
	server  *httptest.Server // nil while it is shut
}

// listen opens the door, for the first time on a free port.
func (d *door) listen(handler http.Handler) error {
	d.mu.Lock()
	defer d.mu.Unlock()

	if d.server != nil {
		return nil
	}

	address := d.address
	if address == "" {
		address = "127.0.0.1:0"
	}

	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if err != nil {
		return fmt.Errorf("gombashoptest: the shop cannot listen on %s: %w", address, err)
	}

	d.address = listener.Addr().String()
	d.server = httptest.NewUnstartedServer(handler)
	_ = d.server.Listener.Close() // the free port that it took by itself
	d.server.Listener = listener
	d.server.Start()

	return nil
}

// shut waits for the requests in hand.
func (d *door) shut() {
	d.mu.Lock()
	defer d.mu.Unlock()

	if d.server != nil {
		d.server.Close()
		d.server = nil
	}
}

// errNoDoor is a shop that NewHandler made.
var errNoDoor = errors.New("gombashoptest: this shop has no listener of its own; stop the one that serves it")

// Refuse stops listening, until Resume: whoever calls is refused a connection,
// as by a shop that is down. It waits for the requests in hand. Only a shop of
// NewServer or Start can do so.
func (s *Server) Refuse() error {
	if s.URL == "" {
		return errNoDoor
	}

	s.door.shut()

	return nil
}

// Resume listens again on the same port. It fails when another program has taken
// that meanwhile.
func (s *Server) Resume() error {
	if s.URL == "" {
		return errNoDoor
	}

	return s.door.listen(s)
}

package fiscaltest

import (
	"context"
	"fmt"
	"net"
	"sync"
)

// host is the network side of a device: a listener and its connections.
type host struct {
	listener net.Listener
	stop     chan struct{}
	work     sync.WaitGroup

	gate  sync.Mutex
	conns map[net.Conn]struct{}
	off   bool
	mute  bool // unplugged
}

// listen opens a free port of 127.0.0.1 and serves each connection until it breaks.
func listen(serve func(net.Conn)) (*host, error) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("fiscaltest: %w", err)
	}
	h := &host{listener: listener, stop: make(chan struct{}), conns: map[net.Conn]struct{}{}}
	h.work.Go(func() { h.accept(serve) })
	return h, nil
}

func (h *host) accept(serve func(net.Conn)) {
	for {
		conn, err := h.listener.Accept()
		if err != nil {
			return // closed
		}
		if !h.keep(conn) {
			_ = conn.Close()
			continue // until the listener is closed
		}
		h.work.Go(func() {
			defer h.forget(conn)
			serve(conn)
		})
	}
}

func (h *host) keep(conn net.Conn) bool {
	h.gate.Lock()
	defer h.gate.Unlock()
	if h.off || h.mute {
		return false
	}
	h.conns[conn] = struct{}{}
	return true
}

func (h *host) forget(conn net.Conn) {
	_ = conn.Close()
	h.gate.Lock()
	defer h.gate.Unlock()
	delete(h.conns, conn)
}

// hangUp closes every connection.
func (h *host) hangUp() {
	h.gate.Lock()
	defer h.gate.Unlock()
	for conn := range h.conns {
		_ = conn.Close()
	}
}

// Unplug takes the network away: connections end, and new ones too, until Plug. The
// device itself stays on.
func (h *host) Unplug() {
	h.unplugged(true)
	h.hangUp()
}

// Plug gives the network back.
func (h *host) Plug() { h.unplugged(false) }

func (h *host) unplugged(yes bool) {
	h.gate.Lock()
	defer h.gate.Unlock()
	h.mute = yes
}

// Addr is host:port.
func (h *host) Addr() string { return h.listener.Addr().String() }

// Close switches the device off and waits until nothing of it runs any more.
func (h *host) Close() {
	h.gate.Lock()
	first := !h.off
	h.off = true
	h.gate.Unlock()
	if first {
		close(h.stop)
		_ = h.listener.Close()
	}
	h.hangUp()
	h.work.Wait()
}

// reset breaks a connection with RST in place of FIN.
func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

package control

import "sync"

// hub gives the newest State to everybody who looks. A slow one misses states
// and never the newest.
type hub struct {
	mu     sync.Mutex
	last   State
	seats  map[chan State]bool
	closed bool
}

func newHub() *hub { return &hub{seats: map[chan State]bool{}} }

func (h *hub) publish(s State) {
	h.mu.Lock()
	defer h.mu.Unlock()

	h.last = s
	for seat := range h.seats {
		put(seat, s)
	}
}

// put replaces what nobody has fetched yet. Only the hub sends, under its lock.
func put(seat chan State, s State) {
	select {
	case <-seat:
	default:
	}

	seat <- s
}

func (h *hub) watch() (<-chan State, func()) {
	h.mu.Lock()
	defer h.mu.Unlock()

	seat := make(chan State, 1)
	if h.closed {
		close(seat)

		return seat, func() {}
	}

	h.seats[seat] = true
	put(seat, h.last)

	return seat, func() { h.leave(seat) }
}

func (h *hub) leave(seat chan State) {
	h.mu.Lock()
	defer h.mu.Unlock()

	if h.seats[seat] {
		delete(h.seats, seat)
		close(seat)
	}
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()

	h.closed = true
	for seat := range h.seats {
		delete(h.seats, seat)
		close(seat)
	}
}

// State is how both directions stand now.
func (c *Control) State() State {
	c.hub.mu.Lock()
	defer c.hub.mu.Unlock()

	return c.hub.last
}

// Watch gives the present State and each that follows, until leave is called or
// the Control is closed; then the channel ends. Who reads slowly gets the newest.
func (c *Control) Watch() (states <-chan State, leave func()) { return c.hub.watch() }

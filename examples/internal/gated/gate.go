//go:build !nodemo

package gated

import (
	"net/http"
	"regexp"
	"sync"
)

// Gate stands before a shop and holds requests until it is opened.
type Gate struct {
	shop http.Handler

	mu      sync.Mutex
	holds   func(*http.Request) bool // nil: none
	pass    int                      // how many that fit still go through
	reached chan struct{}            // closed when a request is held
	opened  chan struct{}            // closed when it may go on
}

// Hold keeps the requests that have the method and whose path ends as the
// pattern says, after the first few of them. The channel is closed when the
// first one is held.
func (g *Gate) Hold(method, pattern string, after int) <-chan struct{} {
	fits := regexp.MustCompile(pattern + "$")

	g.Open()

	g.mu.Lock()
	defer g.mu.Unlock()

	g.pass, g.reached, g.opened = after, make(chan struct{}), make(chan struct{})
	g.holds = func(r *http.Request) bool { return r.Method == method && fits.MatchString(r.URL.Path) }

	return g.reached
}

// Open lets go what is held and all that follows.
func (g *Gate) Open() {
	g.mu.Lock()
	defer g.mu.Unlock()

	if g.holds != nil {
		g.holds = nil
		close(g.opened)
	}
}

// ServeHTTP implements http.Handler.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if opened := g.hold(r); opened != nil {
		<-opened
	}

	g.shop.ServeHTTP(w, r)
}

// hold is what a request has to wait for; nil: nothing.
func (g *Gate) hold(r *http.Request) <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()

	if g.holds == nil || !g.holds(r) {
		return nil
	}

	if g.pass > 0 {
		g.pass--

		return nil
	}

	select {
	case <-g.reached:
	default:
		close(g.reached)
	}

	return g.opened
}

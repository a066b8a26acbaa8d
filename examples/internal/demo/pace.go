//go:build !nodemo

package demo

import (
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// pace lets the shop answer as late as one across the internet does, so that a
// person can see a run going on. It is off until Live is over.
type pace struct {
	shop http.Handler
	slow atomic.Bool
}

// Each request takes a moment, and a list of rows longer: a shop writes them one
// by one.
const (
	perRequest = 200 * time.Millisecond
	perByte    = 200 * time.Microsecond // a row has some 400
	longest    = 3 * time.Second
)

// Quick lets the shop answer at once again, for tests.
func (w *World) Quick() { w.pace.slow.Store(false) }

// ServeHTTP implements http.Handler.
func (p *pace) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.slow.Load() && strings.HasPrefix(r.URL.Path, gombashoptest.BasePath) {
		bytes := max(r.ContentLength, 0)

		select {
		case <-time.After(min(perRequest+perByte*time.Duration(bytes), longest)):
		case <-r.Context().Done():
		}
	}

	p.shop.ServeHTTP(w, r)
}

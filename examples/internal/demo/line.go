//go:build !nodemo

package demo

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// cutLine is a cable to the printer that breaks while it prints: the receipt is on
// paper, and nobody hears of it.
type cutLine struct {
	net.Listener

	printer http.Handler
	server  *http.Server
	broken  atomic.Bool
}

// newCutLine leads to the printer until the first receipt. Close it.
func (w *World) newCutLine(ctx context.Context) (*cutLine, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}

	l := &cutLine{
		Listener: listener,
		printer:  httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: w.Printer.Addr()}),
	}
	l.server = &http.Server{Handler: l, ReadHeaderTimeout: 5 * time.Second}

	go func() { _ = l.server.Serve(listener) }() // ends with Close

	return l, nil
}

// ServeHTTP implements http.Handler.
func (l *cutLine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if l.broken.Load() {
		panic(http.ErrAbortHandler)
	}

	if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/receipt") {
		l.printer.ServeHTTP(nowhere{}, r)
		l.broken.Store(true)
		panic(http.ErrAbortHandler)
	}

	l.printer.ServeHTTP(w, r)
}

// Close ends it.
func (l *cutLine) Close() error { return l.server.Close() }

// nowhere swallows an answer.
type nowhere struct{}

func (nowhere) Header() http.Header            { return http.Header{} }
func (nowhere) WriteHeader(int)                {}
func (nowhere) Write(data []byte) (int, error) { return len(data), nil }

package fiscaltest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Server is an ErpNet.FP server with one device. Safe for concurrent use.
type Server struct {
	url      string
	http     *http.Server
	listener net.Listener
	opts     options
	stop     chan struct{}
	work     sync.WaitGroup // jobs that go on after their answer
	device   sync.Mutex     // the device does one job at a time
	oldOK    atomic.Bool

	mu       sync.Mutex // guards the rest
	tasks    map[string]*task
	receipts []PrintedReceipt
	counter  int
	invoices int // numbers that the device gave
	drawer   drawer
	faults   faults
}

type options struct {
	device   Device
	paper    io.Writer
	now      func() time.Time
	password string // of an ISL or ZFP device
	status   []byte // of an ISL or ZFP device
}

// Device describes the device behind a [Server]. Fields left out get the values of
// the default one.
type Device struct {
	// ID is the server's name of the device; default: Serial in small letters.
	ID string
	// Serial is the individual number; default DT279013.
	Serial string
	// FiscalMemory is the number of the fiscal memory; default 02279013.
	FiscalMemory string
	// TextMax and CommentMax are the longest texts; default 36 and 42.
	TextMax, CommentMax int
	// Payments are the payment kinds; default cash, check, card, coupons, bank.
	Payments []string
	// FirstNumber is the number of the first receipt; default 1.
	FirstNumber int
	// Invoices: a [Server] prints invoices and credit notes. InvoiceNumbers says who gives
	// their numbers: device-assigned (default), external-optional or external-required.
	Invoices       bool
	InvoiceNumbers string
}

// Option changes a [Server].
type Option func(*options)

// WithDevice sets the device.
func WithDevice(d Device) Option { return func(o *options) { o.device = d } }

// WithPaper prints every receipt to w as it would look on paper.
func WithPaper(w io.Writer) Option { return func(o *options) { o.paper = w } }

// WithClock sets the device's clock; default time.Now in Europe/Sofia.
func WithClock(now func() time.Time) Option { return func(o *options) { o.now = now } }

// NewServer starts a server on a free port of 127.0.0.1. It panics when there is none,
// as net/http/httptest does; [Start] returns an error instead.
func NewServer(opts ...Option) *Server {
	s, err := Start(opts...)
	if err != nil {
		panic(err)
	}
	return s
}

// Start starts a server on a free port of 127.0.0.1. Close it.
func Start(opts ...Option) (*Server, error) {
	o := options{paper: io.Discard, now: sofiaNow}
	for _, set := range opts {
		set(&o)
	}
	o.device = o.device.complete()
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("fiscaltest: %w", err)
	}
	s := &Server{
		url: "http://" + listener.Addr().String(), listener: listener, opts: o, stop: make(chan struct{}),
		tasks: map[string]*task{}, counter: o.device.FirstNumber - 1, faults: faults{ready: true},
	}
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second}
	s.work.Go(func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(o.paper, "fiscaltest:", err) //nolint:errcheck // nobody left to tell
		}
	})
	return s, nil
}

func sofiaNow() time.Time {
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		sofia = time.Local //nolint:gosmopolitan // the machine has no zone data
	}
	return time.Now().In(sofia) //nolint:forbidigo // the default of WithClock
}

func (d Device) complete() Device {
	if d.Serial == "" {
		d.Serial = "DT279013"
	}
	if d.ID == "" {
		d.ID = lower(d.Serial)
	}
	if d.FiscalMemory == "" {
		d.FiscalMemory = "02279013"
	}
	if d.TextMax == 0 {
		d.TextMax = 36
	}
	if d.CommentMax == 0 {
		d.CommentMax = 42
	}
	if d.Payments == nil {
		d.Payments = []string{"cash", "check", "card", "coupons", "bank"}
	}
	if d.FirstNumber == 0 {
		d.FirstNumber = 1
	}
	if d.InvoiceNumbers == "" {
		d.InvoiceNumbers = "device-assigned"
	}
	return d
}

// URL is the base address, http://127.0.0.1:port.
func (s *Server) URL() string { return s.url }

// Addr is host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Close stops the server and waits until nothing of it runs any more.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.stop:
	default:
		close(s.stop)
	}
	s.mu.Unlock()
	_ = s.http.Close()
	s.work.Wait()
}

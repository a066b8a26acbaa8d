package zfp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Printer is one device. It implements [fiscal.Printer] and [fiscal.Aborter]. It is safe
// for concurrent use: a device serves one connection at a time, so calls queue up, and
// each call has a connection of its own.
type Printer struct {
	opts            Options
	codes           codes
	who             identity
	model, firmware string
	lane            chan struct{} // holds one token: the right to connect
	// void is the receipt that Abort cancelled last; guarded by lane.
	void *void
}

var (
	_ fiscal.Printer = (*Printer)(nil)
	_ fiscal.Aborter = (*Printer)(nil)
	_ fiscal.Dialer  = Dial
)

// Options of [Open]. Addr is required, everything else has a default.
type Options struct {
	// Addr is host:port of the device, e.g. 192.168.1.77:8000. Tremol devices listen on
	// port 8000.
	Addr string
	// LinkPassword gives the password that a device may want from every connection. Nil =
	// none. It is a function so that no log prints the password.
	LinkPassword func() string
	// Operator (1 to 20) and OperatorPassword open receipts that name no operator of their
	// own. Default to 1 and 0000, the maker's.
	Operator         string
	OperatorPassword func() string
	// Version says how the device numbers payments. Defaults to Detect.
	Version Version
	// PaymentCodes changes single payment numbers, "0" to "11". An empty number means
	// that the device does not take the kind.
	PaymentCodes map[fiscal.PaymentKind]string
	// DialTimeout limits a connection, until the device is ready. Defaults to 5 seconds.
	DialTimeout time.Duration
	// ReplyTimeout limits the wait for one answer. Defaults to 10 seconds.
	ReplyTimeout time.Duration
	// BusyTimeout limits the wait for a device that says it is busy. Defaults to 30
	// seconds.
	BusyTimeout time.Duration
	// PrintTimeout limits a print, in addition to its context. Defaults to 60 seconds.
	PrintTimeout time.Duration
	// Retries is how often a question is asked again, a message that the device did not
	// take is sent again, and a lost device is called again. Defaults to 3; below zero =
	// never.
	Retries int
	// AbortPause lies between the two looks of Abort at an open receipt: somebody who adds
	// to it meanwhile keeps it. Defaults to 2 seconds.
	AbortPause time.Duration
	// Location is where the device's clock stands. Defaults to Europe/Sofia.
	Location *time.Location
}

// Dial opens the device at addr (host:port). It is a [fiscal.Dialer].
func Dial(ctx context.Context, addr string) (fiscal.Printer, error) {
	p, err := Open(ctx, Options{Addr: addr})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Open asks the device who it is. It is [fiscal.ErrOffline] when the device does not
// answer, plain when the options are unusable.
func Open(ctx context.Context, o Options) (*Printer, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	p := &Printer{opts: o, lane: make(chan struct{}, 1)}
	err = p.connected(ctx, func(l *link) error {
		if p.who, err = l.identity(ctx); err != nil {
			return err
		}
		p.model, p.firmware, err = l.version(ctx)
		return err
	})
	if err != nil {
		return nil, p.offline("open", err)
	}
	version := o.Version
	if version == Detect && strings.HasSuffix(p.model, "V2") {
		version = V2
	}
	p.codes = codesOf(version).with(o.PaymentCodes)
	return p, nil
}

func (o Options) complete() (Options, error) {
	if _, port, err := net.SplitHostPort(o.Addr); err != nil || port == "" {
		return o, fmt.Errorf("zfp: Options.Addr %q is not host:port; a Tremol device listens on port 8000", o.Addr)
	}
	for kind, code := range o.PaymentCodes {
		if n, err := strconv.Atoi(code); code != "" && (err != nil || n < 0 || n > lastCode || !digits(code, 2)) {
			return o, fmt.Errorf("zfp: Options.PaymentCodes: %s has number %q; devices know 0 to %d", kind, code, lastCode)
		}
	}
	if o.Version < Detect || o.Version > V2 {
		return o, fmt.Errorf("zfp: Options.Version %d does not exist; use Detect, V1 or V2", o.Version)
	}
	if o.Location == nil {
		var err error
		if o.Location, err = time.LoadLocation("Europe/Sofia"); err != nil {
			return o, fmt.Errorf("zfp: no time zone data; import time/tzdata or set Options.Location: %w", err)
		}
	}
	if o.Operator == "" {
		o.Operator = "1"
	}
	if o.OperatorPassword == nil {
		o.OperatorPassword = func() string { return "0000" }
	}
	switch {
	case o.Retries == 0:
		o.Retries = 3
	case o.Retries < 0:
		o.Retries = 0
	}
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&o.DialTimeout, 5 * time.Second}, {&o.ReplyTimeout, 10 * time.Second}, {&o.BusyTimeout, 30 * time.Second},
		{&o.PrintTimeout, time.Minute}, {&o.AbortPause, 2 * time.Second},
	} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	return o, nil
}

// enter waits until the device is free; leave frees it.
func (p *Printer) enter(ctx context.Context) error {
	select {
	case p.lane <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("zfp: waiting for the device: %w", ctx.Err())
	}
}

func (p *Printer) leave() { <-p.lane }

// connected runs use on a connection of its own.
func (p *Printer) connected(ctx context.Context, use func(*link) error) error {
	l, err := connect(ctx, p.opts)
	if err != nil {
		return err
	}
	defer l.close()
	return use(l)
}

// visit is connected to the device that was opened, and to no other one.
func (p *Printer) visit(ctx context.Context, use func(*link) error) error {
	return p.connected(ctx, func(l *link) error {
		if err := p.recognise(ctx, l); err != nil {
			return err
		}
		return use(l)
	})
}

// ask is a visit that stands in the queue.
func (p *Printer) ask(ctx context.Context, use func(*link) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	return p.visit(ctx, use)
}

func (p *Printer) recognise(ctx context.Context, l *link) error {
	who, err := l.identity(ctx)
	if err != nil {
		return err
	}
	if who != p.who {
		return fmt.Errorf("%w: %s with fiscal memory %s instead of %s with %s",
			errStranger, who.device, who.memory, p.who.device, p.who.memory)
	}
	return nil
}

var errStranger = errors.New("another device answers")

// offline is what went wrong before anything was sent that prints.
func (p *Printer) offline(op string, err error) error {
	device := p.who.device
	if device == "" {
		device = p.opts.Addr
	}
	e := &fiscal.Error{
		Op: op, Device: device, Kind: fiscal.ErrOffline, Cause: err,
		Remedy: "look whether the device is switched on, is in the network at " + p.opts.Addr + " and not in use, then try again",
	}
	switch {
	case errors.Is(err, errOccupied):
		e.Code, e.Remedy = "E108", "another program uses the device; try again later"
	case errors.Is(err, errPassword):
		e.Code, e.Remedy = "E408", "set the password of the network connection that the device has"
	case errors.Is(err, errStranger):
		e.Remedy = "connect the right device, or open the printer anew"
	}
	return e
}

// Close has nothing to free: every call has a connection of its own.
func (p *Printer) Close() error { return nil }

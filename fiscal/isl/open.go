package isl

import (
	"context"
	"sync/atomic"

	"github.com/skladmost/skladmost/fiscal"
)

// Printer is one device that speaks ISL. It is a [fiscal.Printer] and a
// [fiscal.Aborter], and safe for concurrent use: its operations queue up. Each of them
// has a connection of its own, so that the device is free in between.
type Printer struct {
	opts    Options
	dialect dialect
	profile profile
	info    deviceInfo
	lane    chan struct{} // holds one token: the right to use the device
	noQR    atomic.Bool   // the device does not know command 74

	// Guarded by lane: the last receipt, if nobody knows what came of it; number, time and
	// sum of one that was ended late; the number of one that was cancelled.
	pending *job
	known   fiscal.Result
	void    voided
}

var (
	_ fiscal.Printer = (*Printer)(nil)
	_ fiscal.Aborter = (*Printer)(nil)
)

// Dialer opens devices of m with all defaults; it is for smartprinter.New and the like.
func Dialer(m Maker) fiscal.Dialer {
	return func(ctx context.Context, addr string) (fiscal.Printer, error) {
		p, err := Open(ctx, Options{Addr: addr, Maker: m})
		if err != nil {
			return nil, err
		}
		return p, nil
	}
}

// Open asks the device who it is. It is [fiscal.ErrOffline] when the device does not
// answer or does not describe itself as one of the maker does, and plain when the
// options are unusable.
func Open(ctx context.Context, o Options) (*Printer, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	d := o.Maker.dialect()
	p := &Printer{opts: o, dialect: d, profile: d.profile(), lane: make(chan struct{}, 1)}
	p.profile.letters = o.letters(p.profile)
	err = p.do(ctx, "open", func(s *session) error {
		p.info, err = s.readInfo()
		return err
	})
	if err != nil {
		return nil, p.offline("open", err, "check address and maker, and look whether the device is on")
	}
	return p, nil
}

// Close does nothing: no connection outlives its operation.
func (p *Printer) Close() error { return nil }

package zfp

import (
	"context"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// Abort ends a receipt that a program left open. It looks twice, a pause between, and
// leaves a receipt alone that changed meanwhile: somebody is at work on it. A receipt that
// is paid in full is closed, for the device does not cancel it any more; when a part is
// paid, the device pays the rest in cash and closes (§2.6.24). Errors are those of
// [fiscal.Aborter].
func (p *Printer) Abort(ctx context.Context) error {
	if err := p.enter(ctx); err != nil {
		return p.offline("abort", err)
	}
	defer p.leave()
	var first ticket
	err := p.visit(ctx, func(l *link) (err error) {
		first, err = l.ticket(ctx)
		return err
	})
	if err == nil && first.open {
		// The connection is closed meanwhile, so that whoever is at work can go on.
		if err = sleep(ctx, p.opts.AbortPause); err == nil {
			err = p.visit(ctx, func(l *link) error { return p.end(ctx, l, first) })
		}
	}
	if err != nil {
		return p.unended(err)
	}
	return nil
}

// void is a cancelled receipt that took a number.
type void struct {
	counter int64         // its number
	before  fiscal.Result // the last document before it
}

// end ends the receipt that was seen before, if it is still the same.
func (p *Printer) end(ctx context.Context, l *link, seen ticket) error {
	// After a power cut the device refuses everything until its status is read.
	if _, err := l.state(ctx); err != nil {
		return err
	}
	now, err := l.ticket(ctx)
	switch {
	case err != nil:
		return err
	case !now.open:
		return nil
	case !now.same(seen):
		return errAtWork
	}
	before, err := l.last(ctx)
	if err != nil {
		return err
	}
	if err := l.endAs(ctx, now); err != nil {
		return err
	}
	after, err := l.last(ctx)
	if err != nil {
		return err
	}
	if n := number(after.counter); n == number(before.counter)+1 && number(after.code.number) == number(before.code.number) {
		p.void = &void{counter: n, before: before.result(p.who)}
	}
	return nil
}

// endAs closes what is paid and cancels the rest.
func (l *link) endAs(ctx context.Context, t ticket) error {
	cmd := byte(cmdCancel)
	if t.covered {
		cmd = cmdClose
	}
	if err := l.tell(ctx, cmd, nil); err != nil {
		return err
	}
	now, err := l.ticket(ctx)
	if err == nil && now.open {
		return errStaysOpen
	}
	return err
}

func (t ticket) same(other ticket) bool {
	return t.open == other.open && t.started == other.started && t.covered == other.covered &&
		t.sales == other.sales && t.sum.Equal(other.sum)
}

var (
	errAtWork    = errors.New("somebody is at work on the receipt that is open")
	errStaysOpen = errors.New("the receipt stays open")
)

// unended is the error of Abort: the receipt may be as it was.
func (p *Printer) unended(err error) error {
	var no *refusal
	switch {
	case errors.As(err, &no):
		return deviceError("abort", p.who.device, fiscal.ErrOffline, no.messages(), err)
	case errors.Is(err, errAtWork), errors.Is(err, errStaysOpen):
		return &fiscal.Error{
			Op: "abort", Device: p.who.device, Kind: fiscal.ErrOffline, Cause: fmt.Errorf("zfp: %w", err),
			Remedy: "finish or cancel it on the device, then try again",
		}
	}
	return p.offline("abort", err)
}

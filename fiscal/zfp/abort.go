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

// end ends the receipt that was seen before, if it is still the same.
func (p *Printer) end(ctx context.Context, l *link, before ticket) error {
	now, err := l.ticket(ctx)
	switch {
	case err != nil:
		return err
	case !now.open:
		return nil
	case !now.same(before):
		return errAtWork
	}
	cmd := byte(cmdCancel)
	if now.covered {
		cmd = cmdClose
	}
	err = l.tell(ctx, cmd, nil)
	if refused(err) && now.started {
		err = l.tell(ctx, cmdCancel+cmdClose-cmd, nil) // the other one
	}
	if err != nil {
		return err
	}
	now, err = l.ticket(ctx)
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

package isl

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Print prints a sale. The TaskID of r is only handed back: ISL has nothing like it. A
// receipt that is open on the device is not touched ([fiscal.ErrOffline]); the Spooler
// ends it first, see [Printer.Abort]. Other errors are those of [fiscal.Printer].
func (p *Printer) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("isl: %w", err)
	}
	steps, err := planSale(p.dialect, p.settings(p.info), r)
	if err != nil {
		return fiscal.Result{}, err
	}
	return p.run(ctx, &job{printer: p, op: "print", taskID: r.TaskID, steps: steps, total: r.Total()})
}

// Reverse prints a storno, paid back in cash; everything said about [Printer.Print]
// holds.
func (p *Printer) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("isl: %w", err)
	}
	steps, err := planStorno(p.dialect, p.settings(p.info), r)
	if err != nil {
		return fiscal.Result{}, err
	}
	return p.run(ctx, &job{printer: p, op: "reverse", taskID: r.TaskID, steps: steps, total: r.Total()})
}

// run prints the job, and when the line breaks at a moment that leaves it open what came
// of it, looks once more. A part of the time is kept for that.
func (p *Printer) run(ctx context.Context, j *job) (fiscal.Result, error) {
	err := p.alone(ctx, j.op, func(ctx context.Context) (err error) {
		p.pending = nil
		defer func() {
			if errors.Is(err, fiscal.ErrOutcomeUnknown) {
				p.pending = j
			}
		}()
		end, _ := ctx.Deadline()
		printing, cancel := context.WithTimeout(ctx, time.Until(end)*3/4)
		defer cancel()
		err = p.converse(printing, j.print)
		switch {
		case j.closed:
			return j.complete(ctx, err)
		case isKnown(err):
			return err
		case j.reached < stagePay:
			return p.offline(j.op, err, "look whether the device is on and not used by another program, then try again; "+
				"a receipt that is left open is cancelled first")
		}
		return j.recover(ctx, err)
	})
	if err != nil {
		return fiscal.Result{}, err
	}
	return j.result, nil
}

// isKnown: the error says already what it means for the receipt.
func isKnown(err error) bool {
	var known *fiscal.Error
	return err == nil || errors.As(err, &known)
}

package zfp

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// Print prints a sale. Errors are those of [fiscal.Printer].
func (p *Printer) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("zfp: %w", err)
	}
	todo, err := p.terms().sale(r)
	if err != nil {
		return fiscal.Result{}, err
	}
	return p.print(ctx, "print", todo)
}

// Reverse prints a storno, paid back in cash; everything said about [Printer.Print]
// holds.
func (p *Printer) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("zfp: %w", err)
	}
	todo, err := p.terms().storno(r)
	if err != nil {
		return fiscal.Result{}, err
	}
	return p.print(ctx, "reverse", todo)
}

// LastReceipt is the last document of the device. Time and Amount are known when it was
// a fiscal receipt; a storno's Amount is above zero, too. A receipt that Abort cancelled
// is none, though the device counts it.
func (p *Printer) LastReceipt(ctx context.Context) (fiscal.Result, error) {
	var r fiscal.Result
	err := p.ask(ctx, func(l *link) error {
		found, err := l.last(ctx)
		if r = found.result(p.who); p.void != nil && number(found.counter) == p.void.counter {
			r = p.void.before
		}
		return err
	})
	switch {
	case err != nil:
		return fiscal.Result{}, p.offline("last receipt", err)
	case r.Number == "":
		return fiscal.Result{}, fmt.Errorf("zfp: %s tells neither counter nor QR code: %w", p.who.device, fiscal.ErrUnsupported)
	}
	return r, nil
}

func (p *Printer) terms() terms {
	return terms{
		codes: p.codes, operator: p.opts.Operator, password: p.opts.OperatorPassword, location: p.opts.Location,
	}
}

// run is one print.
type run struct {
	printer *Printer
	op      string
	plan    plan
	before  last
	// sent is how many commands may have reached the device, taken how many it has
	// acknowledged.
	sent, taken int
	// after is where the device stands when the receipt is closed.
	after last
	// cancelled says that a cancellation may have been done.
	cancelled bool
	// warnings are about what did not go as planned on a receipt that came out.
	warnings []fiscal.Message
}

// print does everything on one connection. If that breaks, or the device refuses, the
// state of the device decides what became of the receipt.
func (p *Printer) print(ctx context.Context, op string, todo plan) (fiscal.Result, error) {
	ctx, cancel := context.WithTimeout(ctx, p.opts.PrintTimeout)
	defer cancel()
	if err := p.enter(ctx); err != nil {
		return fiscal.Result{}, p.offline(op, err)
	}
	defer p.leave()
	r := &run{printer: p, op: op, plan: todo}
	err := r.firstTry(ctx)
	switch {
	case err == nil:
		return r.result(ctx), nil
	case r.sent == 0:
		return fiscal.Result{}, r.nothing(err)
	}
	return r.settle(ctx, err)
}

// firstTry leaves a part of the time for finding out what became of the receipt.
func (r *run) firstTry(ctx context.Context) error {
	if end, bounded := ctx.Deadline(); bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Until(end)*3/4)
		defer cancel()
	}
	return r.printer.visit(ctx, func(l *link) error {
		if err := r.look(ctx, l); err != nil {
			return err
		}
		for i, c := range r.plan.commands {
			if err := r.send(ctx, l, i, c); err != nil {
				return err
			}
		}
		r.after, _ = l.last(ctx) // the receipt is out, whatever is answered here
		return nil
	})
}

// look makes sure that the device can print, and notes where it stands.
func (r *run) look(ctx context.Context, l *link) error {
	s, err := l.state(ctx)
	if err != nil {
		return err
	}
	if !s.ready || s.open {
		return &unready{state: s}
	}
	r.before, err = l.last(ctx)
	return err
}

// send tells the device one command. Text below the payments is not worth a receipt.
func (r *run) send(ctx context.Context, l *link, i int, c command) error {
	if c.step == stepCheck {
		return r.check(ctx, l, c)
	}
	r.sent = i + 1
	err := l.tell(ctx, c.cmd, c.data)
	if errors.Is(err, errUntaken) {
		r.sent = i
	}
	if c.step == stepFooter && refused(err) {
		r.warn("the device refused the text below the payments")
		err = nil
	}
	if err == nil {
		r.taken = i + 1
	}
	return err
}

// check compares the device's sum with ours before anything is paid.
func (r *run) check(ctx context.Context, l *link, c command) error {
	sum, err := l.subtotal(ctx, c.data)
	if err != nil {
		return err
	}
	if !sum.Equal(r.plan.total) {
		return &mismatch{device: sum, receipt: r.plan.total}
	}
	return nil
}

// mismatch is a device that counts otherwise.
type mismatch struct{ device, receipt decimal.Decimal }

func (m *mismatch) Error() string {
	return fmt.Sprintf("zfp: the device comes to %s and the receipt to %s", m.device.StringFixed(2), m.receipt.StringFixed(2))
}

// result is a receipt that the device has acknowledged to the end. It is on paper, also
// when its number cannot be read; then it is the next one, for no other document can be
// printed while a receipt is open.
func (r *run) result(ctx context.Context) fiscal.Result {
	for try := 0; try < r.printer.opts.Retries && !r.after.follows(r.before); try++ {
		if sleep(ctx, pauseBefore(try)) != nil {
			break
		}
		_ = r.printer.visit(ctx, func(l *link) (err error) { // the next try, or the paper, tells
			r.after, err = l.last(ctx)
			return err
		})
	}
	if r.after.follows(r.before) {
		return r.printed(r.after)
	}
	r.warn("the device closed the receipt, but could not be asked for its number and time; compare the number with the paper")
	return fiscal.Result{
		Number: r.before.next(), Amount: r.plan.total,
		Device: r.printer.who.device, FiscalMemory: r.printer.who.memory, Warnings: r.warnings,
	}
}

func (r *run) printed(now last) fiscal.Result {
	return fiscal.Result{
		Number: now.code.number, Time: now.code.time, Amount: now.code.amount,
		Device: r.printer.who.device, FiscalMemory: r.printer.who.memory, Warnings: r.warnings,
	}
}

func (r *run) warn(text string) {
	r.warnings = append(r.warnings, fiscal.Message{Kind: fiscal.Warning, Code: "W399", Text: text})
}

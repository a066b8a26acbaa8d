package zfp

import (
	"context"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// verdict is what became of a receipt that did not go through.
type verdict int

const (
	unclear  verdict = iota
	onPaper          // the device shows it as its last receipt
	nowhere          // it was cancelled, or never begun
	leftOpen         // it is open and not paid, and the device does not cancel it
)

// settle asks the device, on new connections, what became of the receipt, and ends it: an
// unpaid one is cancelled, one whose payment has begun is paid and closed. If the device
// does not answer, an unpaid receipt counts as not printed, since nothing but a payment
// brings it out, and of any other one nobody knows.
func (r *run) settle(ctx context.Context, cause error) (fiscal.Result, error) {
	if r.taken == 0 && refused(cause) {
		return fiscal.Result{}, r.nothing(cause)
	}
	found := unclear
	err := errUnasked
	for try := 0; err != nil && try <= r.printer.opts.Retries; try++ {
		if sleep(ctx, pauseBefore(try)) != nil {
			break
		}
		err = r.printer.visit(ctx, func(l *link) (err error) {
			found, err = r.judge(ctx, l)
			return err
		})
	}
	switch {
	case err == nil && found == onPaper:
		return r.printed(r.after), nil
	case err == nil && found == nowhere:
		return fiscal.Result{}, r.nothing(cause)
	case err == nil && found == leftOpen, err != nil && !r.paying():
		return fiscal.Result{}, r.nothing(errors.Join(cause, errLeftOpen))
	}
	return fiscal.Result{}, r.unknown(errors.Join(cause, err))
}

var (
	errUnasked  = errors.New("zfp: there was no time to ask the device")
	errLeftOpen = errors.New("zfp: the receipt may still be open on the device, unpaid")
)

// paying says whether a payment may have reached the device.
func (r *run) paying() bool {
	for _, c := range r.plan.commands[:r.sent] {
		if c.step == stepPay {
			return true
		}
	}
	return false
}

// judge looks at what the device has counted before it touches what is open: once ours
// is out, an open receipt is somebody else's.
func (r *run) judge(ctx context.Context, l *link) (verdict, error) {
	// After a power cut the device refuses everything until its status is read.
	if _, err := l.state(ctx); err != nil {
		return unclear, err
	}
	var err error
	if r.after, err = l.last(ctx); err != nil || r.after.movedFrom(r.before) {
		return r.counted(), err
	}
	t, err := l.ticket(ctx)
	if err != nil || !t.open {
		return nowhere, err
	}
	if r.taken == 0 && (number(t.sales) > 0 || t.started) {
		return nowhere, nil // ours was never opened
	}
	if err := r.end(ctx, l, t); err != nil {
		return unclear, err
	}
	if t, err = l.ticket(ctx); err != nil {
		return unclear, err
	}
	if r.after, err = l.last(ctx); err != nil {
		return unclear, err
	}
	switch {
	case r.after.movedFrom(r.before):
		return r.counted(), nil
	case t.open && (t.started || t.covered):
		return unclear, nil
	case t.open:
		return leftOpen, nil
	}
	return nowhere, nil
}

// counted judges by what the device has counted since.
func (r *run) counted() verdict {
	switch {
	case !r.paying():
		return nowhere
	case r.after.follows(r.before) && r.after.code.amount.Equal(r.plan.total):
		return onPaper
	case r.cancelled && (r.after.code.amount.IsZero() || number(r.after.code.number) == number(r.before.code.number)):
		return nowhere // a cancelled receipt may be counted, with nothing in it
	}
	return unclear
}

// end ends the open receipt. What the device refuses shows in its state afterwards.
func (r *run) end(ctx context.Context, l *link, t ticket) error {
	if !t.started && !t.covered {
		return r.cancel(ctx, l)
	}
	if r.taken < len(r.plan.commands)-1 && r.plan.commands[len(r.plan.commands)-2].step == stepFooter {
		r.warn("text below the payments may be missing, because the connection broke")
	}
	if !t.covered {
		if err := r.pay(ctx, l); err != nil {
			return err
		}
	}
	return unlessRefused(l.tell(ctx, cmdClose, nil))
}

func (r *run) cancel(ctx context.Context, l *link) error {
	err := l.tell(ctx, cmdCancel, nil)
	r.cancelled = r.cancelled || !refused(err)
	return unlessRefused(err)
}

// pay goes on with the payments that the device does not have yet. One that it refuses
// leaves only the cancellation, with which it pays and closes by itself (§2.6.24).
func (r *run) pay(ctx context.Context, l *link) error {
	paid, err := l.paid(ctx)
	if err != nil {
		return unlessRefused(err)
	}
	missing, known := r.plan.unpaid(paid)
	if !known {
		return nil
	}
	for _, c := range missing {
		switch err := l.tell(ctx, c.cmd, c.data); {
		case refused(err):
			r.warn("the device refused a payment and ended the receipt by itself; compare the payments on the paper")
			return r.cancel(ctx, l)
		case err != nil:
			return err
		}
	}
	return nil
}

// unpaid are the payments that are missing when the device has registered paid; known
// is false when that is not how the payments begin.
func (p *plan) unpaid(paid map[string]decimal.Decimal) (missing []command, known bool) {
	var all []command
	for _, c := range p.commands {
		if c.step == stepPay {
			all = append(all, c)
		}
	}
	sum := map[string]decimal.Decimal{}
	for i := 0; ; i++ {
		if equal(sum, paid) {
			return all[i:], true
		}
		if i == len(all) {
			return nil, false
		}
		sum[all[i].pay.code] = sum[all[i].pay.code].Add(all[i].pay.sum)
	}
}

func equal(a, b map[string]decimal.Decimal) bool {
	if len(a) != len(b) {
		return false
	}
	for code, sum := range a {
		if !sum.Equal(b[code]) {
			return false
		}
	}
	return true
}

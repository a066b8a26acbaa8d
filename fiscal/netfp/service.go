package netfp

import (
	"context"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// XReport prints the daily report without zeroing. It changes nothing but the paper,
// so a second one, under another taskID, does no harm. See [Printer.Deposit].
func (p *Printer) XReport(ctx context.Context, taskID string) ([]fiscal.Message, error) {
	return p.serve(ctx, "x report", "xreport", taskID, nil)
}

// ZReport prints the daily report and begins a new day (дневен отчет с нулиране). It
// cannot be undone: after [fiscal.ErrOutcomeUnknown] ask [Printer.Task] or look at the
// paper before you print another. See [Printer.Deposit].
func (p *Printer) ZReport(ctx context.Context, taskID string) ([]fiscal.Message, error) {
	return p.serve(ctx, "z report", "zreport", taskID, nil)
}

// Duplicate prints the last receipt once more (дубликат). Devices do it once for a
// receipt. See [Printer.Deposit].
func (p *Printer) Duplicate(ctx context.Context, taskID string) ([]fiscal.Message, error) {
	return p.serve(ctx, "duplicate", "duplicate", taskID, nil)
}

// Reset ends what is open on the device: a receipt that was begun and neither paid nor
// closed is cancelled. To repeat it, under another taskID, is harmless unless another
// program has begun one meanwhile. See [Printer.Deposit].
func (p *Printer) Reset(ctx context.Context, taskID string) ([]fiscal.Message, error) {
	return p.serve(ctx, "reset", "reset", taskID, nil)
}

// clock is the body of SetClock.
type clock struct {
	DeviceDateTime string `json:"deviceDateTime"`
}

// SetClock sets the device's clock to t, to the second, in [Options].Location. Most
// devices want a Z report before it, and none goes back before its last receipt. To
// repeat it, under another taskID, is harmless. See [Printer.Deposit].
func (p *Printer) SetClock(ctx context.Context, taskID string, t time.Time) ([]fiscal.Message, error) {
	if t.IsZero() { // the server would take its own clock
		return nil, fmt.Errorf("netfp: set clock: there is no time: %w", fiscal.ErrInvalid)
	}
	return p.serve(ctx, "set clock", "datetime", taskID, clock{DeviceDateTime: t.In(p.opts.Location).Format(wallClock)})
}

// serve gives an order that makes no receipt.
func (p *Printer) serve(ctx context.Context, op, endpoint, taskID string, body any) ([]fiscal.Message, error) {
	r, err := p.command(ctx, op, endpoint, taskID, body)
	if err != nil {
		return nil, err
	}
	return r.messages(), nil
}

// command is serve with the whole reply. An earlier try under the same id that printed
// a receipt was not this one.
func (p *Printer) command(ctx context.Context, op, endpoint, taskID string, body any) (reply, error) {
	t, err := p.order(op, taskID)
	if err != nil {
		return reply{}, err
	}
	t.fits = func(r reply) bool { return r.ReceiptNumber == "" }
	return t.send(ctx, endpoint, body)
}

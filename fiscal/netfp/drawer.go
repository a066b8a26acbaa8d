package netfp

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// Cash asks how much money is in the drawer by the device's count: euro. It changes
// nothing and may be asked again after any error: [fiscal.ErrOffline], or
// [fiscal.ErrRejected] when the device refuses to say.
func (p *Printer) Cash(ctx context.Context) (decimal.Decimal, error) {
	const op = "cash"
	ctx, cancel := context.WithTimeout(ctx, p.opts.Timeout)
	defer cancel()
	var r reply
	id := "cash-" + rand.Text() // the server queues this question like a print
	err := p.question(ctx, op, url.Values{"taskId": {id}}, &r, "printers", p.id, op)
	if err == nil {
		t := task{printer: p, op: op, id: id, wireID: id}
		r, err = t.judge(ctx, r)
	}
	if err != nil {
		return decimal.Zero, p.onlyAsked(op, err)
	}
	amount, ok := sum(r.Amount)
	if !ok || r.Amount == "" {
		return decimal.Zero, offline(op, p.id, fmt.Sprintf("the reply has no amount that can be read: %.40q", r.Amount),
			"update the ErpNet.FP server")
	}
	return amount, nil
}

// onlyAsked turns a lost question into "not now": there is no outcome to be unknown.
func (p *Printer) onlyAsked(op string, err error) error {
	if !errors.Is(err, fiscal.ErrOutcomeUnknown) {
		return err
	}
	lost := &fiscal.Error{Op: op, Device: p.id, Kind: fiscal.ErrOffline, Text: err.Error(), Remedy: "ask again"}
	if e, ok := errors.AsType[*fiscal.Error](err); ok && e.Code != "" {
		lost.Code, lost.Text = e.Code, e.Text
	}
	return lost
}

// transfer is the body of a deposit and of a withdrawal.
type transfer struct {
	Amount json.Number `json:"amount"`
}

// Deposit puts money into the drawer (служебно въведена сума): amount in euro, above
// zero. taskID is yours, new for every deposit and kept until its outcome is known; the
// same one is never carried out twice while the server remembers it. The messages are
// the device's remarks. Errors are those of [fiscal.Printer]; after
// [fiscal.ErrOutcomeUnknown] ask [Printer.Task] or compare [Printer.Cash].
func (p *Printer) Deposit(ctx context.Context, taskID string, amount decimal.Decimal) ([]fiscal.Message, error) {
	return p.transfer(ctx, "deposit", taskID, amount)
}

// Withdraw takes money out of the drawer (служебно изведена сума); everything said
// about [Printer.Deposit] holds.
func (p *Printer) Withdraw(ctx context.Context, taskID string, amount decimal.Decimal) ([]fiscal.Message, error) {
	return p.transfer(ctx, "withdraw", taskID, amount)
}

func (p *Printer) transfer(ctx context.Context, op, taskID string, amount decimal.Decimal) ([]fiscal.Message, error) {
	most := decimal.New(99_999_999, -2) // 8 digits, as everywhere on a device
	if !amount.IsPositive() || amount.GreaterThan(most) || !amount.Equal(amount.Round(2)) {
		return nil, fmt.Errorf("netfp: %s of %s: it must be whole cents above zero and have at most 8 digits: %w",
			op, amount, fiscal.ErrInvalid)
	}
	return p.serve(ctx, op, op, taskID, transfer{Amount: number(amount, 2)})
}

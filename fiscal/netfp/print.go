package netfp

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// Print prints a sale. Without a TaskID in r it is refused: only the id makes a lost
// reply recoverable. Errors are those of [fiscal.Printer].
func (p *Printer) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("netfp: %w", err)
	}
	return p.print(ctx, "print", "receipt", r, p.receipt(r))
}

// Reverse prints a storno; everything said about [Printer.Print] holds.
func (p *Printer) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	if err := r.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("netfp: %w", err)
	}
	return p.print(ctx, "reverse", "reversalreceipt", r.Receipt, p.reversal(r))
}

// LastReceipt is [fiscal.ErrUnsupported]: the protocol cannot ask for it.
func (p *Printer) LastReceipt(context.Context) (fiscal.Result, error) {
	return fiscal.Result{}, fmt.Errorf("netfp: reading the last receipt: %w", fiscal.ErrUnsupported)
}

// print sends a document that becomes a receipt on paper.
func (p *Printer) print(ctx context.Context, op, endpoint string, r fiscal.Receipt, doc any) (fiscal.Result, error) {
	t, err := p.order(op, r.TaskID)
	if err != nil {
		return fiscal.Result{}, err
	}
	t.fits = func(got reply) bool {
		amount := got.amount()
		return amount.IsZero() || amount.Equal(r.Total())
	}
	got, err := t.send(ctx, endpoint, doc)
	if err != nil {
		return fiscal.Result{}, err
	}
	return p.result(t.id, got), nil
}

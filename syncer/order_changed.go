package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// change is an imported order as the ledger knows it, and as the shop shows it
// before and now.
type change struct {
	row           ledger.Order
	before, order gombashop.Order
	// same tells that the shop shows nothing new.
	same bool
	// pays tells that the shop says paid and the sale does not yet, back that the
	// sale was refunded: it gets no payment and no receipt by itself any more.
	pays, back bool
	// told is what is reported of it.
	told []*Problem
}

func (p *importPlan) changeOf(ctx context.Context, row ledger.Order, order gombashop.Order) (change, error) {
	before, err := snapshot(row)
	same := err == nil && row.Original != "" && news(before) == news(order)

	if err != nil {
		before = order // a copy that was damaged by hand is replaced
	}

	c := change{row: row, before: before, order: order, same: same}
	if !newlyPaid(row, order) {
		return c, nil
	}

	c.back, err = p.journalled(ctx, row, eventRefunded)
	c.pays = !c.back

	return c, err
}

// imported is an order that has its document. What the shop changed since is
// journalled and reported; the document is not touched, but for the payment of
// a sale that is paid now.
func (p *importPlan) imported(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if row.Reason == string(text.Collision) && p.opts.Force && !p.dry {
		return p.accept(ctx, row)
	}

	row, ours, err := p.refundProven(ctx, row)
	if err != nil || !ours {
		return err
	}

	c, err := p.changeOf(ctx, row, order)
	if err != nil {
		return err
	}

	if c.same && !c.pays && row.NextTry.IsZero() {
		p.report.count(KindOrder, unchanged)

		return nil
	}

	done, err := p.changed(ctx, c)

	switch {
	case err != nil:
		return p.tryAgain(ctx, row, order, err)
	case done:
		return nil
	case c.pays:
		return p.paid(ctx, row, order)
	}

	p.report.count(KindOrder, unchanged)

	return p.unprinted(ctx, c)
}

// changed asks the policy about a change and does what it says; true when that
// has put the order into its bucket.
func (p *importPlan) changed(ctx context.Context, c change) (bool, error) {
	do, told, err := p.judgeChange(ctx, c)
	if err != nil {
		return false, err
	}

	c.told = told

	switch do {
	case VoidChange:
		return p.void(ctx, c)
	case RefundChange:
		return p.refund(ctx, c)
	case RecordChange, IgnoreChange:
	}

	return false, p.takeOver(ctx, c)
}

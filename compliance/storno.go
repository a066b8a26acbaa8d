package compliance

import (
	"context"
	"fmt"
	"iter"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// stornos yields the sales whose storno came out in the period and that have no refund:
// a person asked for the storno, or removed the refund from Склад Pro. The document is
// that of the sale, nil when that is removed too.
func (b *Books) stornos(ctx context.Context, f Filter) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		filter := ledger.ReceiptFilter{Shop: b.opts.Shop, Kind: ledger.ReceiptReversal, State: ledger.ReceiptPrinted}
		for r, err := range b.ledger.Receipts(ctx, filter) {
			if err == nil && !f.Period.Contains(r.IssuedAt.In(f.Period.first.Location())) {
				continue
			}
			var e entry
			told := false
			if err == nil {
				e, told, err = b.stornoOf(ctx, r)
			}
			if err != nil {
				yield(entry{}, fmt.Errorf("compliance: storno of order %s: %w", r.OrderID, err))
				return
			}
			if !told && f.hasObject(e) && f.sold(e) && !yield(e, nil) {
				return
			}
		}
	}
}

// stornoOf is told when the refund, which the storno is of, has a row already.
func (b *Books) stornoOf(ctx context.Context, r ledger.Receipt) (e entry, told bool, err error) {
	events := b.ledger.Events(ctx, ledger.EventFilter{Shop: r.Shop, Kind: refunded, Record: r.OrderID})
	for event, err := range events {
		if err == nil {
			e, err = b.refundOf(ctx, event)
		}
		if err != nil || e.document != nil {
			return e, true, err
		}
	}
	e = entry{at: r.IssuedAt}
	if e.order, _, err = b.ledger.Order(ctx, r.Shop, r.OrderID); err != nil {
		return e, false, err
	}
	if e.document, err = b.document(ctx, sklad.OperSale, e.order.Acct); err != nil {
		return e, false, err
	}
	e.receipts, err = b.printed(ctx, e.order)
	return e, false, err
}

// chain yields one after the other.
func chain[T any](parts ...iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, part := range parts {
			for v, err := range part {
				if !yield(v, err) {
					return
				}
			}
		}
	}
}

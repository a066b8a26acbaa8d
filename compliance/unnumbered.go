package compliance

import (
	"context"
	"fmt"
	"iter"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// unnumbered yields the orders that became sales in the period and have no sale number:
// the alternative regime asks for no СУПТО (Наредба Н-18 чл. 52с). They belong to the day
// of their document, which is that of the import.
func (b *Books) unnumbered(ctx context.Context, f Filter) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		// an order is seen when it is imported, or later
		filter := ledger.OrderFilter{Shop: b.opts.Shop, OperType: sklad.OperSale, SeenSince: f.Period.first}
		for o, err := range b.ledger.Orders(ctx, filter) {
			if err == nil && (o.USN != "" || o.Acct == 0) {
				continue
			}
			e := entry{order: o}
			if err == nil {
				e.document, err = b.document(ctx, o.OperType, o.Acct)
			}
			if err == nil && e.document != nil {
				e.receipts, err = b.printed(ctx, o)
			}
			if err != nil {
				yield(e, fmt.Errorf("compliance: sale of order %s: %w", o.OrderID, err))
				return
			}
			if f.soldOn(e.document) && !yield(e, nil) {
				return
			}
		}
	}
}

// soldOn compares days: a document has no more.
func (f Filter) soldOn(d *sklad.Document) bool {
	return d != nil && f.Period.Contains(d.Date.In(f.Period.first.Location())) && (f.Object == 0 || f.Object == d.ObjectID)
}

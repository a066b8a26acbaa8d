package compliance

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// Books reads what the synchronisation has entered: the sale numbers that it gave out,
// with their documents, payments, receipts and orders. Sales that people enter in
// Склад Pro itself are not among them; Склад Pro reports those. Nothing is written.
type Books struct {
	db     *sklad.DB
	ledger *ledger.Ledger
	opts   Options
}

// Options of [New]. The zero value works for a shop named "main".
type Options struct {
	// Shop is the merchant's own name of the shop, as the orders were imported with.
	// Default: main.
	Shop string
	// Workplace is the code of the workplace (работно място) that the online shop is.
	// Default: Shop.
	Workplace string
	// Device is the individual number of the workplace's fiscal device; it stands in
	// the nomenclature of workplaces. Empty when there is none.
	Device string
	// Source is the shop's URL (Annex 42 item 3).
	Source string
}

// New makes the books of a database and its ledger.
func New(db *sklad.DB, l *ledger.Ledger, o Options) *Books {
	if o.Shop == "" {
		o.Shop = "main"
	}
	if o.Workplace == "" {
		o.Workplace = o.Shop
	}
	return &Books{db: db, ledger: l, opts: o}
}

// Filter chooses what a table shows (Annex 29 item 18: period, object, device,
// operator). The zero value of a field means all; Period is required.
type Filter struct {
	Period Period
	Object sklad.ObjectID
	// Device is the first part of the УНП, Operator the second.
	Device, Operator string
}

// entry is one sale number with everything that belongs to it.
type entry struct {
	number ledger.USN
	order  ledger.Order
	// document is nil when the number has none: the sale was annulled.
	document *sklad.Document
	// receipts are the printed ones.
	receipts []ledger.Receipt
	// at is when a refund was made.
	at time.Time
}

// receipt is the printed one of that kind; zero when there is none.
func (e entry) receipt(kind string) ledger.Receipt {
	for _, r := range e.receipts {
		if r.Kind == kind {
			return r
		}
	}
	return ledger.Receipt{}
}

// name is what people call the sale.
func (e entry) name() string {
	if e.number.Number.IsZero() {
		return cmp.Or(e.order.Number, e.order.OrderID)
	}
	return e.number.Number.String()
}

// entries yields the sale numbers that were given out in the period, in their order.
func (b *Books) entries(ctx context.Context, f Filter) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		for number, err := range b.ledger.USNs(ctx, f.Device) {
			if err == nil && !f.wants(number) {
				continue
			}
			var e entry
			if err == nil {
				e, err = b.entry(ctx, number)
			}
			if err == nil && !f.hasObject(e) {
				continue
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func (f Filter) wants(n ledger.USN) bool {
	return f.Period.Contains(n.CreatedAt.In(f.Period.first.Location())) &&
		(f.Operator == "" || f.Operator == n.Number.Operator)
}

// hasObject lets an annulled sale pass: no document says where it was.
func (f Filter) hasObject(e entry) bool {
	return f.Object == 0 || e.document == nil || e.document.ObjectID == f.Object
}

func (b *Books) entry(ctx context.Context, number ledger.USN) (entry, error) {
	e := entry{number: number}
	var err error
	if e.order, err = b.order(ctx, number); err != nil {
		return e, fmt.Errorf("compliance: sale %s: %w", number.Number, err)
	}
	if e.document, err = b.document(ctx, number.OperType, number.Acct); err != nil {
		return e, fmt.Errorf("compliance: sale %s: %w", number.Number, err)
	}
	if e.receipts, err = b.printed(ctx, e.order); err != nil {
		return e, fmt.Errorf("compliance: receipts of sale %s: %w", number.Number, err)
	}
	return e, nil
}

// printed are the receipts of an order that are on paper.
func (b *Books) printed(ctx context.Context, o ledger.Order) ([]ledger.Receipt, error) {
	if o.OrderID == "" {
		return nil, nil
	}
	var all []ledger.Receipt
	filter := ledger.ReceiptFilter{Shop: o.Shop, OrderID: o.OrderID} // not the state: most have the same
	for r, err := range b.ledger.Receipts(ctx, filter) {
		if err != nil {
			return nil, err
		}
		if r.State == ledger.ReceiptPrinted {
			all = append(all, r)
		}
	}
	return all, nil
}

// order finds the order by the sale's key; a program with keys of its own is served by
// the УНП on the order.
func (b *Books) order(ctx context.Context, number ledger.USN) (ledger.Order, error) {
	if id, ok := strings.CutPrefix(number.Key, "order:"+b.opts.Shop+":"); ok {
		o, _, err := b.ledger.Order(ctx, b.opts.Shop, id)
		return o, err
	}
	for o, err := range b.ledger.Orders(ctx, ledger.OrderFilter{USN: number.Number.String()}) {
		return o, err
	}
	return ledger.Order{}, nil
}

// document is nil where there is none, or none any more.
func (b *Books) document(ctx context.Context, t sklad.OperType, acct sklad.Acct) (*sklad.Document, error) {
	if acct == 0 {
		return nil, nil //nolint:nilnil // no document is an answer
	}
	d, err := b.db.Document(ctx, t, acct)
	if errors.Is(err, sklad.ErrNotFound) {
		return nil, nil //nolint:nilnil // a person removed it
	}
	if err != nil {
		return nil, err
	}
	return &d, nil
}

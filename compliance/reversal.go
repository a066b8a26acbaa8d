package compliance

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/usn"
)

// Reversal is a row of table 18.4: one good or service of a sale that was taken back.
// The УНП is the sale's own (Annex 29 item 10).
type Reversal struct {
	Line

	Closed   time.Time // when the sale was closed
	Reversed time.Time // of the storno receipt, or of the refund without one
	Device   string
	Operator string
}

// refunded is the event that tells of a refund; its data is the refund's number.
const refunded = "refunded"

// Reversals yields table 18.4, whenever the sales were: the refunds that were made in the
// period, oldest first, and then the stornos of that time that have no refund.
func (b *Books) Reversals(ctx context.Context, f Filter) iter.Seq2[Reversal, error] {
	return func(yield func(Reversal, error) bool) {
		n, err := b.names(ctx)
		if err != nil {
			yield(Reversal{}, fmt.Errorf("compliance: %w", err))
			return
		}
		for e, err := range chain(b.refunds(ctx, f), b.stornos(ctx, f)) {
			if err == nil && e.order.USN == "" {
				continue // the tables are of sale numbers
			}
			var lines []Reversal
			if err == nil {
				lines, err = b.reversal(ctx, e, n)
			}
			if err != nil {
				yield(Reversal{}, err)
				return
			}
			for _, l := range lines {
				if !yield(l, nil) {
					return
				}
			}
		}
	}
}

// refunds yields the orders that were refunded in the period, each with the document
// of its refund. A refund that a person removed from Склад Pro is left out.
func (b *Books) refunds(ctx context.Context, f Filter) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		events := b.ledger.Events(ctx, ledger.EventFilter{Shop: b.opts.Shop, Kind: refunded, Since: f.Period.first})
		for event, err := range events {
			if err == nil && !f.Period.Contains(event.At.In(f.Period.first.Location())) {
				continue
			}
			var e entry
			if err == nil {
				e, err = b.refundOf(ctx, event)
			}
			if err != nil {
				yield(entry{}, fmt.Errorf("compliance: refund of order %s: %w", event.Record, err))
				return
			}
			if e.document != nil && f.hasObject(e) && f.sold(e) && !yield(e, nil) {
				return
			}
		}
	}
}

// sold reports whether the sale that was taken back has a number that the filter asks
// for.
func (f Filter) sold(e entry) bool {
	if e.order.USN == "" {
		return f.Device == "" && f.Operator == ""
	}
	n, err := usn.Parse(e.order.USN)
	return err == nil && (f.Device == "" || f.Device == n.Device) && (f.Operator == "" || f.Operator == n.Operator)
}

func (b *Books) refundOf(ctx context.Context, event ledger.Event) (entry, error) {
	e := entry{at: event.At}
	acct, err := strconv.ParseInt(event.Data, 10, 64)
	if err != nil {
		return e, fmt.Errorf("line %d of gomba_events was changed by hand: its data %q is no document number", event.ID, event.Data)
	}
	if e.order, _, err = b.ledger.Order(ctx, event.Shop, event.Record); err != nil {
		return e, err
	}
	if e.document, err = b.document(ctx, sklad.OperRefund, sklad.Acct(acct)); err != nil {
		return e, err
	}
	e.receipts, err = b.printed(ctx, e.order)
	return e, err
}

func (b *Books) reversal(ctx context.Context, e entry, n *names) ([]Reversal, error) {
	row := Reversal{
		Reversed: b.local(e.at), Closed: b.local(e.receipt(ledger.ReceiptSale).IssuedAt),
		Device: e.receipt(ledger.ReceiptReversal).Device,
	}
	acct := e.order.Acct
	var lines []Line
	var err error
	if e.document == nil { // the storno of a sale that a person removed
		lines, err = ordered(e.order.Original)
	} else {
		lines, err = n.lines(ctx, e.document.Lines)
		acct, row.Operator = e.document.Acct, n.users[e.document.OperatorID].Code
	}
	if sold, bad := usn.Parse(e.order.USN); bad == nil && row.Operator == "" {
		row.Operator = sold.Operator
	}
	if err != nil {
		return nil, err
	}
	if storno := e.receipt(ledger.ReceiptReversal); !storno.IssuedAt.IsZero() {
		row.Reversed = b.local(storno.IssuedAt)
	}
	var all []Reversal
	for _, row.Line = range named(lines, e.order.USN, number(acct)) {
		all = append(all, row)
	}
	return all, nil
}

func reversalTable(all iter.Seq2[Reversal, error]) Table {
	return Table{
		Number: "18.4", Name: "reversals", Title: "Сторнирани продажби",
		Columns: columns(lineColumns(), column(Moment, "Приключване на продажбата", "Сторниране"),
			column(Text, "ИН на фискално устройство", "Код на оператор")),
		Rows: rows(all, func(r Reversal) []any {
			return append(r.values(), r.Closed, r.Reversed, r.Device, r.Operator)
		}),
	}
}

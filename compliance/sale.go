package compliance

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// Sale is a row of table 18.1: one sale as a whole. Sums are in the currency of the
// filter's period, to the cent.
type Sale struct {
	USN string
	// Document is the number in Склад Pro (системен номер).
	Document           string
	ObjectCode, Object string
	// Opened is when the sale number was given, which is when the order was imported
	// (Annex 42 item 2).
	Opened              time.Time
	Workplace, Operator string
	// Net is without VAT, after the discount; Discount is without VAT too.
	Net, Discount, VAT, Total decimal.Decimal
	// Closed is when the sale was paid or its receipt came out, whichever is later;
	// zero while it is open.
	Closed             time.Time
	ClientCode, Client string
	// Source and Order are the shop's address and its number of the order (Annex 42
	// items 3 and 4).
	Source, Order string
}

// Sales yields table 18.1: the sales that have a document, by their numbers. A sale
// without one is annulled, see [Books.Annulled].
func (b *Books) Sales(ctx context.Context, f Filter) iter.Seq2[Sale, error] {
	return each(ctx, b, f, func(e entry, n *names) ([]Sale, error) {
		if e.document == nil {
			return nil, nil
		}
		s, err := b.sale(ctx, e, n)
		return []Sale{s}, err
	})
}

func (b *Books) sale(ctx context.Context, e entry, n *names) (Sale, error) {
	lines, err := n.lines(ctx, e.document.Lines)
	if err != nil {
		return Sale{}, err
	}
	client, err := n.partner(ctx, e.document.PartnerID)
	object := n.objects[e.document.ObjectID]
	return Sale{
		USN: e.number.Number.String(), Document: number(e.document.Acct), ObjectCode: object.Code, Object: object.Name,
		Opened: b.local(e.number.CreatedAt), Workplace: b.opts.Workplace, Operator: e.number.Number.Operator,
		Net: sum(lines, net), Discount: sum(lines, discount), VAT: sum(lines, vat), Total: sum(lines, total),
		Closed: b.closed(e, sum(lines, total)), ClientCode: client.Code, Client: client.Company,
		Source: b.opts.Source, Order: e.order.Number,
	}, err
}

// closed is the later of the receipt and the day of the last payment, once all is paid.
func (b *Books) closed(e entry, due decimal.Decimal) time.Time {
	last := b.local(e.receipt(ledger.ReceiptSale).IssuedAt)
	payments := e.document.Payments
	if sum(payments, func(p sklad.Payment) decimal.Decimal { return p.Amount }).LessThan(due) {
		return time.Time{}
	}
	for _, p := range payments {
		if day := midnight(p.Date.In(b.db.Location())); last.Before(day) {
			last = day
		}
	}
	return last
}

func (b *Books) local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(b.db.Location())
}

func number(acct sklad.Acct) string { return strconv.FormatInt(int64(acct), 10) }

// each yields what turn makes of every sale number of the filter.
func each[T any](ctx context.Context, b *Books, f Filter, turn func(entry, *names) ([]T, error)) iter.Seq2[T, error] {
	return eachOf(ctx, b, b.entries(ctx, f), turn)
}

func eachOf[T any](
	ctx context.Context, b *Books, sales iter.Seq2[entry, error], turn func(entry, *names) ([]T, error),
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		n, err := b.names(ctx)
		if err != nil {
			yield(zero, fmt.Errorf("compliance: %w", err))
			return
		}
		for e, err := range sales {
			var made []T
			if err == nil {
				made, err = turn(e, n)
			}
			if err != nil {
				yield(zero, fmt.Errorf("compliance: sale %s: %w", e.name(), err))
				return
			}
			for _, v := range made {
				if !yield(v, nil) {
					return
				}
			}
		}
	}
}

func saleTable(all iter.Seq2[Sale, error]) Table {
	return Table{
		Number: "18.1", Name: "sales", Title: "Обобщени данни за продажбите",
		Columns: columns(
			column(Text, "УНП", "Системен номер", "Код на обект", "Обект"), column(Day, "Дата на откриване"),
			column(Moment, "Време на откриване"), column(Text, "Работно място", "Код на оператор"),
			column(Money, "Сума без ДДС", "Отстъпка", "ДДС", "Дължима сума"), column(Text, "Фактура №"), column(Day, "Дата на фактура"),
			column(Day, "Дата на приключване"), column(Moment, "Време на приключване"),
			column(Text, "Код на клиент", "Клиент", "Източник", "Поръчка №"),
		),
		Rows: rows(all, func(s Sale) []any {
			return []any{
				s.USN, s.Document, s.ObjectCode, s.Object, onDay(s.Opened), s.Opened, s.Workplace, s.Operator,
				s.Net, s.Discount, s.VAT, s.Total, "", time.Time{}, onDay(s.Closed), s.Closed, s.ClientCode, s.Client, s.Source, s.Order,
			}
		}),
	}
}

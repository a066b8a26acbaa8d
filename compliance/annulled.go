package compliance

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"github.com/shopspring/decimal"
)

// Annulled is a row of table 18.5: one good or service of a sale whose number was
// given and which has no document in Склад Pro, or none any more. The lines are those
// of the order as the shop showed it. A sale without an order has one row without
// them: its number stays used all the same.
type Annulled struct {
	Line

	Opened time.Time
	// At is when the order was last seen to change; Склад Pro does not tell when a
	// document was removed.
	At       time.Time
	Operator string
}

// Annulled yields table 18.5 in the order of the sale numbers.
func (b *Books) Annulled(ctx context.Context, f Filter) iter.Seq2[Annulled, error] {
	return each(ctx, b, f, func(e entry, _ *names) ([]Annulled, error) {
		if e.document != nil {
			return nil, nil
		}
		lines, err := ordered(e.order.Original)
		if err != nil {
			return nil, fmt.Errorf("gomba_orders.Original of order %s is not readable: %w", e.order.OrderID, err)
		}
		var all []Annulled
		for _, l := range named(lines, e.number.Number.String(), number(e.number.Acct)) {
			all = append(all, Annulled{
				Line: l, Opened: b.local(e.number.CreatedAt), At: b.local(e.order.LastSeen), Operator: e.number.Number.Operator,
			})
		}
		return all, nil
	})
}

// snapshot is what this package reads of an order as the ledger keeps it.
type snapshot struct {
	CreatedAt        time.Time
	PricesIncludeVAT bool
	Payment          struct {
		Method, TransactionRef string
		CarrierPPP             bool
	}
	Items []struct {
		SKU, Name           string
		Quantity, UnitPrice decimal.Decimal
		VATRate, LineTotal  decimal.NullDecimal
	}
}

func ordered(original string) ([]Line, error) {
	if original == "" {
		return []Line{{}}, nil
	}
	var s snapshot
	if err := json.Unmarshal([]byte(original), &s); err != nil { //nolint:musttag // the ledger keeps the names of Go
		return nil, err
	}
	var all []Line
	for _, it := range s.Items {
		l := Line{Code: it.SKU, Name: it.Name, Quantity: it.Quantity, VATRate: it.VATRate.Decimal, Price: it.UnitPrice}
		l.Total = it.Quantity.Mul(it.UnitPrice).Round(cents)
		if it.LineTotal.Valid {
			l.Total = it.LineTotal.Decimal
		}
		with := hundred.Add(l.VATRate)
		if s.PricesIncludeVAT {
			l.Price = it.UnitPrice.Mul(hundred).DivRound(with, pricePlaces)
		} else {
			l.Total = l.Total.Mul(with).Shift(-2).Round(cents)
		}
		l.Price = l.Price.Round(pricePlaces)
		l.Net = l.Total.Mul(hundred).DivRound(with, cents)
		l.VAT = l.Total.Sub(l.Net)
		l.Discount = l.Quantity.Mul(l.Price).Round(cents).Sub(l.Net)
		all = append(all, l)
	}
	return all, nil
}

func annulledTable(all iter.Seq2[Annulled, error]) Table {
	return Table{
		Number: "18.5", Name: "annulled", Title: "Анулирани продажби",
		Columns: columns(lineColumns(), column(Moment, "Откриване", "Анулиране"), column(Text, "Код на оператор")),
		Rows: rows(all, func(a Annulled) []any {
			return append(a.values(), a.Opened, a.At, a.Operator)
		}),
	}
}

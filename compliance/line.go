package compliance

import (
	"context"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// Line is a row of table 18.3: one good or service of a sale.
type Line struct {
	USN, Document   string
	Code, Name      string
	Quantity        decimal.Decimal
	Price           decimal.Decimal // per unit, without VAT, before the discount; 4 places
	Discount        decimal.Decimal // of the whole line, without VAT
	VATRate         decimal.Decimal // percent
	Net, VAT, Total decimal.Decimal
}

// Lines yields table 18.3 in the order of the sale numbers.
func (b *Books) Lines(ctx context.Context, f Filter) iter.Seq2[Line, error] {
	return each(ctx, b, f, func(e entry, n *names) ([]Line, error) {
		if e.document == nil {
			return nil, nil
		}
		lines, err := n.lines(ctx, e.document.Lines)
		return named(lines, e.number.Number.String(), number(e.document.Acct)), err
	})
}

func named(lines []Line, usn, document string) []Line {
	for i := range lines {
		lines[i].USN, lines[i].Document = usn, document
	}
	return lines
}

func (n *names) lines(ctx context.Context, stored []sklad.Line) ([]Line, error) {
	var all []Line
	for _, l := range stored {
		g, err := n.good(ctx, l.GoodID)
		if err != nil {
			return nil, err
		}
		all = append(all, priced(l, g, n.rateOf(l, g), n.gross))
	}
	return all, nil
}

// priced reads the sums of a stored line as anyone reads them in Склад Pro: the line
// with VAT is round(Qtty × PriceOut, 2), in databases with net prices
// round(Qtty × (PriceOut + VATOut), 2). Price, discount and sum without VAT agree:
// Quantity × Price − Discount = Net, to the cent.
func priced(l sklad.Line, g sklad.Good, rate decimal.Decimal, gross bool) Line {
	out := Line{Code: g.Code, Name: g.Name, Quantity: l.Qty, VATRate: rate}
	before := l.Price
	if gross {
		out.Total, out.VAT = l.Qty.Mul(l.PriceOut).Round(cents), l.Qty.Mul(l.VATOut).Round(cents)
		before = before.Mul(hundred).DivRound(hundred.Add(rate), pricePlaces)
	} else {
		out.Total = l.Qty.Mul(l.PriceOut.Add(l.VATOut)).Round(cents)
		out.VAT = out.Total.Sub(l.Qty.Mul(l.PriceOut).Round(cents))
	}
	out.Net = out.Total.Sub(out.VAT)
	out.Price = before.Round(pricePlaces)
	out.Discount = l.Qty.Mul(out.Price).Round(cents).Sub(out.Net)
	return out
}

const (
	cents       = 2
	pricePlaces = 4
)

var hundred = decimal.NewFromInt(100) //nolint:gochecknoglobals // a constant that Go cannot write as one

func net(l Line) decimal.Decimal      { return l.Net }
func vat(l Line) decimal.Decimal      { return l.VAT }
func total(l Line) decimal.Decimal    { return l.Total }
func discount(l Line) decimal.Decimal { return l.Discount }

// lineColumns head what 18.3, 18.4 and 18.5 have in common.
func lineColumns() []Column {
	return columns(
		column(Text, "УНП", "Системен номер", "Код на стока", "Стока/услуга"), column(Quantity, "Количество"),
		column(Price, "Единична цена без ДДС"), column(Money, "Отстъпка"), column(Percent, "Ставка на ДДС"),
		column(Money, "ДДС", "Обща сума"),
	)
}

func (l Line) values() []any {
	return []any{l.USN, l.Document, l.Code, l.Name, l.Quantity, l.Price, l.Discount, l.VATRate, l.VAT, l.Total}
}

func lineTable(all iter.Seq2[Line, error]) Table {
	return Table{
		Number: "18.3", Name: "sale-lines", Title: "Детайлни данни за продажбите",
		Columns: lineColumns(), Rows: rows(all, Line.values),
	}
}

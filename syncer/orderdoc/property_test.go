package orderdoc_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// anyOrder is an order whose amounts agree, as a shop would reckon it.
func anyOrder(t *rapid.T) gombashop.Order {
	o := gombashop.Order{ID: "1", Number: "1", Currency: "EUR", PricesIncludeVAT: true, Payment: gombashop.Payment{Method: gombashop.Card}}
	sum := decimal.Decimal{}

	for n := range rapid.IntRange(1, 6).Draw(t, "lines") {
		qty := decimal.New(int64(rapid.IntRange(1, 40).Draw(t, "qty")), 0)
		if rapid.Bool().Draw(t, "weighed") {
			qty = decimal.New(int64(rapid.IntRange(1, 20000).Draw(t, "grams")), -3)
		}

		i := item(fmt.Sprint(n), qty.String(), "1")
		i.UnitPrice = decimal.New(int64(rapid.IntRange(0, 30000).Draw(t, "price")), -2)
		i.VATRate = percent(rapid.SampledFrom([]string{"20", "9", "0"}).Draw(t, "rate"))
		full := i.Quantity.Mul(i.UnitPrice).Round(2)

		if rapid.Bool().Draw(t, "discounted") {
			off := full.Mul(decimal.New(int64(rapid.IntRange(0, 100).Draw(t, "percent")), -2)).Round(2)
			i.Discounts = []gombashop.Discount{{Kind: gombashop.ProductDiscount, Amount: off}}
			full = full.Sub(off)
		}

		sum = sum.Add(full)
		o.Items = append(o.Items, i)
	}

	o.Delivery = gombashop.Delivery{Price: decimal.New(int64(rapid.IntRange(0, 900).Draw(t, "delivery")), -2)}
	items, all := sum, sum.Add(o.Delivery.Price)

	for n := range rapid.IntRange(0, 2).Draw(t, "promos") {
		reach, limit := gombashop.AppliesToOrder, all
		if rapid.Bool().Draw(t, "items only") {
			reach, limit = gombashop.AppliesToItems, decimal.Min(items, all)
		}

		off := limit.Mul(decimal.New(int64(rapid.IntRange(0, 40).Draw(t, "share")), -2)).RoundFloor(2)
		if n > 0 { // what the first left of the items is not known here
			reach = gombashop.AppliesToOrder
		}

		o.Discounts = append(o.Discounts, gombashop.Discount{Kind: gombashop.PromoCodeDiscount, Amount: off, AppliesTo: reach})
		all = all.Sub(off)
	}

	o.Totals.GrandTotal, o.Totals.Payable = all, all

	return o
}

func TestEveryOrderComesToItsTotal(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		o := anyOrder(t)
		terms := sale()
		d, err := orderdoc.Build(terms, o, known(o))
		require.NoError(t, err)
		proven(t, terms, o, d)
		require.True(t, d.Total.Equal(o.Totals.GrandTotal), "%s, shop %s", d.Total, o.Totals.GrandTotal)
		sameQuantities(t, o, d)
	})
}

func TestEveryOrderComesToItsTotalInANetDatabase(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		o := anyOrder(t)
		terms := sale()
		terms.PricesIncludeVAT = false
		d, err := orderdoc.Build(terms, o, known(o))

		var p *text.Problem
		if errors.As(err, &p) && o.Totals.GrandTotal.LessThan(dec("10")) {
			require.Equal(t, text.LineTotal, p.Code, "21 pieces at 0.01 cannot be written without VAT")

			return
		}

		require.NoError(t, err)
		proven(t, terms, o, d)
		require.True(t, d.Total.Equal(o.Totals.GrandTotal), "%s, shop %s", d.Total, o.Totals.GrandTotal)
		sameQuantities(t, o, d)
	})
}

func TestEveryLevOrderComesToTheConvertedTotal(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		o := anyOrder(t)
		o.Currency = "BGN"
		d, err := orderdoc.Build(sale(), o, known(o))
		require.NoError(t, err)
		proven(t, sale(), o, d)
		require.Equal(t, o.Totals.GrandTotal.DivRound(dec("1.95583"), 2).StringFixed(2), d.Total.StringFixed(2))
	})
}

func TestEverySaleHasAReceiptOfTheSameTotal(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		o := anyOrder(t)
		if rapid.Bool().Draw(t, "lev") {
			o.Currency = "BGN"
		}

		d, err := orderdoc.Build(sale(), o, known(o))
		require.NoError(t, err)

		if !d.Total.IsPositive() {
			return
		}

		r, err := orderdoc.Receipt(orderdoc.ReceiptTerms{
			Order: o, Document: written(o, d), Total: decimal.NewNullDecimal(d.Total), PricesIncludeVAT: true, Currency: "EUR",
			USN: "DT279013-0001-0000001", Rate: rateOf(o),
		})
		require.NoError(t, err)
		require.Equal(t, d.Total.StringFixed(2), r.Total().StringFixed(2))
	})
}

func sameQuantities(t require.TestingT, o gombashop.Order, d orderdoc.Draft) {
	for _, line := range d.Lines {
		var sum decimal.Decimal
		for _, row := range d.Document.Lines[line.First : line.First+line.Count] {
			require.Equal(t, line.GoodID, row.GoodID)
			sum = sum.Add(row.Qty)
		}

		require.True(t, sum.Equal(line.Qty), "%s of %s", sum, line.Qty)
	}

	require.GreaterOrEqual(t, len(d.Lines), len(o.Items))
}

// written is the document as it is read back.
func written(o gombashop.Order, d orderdoc.Draft) sklad.Document {
	rate := rateOf(o)
	doc := d.Document
	doc.Lines = append([]sklad.Line(nil), doc.Lines...)

	for i := range doc.Lines {
		line := &doc.Lines[i]
		percentage, _, _ := rate(line.GoodID)
		p := sklad.PriceLine(sklad.LineTerms{
			Price: line.Price, Qty: line.Qty, Discount: line.Discount, VATRate: percentage, Gross: true,
		})
		line.PriceOut, line.VATOut = p.PriceOut, p.VATOut
	}

	return doc
}

func rateOf(o gombashop.Order) func(sklad.GoodID) (decimal.Decimal, string, error) {
	return func(id sklad.GoodID) (decimal.Decimal, string, error) {
		for _, g := range known(o).Goods {
			if g.ID == id {
				return g.Rate, "Стока", nil
			}
		}

		return dec("20"), "Доставка", nil
	}
}

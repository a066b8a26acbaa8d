package orderdoc_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func percent(s string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(s)) }

// item is a line of an order; its own discounts are amounts.
func item(id, qty, price string, discounts ...string) gombashop.OrderItem {
	i := gombashop.OrderItem{ID: id, Name: "Стока " + id, Quantity: dec(qty), UnitPrice: dec(price), VATRate: percent("20")}
	for _, amount := range discounts {
		i.Discounts = append(i.Discounts, gombashop.Discount{
			Kind: gombashop.ProductDiscount, Type: gombashop.AmountDiscount, Amount: dec(amount),
		})
	}

	return i
}

// order has a grand total and the items that are given.
func order(total string, items ...gombashop.OrderItem) gombashop.Order {
	return gombashop.Order{
		ID: "7", Number: "100234", Currency: "EUR", PricesIncludeVAT: true, Items: items,
		Payment: gombashop.Payment{Method: gombashop.CashOnDelivery},
		Totals:  gombashop.Totals{GrandTotal: dec(total), Payable: dec(total)},
	}
}

func sale() orderdoc.Terms {
	return orderdoc.Terms{
		OperType: sklad.OperSale, PricesIncludeVAT: true, DeliveryItem: true, Key: "order:main:",
		Date: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), ObjectID: 2, OperatorID: 1, UserID: 1,
	}
}

// known resolves every line of an order at its own VAT rate.
func known(o gombashop.Order) orderdoc.Resolved {
	r := orderdoc.Resolved{
		PartnerID: 5, Goods: map[string]orderdoc.Good{},
		Delivery: orderdoc.Good{ID: 900, Rate: dec("20")}, Fee: orderdoc.Good{ID: 901, Rate: dec("20")},
	}

	for n, i := range o.Items {
		r.Goods[i.ID] = orderdoc.Good{ID: sklad.GoodID(100 + n), Rate: i.VATRate.Decimal}
	}

	return r
}

func build(t *testing.T, terms orderdoc.Terms, o gombashop.Order) orderdoc.Draft {
	t.Helper()

	d, err := orderdoc.Build(terms, o, known(o))
	require.NoError(t, err)
	proven(t, terms, o, d)

	return d
}

// proven recomputes the document with Склад Pro's own arithmetic.
func proven(t require.TestingT, terms orderdoc.Terms, o gombashop.Order, d orderdoc.Draft) {
	var due, columns decimal.Decimal

	rates := map[sklad.GoodID]decimal.Decimal{}
	for _, g := range known(o).Goods {
		rates[g.ID] = g.Rate
	}

	for _, line := range d.Document.Lines {
		rate, ok := rates[line.GoodID]
		if !ok {
			rate = dec("20")
		}

		p := sklad.PriceLine(sklad.LineTerms{
			Price: line.Price, Qty: line.Qty, Discount: line.Discount, VATRate: rate, Gross: terms.PricesIncludeVAT,
		})
		due, columns = due.Add(p.TotalWithVAT), columns.Add(p.Reread)

		require.True(t, line.Qty.IsPositive(), "quantity %s", line.Qty)
		require.False(t, line.Price.IsNegative(), "price %s", line.Price)
	}

	require.Equal(t, d.Total.StringFixed(2), due.StringFixed(2), "amount due")
	require.Equal(t, d.Total.StringFixed(2), columns.StringFixed(2), "the columns")
}

func problem(t *testing.T, err error, code text.Code) *text.Problem {
	t.Helper()

	var p *text.Problem
	require.ErrorAs(t, err, &p)
	require.Equal(t, code, p.Code, "%v", err)

	return p
}

func codes(warnings []*text.Problem) []text.Code {
	var all []text.Code
	for _, w := range warnings {
		all = append(all, w.Code)
	}

	return all
}

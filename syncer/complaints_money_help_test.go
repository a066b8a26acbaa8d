package syncer_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/money"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// till is a database with one VAT basis and one kind of stock, full of goods of
// three rates.
type till struct{ gross, lots bool }

func tills() []till { return []till{{true, false}, {false, false}, {true, true}, {false, true}} }

func (c till) String() string { return fmt.Sprintf("gross=%v lots=%v", c.gross, c.lots) }

// open makes the database. With lots every good lies in many of them, so that
// most lines take from several.
func (c till) open(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false

	if !c.gross {
		w.execute(t, "UPDATE Configuration SET [Value] = '0' WHERE [Key] = 'configkey20'")
	}

	for i, code := range []string{"A", "B", "C"} {
		w.good(t, sklad.Good{Name: code, Code: code, TaxGroup: sklad.VATGroupID(i + 1), GroupID: 1}, "10")
	}

	w.execute(t, "UPDATE store SET Qtty = 100000")

	if c.lots {
		w.execute(t, "UPDATE Configuration SET [Value] = '2' WHERE [Key] = 'configkey23'")
		w.execute(t, "UPDATE store SET Qtty = 2, LotOrder = 0 WHERE GoodID > 1")
		w.execute(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
			INSERT INTO lots (ID, SerialNo, Location) SELECT 1 + i, 'L' || i, ' ' FROM n`)
		w.execute(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
			INSERT INTO store (ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) SELECT 1, g.ID, CASE g.Code WHEN 'C' THEN 0.2 ELSE 2 END, 3 + i * 0.01, 'L' || i, 1 + i, i
			FROM n, goods g WHERE g.Code IN ('A', 'B', 'C')`)
	}

	w.export(t)

	return w
}

// cut lowers the price of an order in one way.
type cut func(o row)

func cuts() map[string]cut {
	line := func(i int, discount row) cut {
		return func(o row) {
			item := o["items"].([]row)[i] //nolint:forcetypeassert // made below
			item["discounts"] = append(discountsOf(item), discount)
		}
	}
	whole := func(discount row) cut { return func(o row) { o["discounts"] = append(discountsOf(o), discount) } }

	return map[string]cut{
		"line %":        line(0, row{"type": "percent", "value": "33.33"}),
		"line amount":   line(1, row{"type": "amount", "value": "1.01"}),
		"items %":       whole(row{"kind": "promo_code", "type": "percent", "value": "10", "applies_to": "items"}),
		"items amount":  whole(row{"kind": "promo_code", "type": "amount", "value": "2.37", "applies_to": "items"}),
		"order %":       whole(row{"kind": "promo_code", "type": "percent", "value": "15", "applies_to": "order"}),
		"order amount":  whole(row{"kind": "promo_code", "type": "amount", "value": "5.55", "applies_to": "order"}),
		"delivery %":    whole(row{"kind": "promo_code", "type": "percent", "value": "50", "applies_to": "delivery"}),
		"delivery own":  func(o row) { o["delivery"].(row)["discount_amount"] = "1.50" }, //nolint:forcetypeassert // made below
		"voucher":       whole(row{"kind": "voucher", "code": "V-1", "value": "3.33", "treat_as": "discount"}),
		"voucher pays":  whole(row{"kind": "voucher", "code": "V-2", "value": "4.44", "treat_as": "payment"}),
		"more than all": whole(row{"kind": "voucher", "code": "V-3", "amount": "500.00", "treat_as": "payment"}),
	}
}

func discountsOf(o row) []row {
	all, _ := o["discounts"].([]row)

	return all
}

// combined are the ways alone, all together, and in pairs.
func combined(pairs bool) [][]string {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(cuts())), func(name string) bool { return name == "more than all" })
	all := [][]string{{}, {"more than all"}, {"more than all", "voucher pays"}, names}

	for i := range names {
		all = append(all, names[i:i+1])

		for j := range i {
			if pairs {
				all = append(all, []string{names[j], names[i]})
			}
		}
	}

	return all
}

// basket is an order of two goods, one of them weighed, with delivery and a fee.
func basket(ways []string) row {
	o := buys("A", "1", row{
		"items": []row{
			{"sku": "A", "quantity": "3", "unit_price": "7.99"}, {"sku": "B", "quantity": "2", "unit_price": "3.49"},
			{"sku": "C", "quantity": "0.333", "unit_price": "24.95"},
		},
		"delivery": row{"name": "Еконт", "price": "4.90", "vat_rate": "20"},
		"fees":     []row{{"name": "Наложен платеж", "amount": "1.20", "vat_rate": "20"}},
		"payment":  row{"method": "card", "paid": true},
	})

	for _, name := range ways {
		cuts()[name](o)
	}

	return o
}

// withVAT is what the shop says that an order costs.
func withVAT(o gombashop.Order) decimal.Decimal {
	if o.PricesIncludeVAT {
		return o.Totals.GrandTotal
	}

	return o.Totals.GrandTotal.Add(o.Totals.VAT.Decimal)
}

// worth is what a document must come to and what of it vouchers pay, in euro and
// with VAT, by the shop's own figures. A voucher that pays is money; what one that
// lowers prices is worth shows the same order without it. The customer pays the
// same in each mode.
func worth(o, without gombashop.Order, mode syncer.VoucherMode) (decimal.Decimal, decimal.Decimal) {
	total := withVAT(o)

	var pays decimal.Decimal

	for _, d := range o.Discounts {
		if d.TreatAs == gombashop.AsPayment {
			pays = pays.Add(d.Amount)
		}
	}

	switch mode {
	case syncer.VoucherPayment:
		pays = pays.Add(withVAT(without)).Sub(total)
		total = withVAT(without)
	case syncer.VoucherDiscount:
		total, pays = decimal.Max(total.Sub(pays), decimal.Decimal{}), decimal.Decimal{}
	case syncer.VoucherAsShop:
	}

	if o.Currency == "BGN" {
		total, pays = money.ToEUR(total), money.ToEUR(pays)
	}

	return total, decimal.Min(pays, total)
}

// unvouched is an order without vouchers that lower prices, which nobody imports.
func (w *world) unvouched(t *testing.T, ways []string, currency string, gross bool) gombashop.Order {
	t.Helper()

	o := basket(slices.DeleteFunc(slices.Clone(ways), func(name string) bool { return name == "voucher" }))
	o["currency"], o["prices_include_vat"] = currency, gross
	id, err := w.shop.PlaceOrder(o)
	require.NoError(t, err)

	return w.told(t, id)
}

// exact checks a document against the shop's figures: the amount due, what its
// rows come to by Склад Pro's own arithmetic, and that no row is below zero.
func (w *world) exact(t *testing.T, c till, id gombashop.OrderID, total, paid decimal.Decimal, what string) {
	t.Helper()

	require.Equal(t, total.StringFixed(2), w.due(t, id), what)

	of := ` FROM Operations o JOIN gomba_orders g ON g.Acct = o.Acct AND g.OperType = o.OperType WHERE g.OrderID = ?`
	sum := "ROUND(o.Qtty * o.PriceOut + 1e-9, 2)"

	if !c.gross {
		sum = "ROUND(o.Qtty * (o.PriceOut + o.VATOut) + 1e-9, 2)"
	}

	require.Equal(t, total.StringFixed(2), w.scalar(t, "SELECT printf('%.2f', SUM("+sum+"))"+of, string(id)), what)
	require.Equal(t, "0", w.scalar(t, "SELECT SUM(o.Qtty <= 0 OR o.PriceOut < 0 OR o.VATOut < 0 OR o.Discount NOT BETWEEN 0 AND 99)"+of, string(id)), what)
	require.Equal(t, paid.StringFixed(2)+" "+total.Sub(paid).StringFixed(2), w.scalar(t, `SELECT printf('%.2f %.2f',
		SUM(CASE WHEN p.Type = 4 THEN p.Qtty ELSE 0 END), SUM(CASE WHEN p.Type = 4 THEN 0 ELSE p.Qtty END)) FROM Payments p
		JOIN gomba_orders g ON g.Acct = p.Acct AND g.OperType = p.OperType WHERE g.OrderID = ? AND p.Mode = 1`, string(id)), what)
}

func described(ways []string, currency string, gross bool) string {
	return fmt.Sprintf("%s, %s, prices with VAT %v", strings.Join(ways, " + "), currency, gross)
}

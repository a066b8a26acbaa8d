package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Every way in which a shop changes a price comes to the shop's total to the
// cent, in Payments as in the rows.
func TestEveryDiscountComesToTheShopsTotal(t *testing.T) {
	t.Parallel()

	promo := row{"kind": "promo_code", "code": "NOVEMBER", "type": "percent", "value": "10"}
	voucher := row{"kind": "voucher", "code": "V-1", "value": "3.33"}
	delivery := row{"name": "Еконт", "price": "4.90", "vat_rate": "20"}

	for name, more := range map[string]row{
		"none":               {},
		"line, percent":      {"items": []row{{"sku": "A", "quantity": "3", "discounts": []row{{"type": "percent", "value": "33.33"}}}}},
		"line, amount":       {"items": []row{{"sku": "A", "quantity": "3", "discounts": []row{{"type": "amount", "value": "1.01"}}}}},
		"promo code":         {"discounts": []row{promo}},
		"promo on the order": {"discounts": []row{{"kind": "promo_code", "type": "percent", "value": "15", "applies_to": "order"}}, "delivery": delivery},
		"free delivery":      {"delivery": row{"name": "Еконт", "price": "4.90", "discount_amount": "4.90", "vat_rate": "20"}},
		"paid delivery":      {"delivery": delivery},
		"fee":                {"fees": []row{{"name": "Наложен платеж", "amount": "1.20", "vat_rate": "20"}}},
		"voucher":            {"discounts": []row{voucher}},
		"everything": {
			"items": []row{
				{"sku": "A", "quantity": "3", "discounts": []row{{"type": "percent", "value": "7"}}}, {"sku": "B", "quantity": "0.333"},
			},
			"discounts": []row{promo, voucher}, "delivery": delivery, "fees": []row{{"name": "НП", "amount": "0.99", "vat_rate": "20"}},
		},
		"a line for nothing": {"items": []row{{"sku": "A", "quantity": "1", "unit_price": "0.00"}, {"sku": "B", "quantity": "2"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A", "B")
			id := w.order(t, buys("A", "2", more))

			report := w.imports(t)
			require.Empty(t, report.Parked, "%v", report.Parked)

			o, err := w.client.Orders.Get(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, o.Totals.GrandTotal.StringFixed(2), w.due(t, id))
			require.Equal(t, w.due(t, id), w.scalar(t, `SELECT printf('%.2f', SUM(ROUND(Qtty * PriceOut, 2))) FROM Operations
				WHERE OperType = 2 AND Acct = (SELECT Acct FROM gomba_orders WHERE OrderID = ?)`, string(id)))
		})
	}
}

func TestAVoucherMayPayInsteadOfLoweringThePrice(t *testing.T) {
	t.Parallel()

	for mode, want := range map[syncer.VoucherMode]string{
		syncer.VoucherAsShop: "20.00", syncer.VoucherPayment: "20.00", syncer.VoucherDiscount: "15.00",
	} {
		w := newWorld(t)
		w.goods(t, "A")
		w.cfg.Import.Voucher = mode
		id := w.order(t, buys("A", "2", row{
			"discounts": []row{{"kind": "voucher", "code": "V-1", "value": "5", "treat_as": "payment"}},
		}))

		require.Empty(t, w.imports(t).Parked)
		require.Equal(t, want, w.due(t, id), mode)
	}
}

func TestLevOrdersAreConvertedAtTheFixedRate(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	id := w.order(t, buys("A", "1", row{"currency": "BGN", "items": []row{{"sku": "A", "quantity": "1", "unit_price": "19.56"}}}))

	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "10.00", w.due(t, id), "19.56 / 1.95583")
}

func TestAnotherCurrencyIsParked(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1", row{"currency": "USD"}))
	require.Equal(t, text.OrderCurrency, problem(t, w.imports(t)).Code)
	require.Equal(t, "0", w.documents(t))
}

func TestContradictoryTotalsAreParkedWithBothSums(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "2", row{"totals": row{"items": "25.00", "grand_total": "25.00", "payable": "25.00"}}))

	p := problem(t, w.imports(t))
	require.Equal(t, text.OrderTotal, p.Code)
	require.Equal(t, map[string]string{"document": "20.00", "shop": "25.00"}, p.Args)
	require.Equal(t, "0", w.documents(t))
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM gomba_usn"), "no number is used up")
}

func TestAPaidOrderHasItsPaymentOfTheRightType(t *testing.T) {
	t.Parallel()

	for method, kind := range map[string]string{"cod": "1", "bank_transfer": "2", "card": "3", "paypal": "3"} {
		w := newWorld(t)
		w.goods(t, "A")

		id := w.order(t, buys("A", "2", row{"payment": row{"method": method, "paid": true}}))
		require.Empty(t, w.imports(t).Parked)
		require.Equal(t, "20.00 "+kind, w.scalar(t, `SELECT printf('%.2f ', p.Qtty) || p.Type FROM Payments p JOIN gomba_orders o ON o.Acct = p.Acct
			WHERE o.OrderID = ? AND p.Mode = 1`, string(id)), method)
	}
}

func TestAnUnpaidOrderOwes(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))
	w.imports(t)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Payments WHERE Mode = -1"))
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM Payments WHERE Mode = 1"))
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM CashBook"))
}

func TestDeliveryBecomesAServiceGoodOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	for range 2 {
		w.order(t, buys("A", "1", row{"delivery": row{"name": "Еконт", "price": "4.90", "vat_rate": "20"}}))
	}

	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Name = 'Доставка' AND Type = 8"))

	w.shop.ClearRequests()
	w.export(t)

	for _, p := range w.products(t) {
		require.NotEqual(t, "Доставка", p.Name, "a service is no product")
	}
}

func TestWithoutTheDeliveryItemTheRestIsProven(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.DeliveryItem = false
	id := w.order(t, buys("A", "1", row{"delivery": row{"name": "Еконт", "price": "4.90", "vat_rate": "20"}}))
	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "10.00", w.due(t, id))
}

func TestAShortageIsParkedAndTakesNothing(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE Store SET Qtty = 1 WHERE GoodID = (SELECT ID FROM Goods WHERE Code = 'B')")

	before := stock(t, w)
	w.order(t, row{"items": []row{{"sku": "A", "quantity": "1"}, {"sku": "B", "quantity": "2"}}, "customer": row{"name": "И", "email": "i@example.com"}})
	short := problem(t, w.imports(t))
	require.Equal(t, text.InsufficientStock, short.Code)
	require.Equal(t, `B "B"`, short.Args["good"], "code and name, not the row's id")
	require.Equal(t, `"Служебен обект"`, short.Args["object"])
	require.Equal(t, before, stock(t, w))
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "no partner of an order that did not come")
}

func TestANetDatabaseGetsTheSameTotals(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.execute(t, "UPDATE Configuration SET [Value] = '0' WHERE [Key] = 'configkey20'")

	info, err := w.db.Info(t.Context())
	require.NoError(t, err)

	if info.PricesIncludeVAT {
		t.Fatal("the database has prices with VAT")
	}

	w.good(t, sklad.Good{Name: "A", Code: "A", TaxGroup: 1, GroupID: 1}, "8.33")
	w.export(t)
	require.Equal(t, "10.00", w.products(t)[0].Variants[0].Price.Decimal.StringFixed(2), "with VAT in the shop")

	for _, quantity := range []string{"1", "3", "7"} {
		id := w.order(t, buys("A", quantity))
		require.Empty(t, w.imports(t).Parked)

		o, err := w.client.Orders.Get(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, o.Totals.GrandTotal.StringFixed(2), w.due(t, id), quantity)
	}
}

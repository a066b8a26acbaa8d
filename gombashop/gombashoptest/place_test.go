package gombashoptest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// priced has "A" at 10.00, "B" at 20.00 with 9 % VAT, and 100 pieces of each.
func priced(t *testing.T) (*gombashoptest.Server, *gombashop.Client) {
	t.Helper()

	s, c := shop(t)

	for sku, p := range map[string]row{
		"A": {"name": "Чаша", "vat_rate": "20.00", "tax_group": 2, "variants": []row{{"sku": "A", "price": "10.00", "quantity": "100"}}},
		"B": {"name": "Книга", "vat_rate": "9.00", "tax_group": 4, "variants": []row{{"sku": "B", "price": "20.00", "quantity": "100"}}},
	} {
		p["external_id"] = sku
		_, err := s.AddProduct(p)
		require.NoError(t, err)
	}

	return s, c
}

func place(t *testing.T, s *gombashoptest.Server, c *gombashop.Client, order row) gombashop.Order {
	t.Helper()

	if order["items"] == nil {
		order["items"] = []row{{"sku": "A"}}
	}

	id, err := s.PlaceOrder(order)
	require.NoError(t, err)

	o, err := c.Orders.Get(t.Context(), id)
	require.NoError(t, err)

	return o
}

func quantities(t *testing.T, c *gombashop.Client) map[string]string {
	t.Helper()

	all := map[string]string{}

	for p, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{}) {
		require.NoError(t, err)

		for _, v := range p.Variants {
			all[v.SKU] = v.Quantity.Decimal.String()
		}
	}

	return all
}

// sums are the totals of an order in the order of the contract.
func sums(o gombashop.Order) [7]string {
	t := o.Totals

	return [7]string{
		t.Items.StringFixed(2), t.Delivery.StringFixed(2), t.Discounts.StringFixed(2), t.Fees.StringFixed(2),
		t.GrandTotal.StringFixed(2), t.Payable.StringFixed(2), t.VAT.Decimal.StringFixed(2),
	}
}

func TestWhatAnOrderLeavesOut(t *testing.T) {
	t.Parallel()

	econt := row{"name": "Еконт", "price": "5.00"}

	for name, tc := range map[string]struct {
		order row
		want  [7]string // items, delivery, discounts, fees, grand total, payable, VAT
	}{
		"one item":         {row{}, [7]string{"10.00", "0.00", "0.00", "0.00", "10.00", "10.00", "1.67"}},
		"delivery and fee": {row{"delivery": econt, "fees": []row{{"name": "НП", "amount": "1.00"}}}, [7]string{"10.00", "5.00", "0.00", "1.00", "16.00", "16.00", "2.67"}},
		"cheaper delivery": {row{"delivery": row{"name": "Еконт", "price": "5.00", "discount_amount": "2.00"}}, [7]string{"10.00", "3.00", "0.00", "0.00", "13.00", "13.00", "2.17"}},
		"two rates":        {row{"items": []row{{"sku": "A"}, {"sku": "B"}}}, [7]string{"30.00", "0.00", "0.00", "0.00", "30.00", "30.00", "3.32"}},
		"lev":              {row{"currency": "BGN"}, [7]string{"19.56", "0.00", "0.00", "0.00", "19.56", "19.56", "3.26"}},
		"lev, own price":   {row{"currency": "BGN", "items": []row{{"sku": "A", "unit_price": "15.00"}}}, [7]string{"15.00", "0.00", "0.00", "0.00", "15.00", "15.00", "2.50"}},
		"dollars":          {row{"currency": "USD"}, [7]string{"10.00", "0.00", "0.00", "0.00", "10.00", "10.00", "1.67"}},
		"without VAT":      {row{"prices_include_vat": false, "items": []row{{"sku": "A", "quantity": "3"}}}, [7]string{"25.00", "0.00", "0.00", "0.00", "25.00", "25.00", "5.00"}},
		"a free item":      {row{"items": []row{{"sku": "A", "unit_price": "0.00"}}}, [7]string{"0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"}},
		"a line total":     {row{"items": []row{{"sku": "A", "line_total": "9.99"}}}, [7]string{"9.99", "0.00", "0.00", "0.00", "9.99", "9.99", "1.67"}},
		"one total told":   {row{"totals": row{"payable": "7.00"}}, [7]string{"10.00", "0.00", "0.00", "0.00", "10.00", "7.00", "1.67"}},
		"grand total told": {row{"delivery": econt, "totals": row{"grand_total": "14.99"}}, [7]string{"10.00", "5.00", "0.00", "0.00", "14.99", "14.99", "2.50"}},
		"a total of 0":     {row{"totals": row{"vat": "0.00", "payable": nil}}, [7]string{"10.00", "0.00", "0.00", "0.00", "10.00", "10.00", "0.00"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s, c := priced(t)
			require.Equal(t, tc.want, sums(place(t, s, c, tc.order)))
		})
	}
}

func TestDeliveryAndFeesAreTaxed(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	o := place(t, s, c, row{
		"delivery": row{"name": "Еконт", "price": "5.00"},
		"fees":     []row{{"name": "а", "amount": "1.00"}, {"name": "б", "amount": "1.00", "vat_rate": "9.00"}, {"name": "в", "amount": "0.00", "vat_rate": nil}},
		"items":    []row{{"name": "Без код", "unit_price": "3.00", "vat_rate": "0.00"}},
	})
	require.Equal(t, "20", o.Delivery.VATRate.Decimal.String())
	require.Equal(t, 2, o.Delivery.TaxGroup)
	require.Equal(t, []int{2, 4, 0}, []int{o.Fees[0].TaxGroup, o.Fees[1].TaxGroup, o.Fees[2].TaxGroup})
	require.False(t, o.Fees[2].VATRate.Valid, "null is kept: the shop does not say")
	require.Equal(t, 1, o.Items[0].TaxGroup)
	require.Equal(t, "1.08", o.Totals.VAT.Decimal.StringFixed(2), "5.00 and 1.00 at 20 %, 1.00 at 9 %")

	o = place(t, s, c, row{"items": []row{{"name": "Без ставка", "unit_price": "3.00"}}})
	require.False(t, o.Totals.VAT.Valid, "where a rate is unknown, so is the sum")
}

// TestWhatCannotBeBought: and whatever is refused leaves stock and orders alone.
func TestWhatCannotBeBought(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	require.NoError(t, s.AddVoucher(row{"code": "OLD", "value": "5.00", "valid_until": time.Now().Add(-time.Hour)}))
	require.NoError(t, s.AddPromoCode(row{"code": "OFF", "value": "5.00", "active": false}))

	for _, p := range []row{
		{"name": "Стара", "external_id": "old", "variants": []row{{"sku": "OLD", "price": "1.00"}}},
		{"name": "Спряна", "variants": []row{{"sku": "OFF", "price": "1.00", "active": false}}},
		{"name": "Без цена", "variants": []row{{"sku": "FREE"}}},
	} {
		_, err := s.AddProduct(p)
		require.NoError(t, err)
	}

	_, err := c.Products.Delete(t.Context(), []gombashop.Ref{{ExternalID: "old"}})
	require.NoError(t, err)

	before := quantities(t, c)
	item := func(fields row) row {
		fields["sku"] = "A"

		return row{"items": []row{{"sku": "B"}, fields}}
	}

	for name, order := range map[string]any{
		"nothing": row{}, "no object": "x", "null": nil, "no items": row{"items": []row{}}, "items of a wrong type": row{"items": "x"},
		"negative": item(row{"quantity": "-2"}), "zero": item(row{"quantity": "0"}), "a zero number": item(row{"quantity": 0}),
		"four places": item(row{"quantity": "0.0001"}), "a negative price": item(row{"unit_price": "-1.00"}),
		"the text null": item(row{"unit_price": "null"}), "a negative discount": item(row{"discounts": []row{{"amount": "-1.00"}}}),
		"an empty discount": item(row{"discounts": []row{{}}}), "a negative value": item(row{"discounts": []row{{"value": "-1.00"}}}),
		"unknown sku": row{"items": []row{{"sku": "X"}}}, "unknown variant": row{"items": []row{{"sku": "A", "variant_id": "nope"}}},
		"deleted": row{"items": []row{{"sku": "OLD"}}}, "not active": row{"items": []row{{"sku": "OFF"}}},
		"without a price": row{"items": []row{{"sku": "FREE"}}}, "an unknown status": row{"items": []row{{"sku": "A"}}, "status": row{"code": "x"}},
		"an unknown code":  row{"items": []row{{"sku": "A"}}, "discounts": []row{{"code": "NONE"}}},
		"an expired code":  row{"items": []row{{"sku": "A"}}, "discounts": []row{{"code": "OLD"}}},
		"an inactive code": row{"items": []row{{"sku": "A"}}, "discounts": []row{{"code": "OFF"}}},
		"a negative promo": row{"items": []row{{"sku": "A"}}, "discounts": []row{{"amount": "-1.00"}}},
	} {
		_, err := s.PlaceOrder(order)
		require.ErrorIs(t, err, gombashoptest.ErrOrder, name)
	}

	require.Equal(t, before, quantities(t, c))

	for range c.Orders.All(t.Context(), gombashop.OrderListOptions{}) {
		require.Fail(t, "an order was placed")
	}

	steer(t, s, "POST", "orders", `{"items":[{"sku":"A","quantity":"-2"}]}`).refused(t, 422, "validation_failed")
}

func TestStockFalls(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	place(t, s, c, row{"items": []row{{"sku": "A", "quantity": "2.5"}, {"sku": "B"}, {"sku": "A"}}})
	require.Equal(t, map[string]string{"A": "96.5", "B": "99"}, quantities(t, c))
}

// TestTheProductThatIsOnSaleIsMeant: a sku need not be unique.
func TestTheProductThatIsOnSaleIsMeant(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	_, err := s.AddProduct(row{"name": "Нова чаша", "external_id": "A2", "variants": []row{{"sku": "A", "price": "12.00"}}})
	require.NoError(t, err)
	require.Equal(t, "Чаша", place(t, s, c, row{}).Items[0].Name, "the older one")

	_, err = c.Products.Delete(t.Context(), []gombashop.Ref{{ExternalID: "A"}})
	require.NoError(t, err)
	require.Equal(t, "Нова чаша", place(t, s, c, row{}).Items[0].Name)
	require.Equal(t, "Книга", place(t, s, c, row{"items": []row{{"product_id": productOf(t, c, "B")}}}).Items[0].Name)
}

func productOf(t *testing.T, c *gombashop.Client, sku string) string {
	t.Helper()

	for p, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{SKUs: []string{sku}}) {
		require.NoError(t, err)

		return p.ID
	}

	return ""
}

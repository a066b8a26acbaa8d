package gombashoptest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// TestOrderDiscounts buys A and B for 30.00, with delivery for 5.00 and a fee of
// 1.00, and looks at what the first discount comes to.
func TestOrderDiscounts(t *testing.T) {
	t.Parallel()

	for name, tc := range map[string]struct {
		discounts          []row
		amount, grand, pay string
		vat                string
		appliesTo          gombashop.AppliesTo
	}{
		"percent of the items": {[]row{{"type": "percent", "value": "10"}}, "3.00", "33.00", "33.00", "3.99", "items"},
		"percent of the order": {[]row{{"type": "percent", "value": "10", "applies_to": "order"}}, "3.60", "32.40", "32.40", "3.89", "order"},
		"percent of delivery":  {[]row{{"type": "percent", "value": "50", "applies_to": "delivery"}}, "2.50", "33.50", "33.50", "3.90", "delivery"},
		"free delivery":        {[]row{{"type": "free_delivery"}}, "5.00", "31.00", "31.00", "3.48", "delivery"},
		"more than delivery":   {[]row{{"value": "7.00", "applies_to": "delivery"}}, "5.00", "31.00", "31.00", "3.48", "delivery"},
		"more than the items":  {[]row{{"value": "70.00"}}, "30.00", "6.00", "6.00", "1.00", "items"},
		"more than the order":  {[]row{{"value": "70.00", "applies_to": "order"}}, "36.00", "0.00", "0.00", "0.00", "order"},
		"more than 100 %":      {[]row{{"type": "percent", "value": "150"}}, "30.00", "6.00", "6.00", "1.00", "items"},
		"an amount is kept":    {[]row{{"type": "percent", "value": "10", "amount": "2.99"}}, "2.99", "33.01", "33.01", "3.99", "items"},
		"an amount of 0":       {[]row{{"type": "percent", "value": "10", "amount": "0.00"}}, "0.00", "36.00", "36.00", "4.32", "items"},
		"two of one base":      {[]row{{"type": "percent", "value": "10"}, {"type": "percent", "value": "10"}}, "3.00", "30.00", "30.00", "3.65", "items"},
		"two that exceed it":   {[]row{{"value": "20"}, {"value": "20"}}, "20.00", "6.00", "6.00", "1.00", "items"},
		"a voucher lowers":     {[]row{{"kind": "voucher", "value": "6"}}, "6.00", "30.00", "30.00", "3.60", ""},
		"a voucher pays":       {[]row{{"kind": "voucher", "value": "6", "treat_as": "payment"}}, "6.00", "36.00", "30.00", "4.32", ""},
		"it pays all":          {[]row{{"kind": "voucher", "value": "99", "treat_as": "payment"}}, "36.00", "36.00", "0.00", "4.32", ""},
		"it pays what is left": {[]row{{"kind": "voucher", "value": "99", "treat_as": "payment"}, {"value": "20"}}, "16.00", "16.00", "0.00", "2.11", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s, c := priced(t)
			o := place(t, s, c, row{
				"items": []row{{"sku": "A"}, {"sku": "B"}}, "delivery": row{"name": "Еконт", "price": "5.00"},
				"fees": []row{{"name": "НП", "amount": "1.00"}}, "discounts": tc.discounts,
			})
			require.Equal(t, tc.amount, o.Discounts[0].Amount.StringFixed(2))
			require.Equal(t, tc.appliesTo, o.Discounts[0].AppliesTo)
			require.Equal(t, tc.grand, o.Totals.GrandTotal.StringFixed(2))
			require.Equal(t, tc.pay, o.Totals.Payable.StringFixed(2))
			require.Equal(t, tc.vat, o.Totals.VAT.Decimal.StringFixed(2))
		})
	}
}

func TestLineDiscounts(t *testing.T) {
	t.Parallel()

	for name, tc := range map[string]struct {
		discounts []row
		amount    string
		total     string
	}{
		"percent":            {[]row{{"type": "percent", "value": "15"}}, "3.00", "17.00"},
		"amount":             {[]row{{"value": "3"}}, "3.00", "17.00"},
		"more than the line": {[]row{{"value": "25"}}, "20.00", "0.00"},
		"two that exceed it": {[]row{{"value": "15"}, {"value": "15"}}, "15.00", "0.00"},
		"two percentages":    {[]row{{"type": "percent", "value": "10"}, {"type": "percent", "value": "10"}}, "2.00", "16.00"},
		"an amount is kept":  {[]row{{"type": "percent", "value": "15", "amount": "2.99"}}, "2.99", "17.01"},
		"an amount of 0":     {[]row{{"type": "percent", "value": "15", "amount": "0.00"}}, "0.00", "20.00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s, c := priced(t)
			o := place(t, s, c, row{"items": []row{{"sku": "A", "quantity": "2", "discounts": tc.discounts}}})
			require.Equal(t, tc.amount, o.Items[0].Discounts[0].Amount.StringFixed(2))
			require.Equal(t, tc.total, o.Items[0].LineTotal.Decimal.StringFixed(2))
			require.Equal(t, tc.total, o.Totals.GrandTotal.StringFixed(2))
			require.Equal(t, gombashop.ProductDiscount, o.Items[0].Discounts[0].Kind)
		})
	}
}

func balance(t *testing.T, c *gombashop.Client) string {
	t.Helper()

	var text string
	for v, err := range c.Vouchers.All(t.Context(), gombashop.ListOptions{}) {
		require.NoError(t, err)

		text = v.Balance.Decimal.StringFixed(2)
	}

	return text
}

func TestAVoucherIsKnownByItsCode(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	require.NoError(t, s.AddVoucher(row{"code": "V-1", "value": "15.00", "treat_as": "payment"}))
	require.Equal(t, "15.00", balance(t, c))

	buy := row{"discounts": []row{{"code": "V-1"}}}
	o := place(t, s, c, buy)
	d := o.Discounts[0]
	require.Equal(t, gombashop.VoucherDiscount, d.Kind)
	require.Equal(t, gombashop.AmountDiscount, d.Type)
	require.Equal(t, gombashop.AsPayment, d.TreatAs)
	require.Equal(t, "15", d.Value.Decimal.String())
	require.Equal(t, "10", d.Amount.String(), "no more than the order")
	require.Equal(t, "5.00", balance(t, c))

	o = place(t, s, c, row{"currency": "BGN", "discounts": []row{{"kind": "voucher", "code": "V-1"}}})
	require.Equal(t, "9.78", o.Discounts[0].Amount.String(), "no more than the balance, in the order's currency")
	require.Equal(t, "0.00", balance(t, c))

	_, err := s.PlaceOrder(buy)
	require.ErrorIs(t, err, gombashoptest.ErrOrder)
	require.ErrorContains(t, err, "nothing is left")
}

func TestAVoucherUsedTwiceInOneOrder(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	require.NoError(t, s.AddVoucher(row{"code": "V-1", "value": "6.00"}))
	o := place(t, s, c, row{"discounts": []row{{"code": "V-1"}, {"code": "V-1"}}})
	require.Equal(t, "4.00", o.Totals.GrandTotal.StringFixed(2))
	require.Equal(t, "0.00", balance(t, c))
}

func TestAPromoCodeIsKnownByItsCode(t *testing.T) {
	t.Parallel()

	s, c := priced(t)
	require.NoError(t, s.AddPromoCode(row{"code": "TEN", "value": "10.00", "applies_to": "order"}))
	require.NoError(t, s.AddPromoCode(row{"code": "SHIP", "type": "free_delivery", "value": "0.00", "applies_to": "delivery"}))

	o := place(t, s, c, row{"delivery": row{"name": "Еконт", "price": "5.00"}, "discounts": []row{{"code": "TEN"}, {"code": "SHIP"}}})
	ten, ship := o.Discounts[0], o.Discounts[1]
	require.Equal(t, gombashop.PercentDiscount, ten.Type)
	require.Equal(t, gombashop.AppliesToOrder, ten.AppliesTo)
	require.Equal(t, "1.5", ten.Amount.String())
	require.Equal(t, gombashop.FreeDelivery, ship.Type)
	require.Equal(t, "5", ship.Amount.String())
	require.Equal(t, "8.50", o.Totals.GrandTotal.StringFixed(2))

	o = place(t, s, c, row{"discounts": []row{{"code": "TEN", "value": "20.00", "applies_to": "items"}}})
	require.Equal(t, "2", o.Discounts[0].Amount.String(), "what the order names is kept")
}

package orderdoc_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/orderdoc"
)

// levSale is an order in lev, one good for 19.56 лв., as the sale of 10.00 €
// that it became.
func levSale(more ...gombashop.Discount) orderdoc.ReceiptTerms {
	twenty := decimal.NullDecimal{Decimal: decimal.NewFromInt(20), Valid: true}
	price := decimal.RequireFromString("19.56")

	return orderdoc.ReceiptTerms{
		Order: gombashop.Order{
			ID: "7", Currency: "BGN", PricesIncludeVAT: true, Payment: gombashop.Payment{Method: gombashop.CashOnDelivery},
			Items:     []gombashop.OrderItem{{ID: "1", Name: "Чаша", Quantity: decimal.NewFromInt(1), UnitPrice: price, VATRate: twenty}},
			Discounts: more, Totals: gombashop.Totals{GrandTotal: price, Payable: price},
		},
		Document: sklad.Document{OperType: sklad.OperSale, Acct: 5, Lines: []sklad.Line{
			{GoodID: 2, Qty: decimal.NewFromInt(1), PriceOut: decimal.NewFromInt(10)},
		}},
		PricesIncludeVAT: true, Currency: "EUR", Total: decimal.NullDecimal{Decimal: decimal.NewFromInt(10), Valid: true},
		Rate: func(sklad.GoodID) (decimal.Decimal, string, error) { return decimal.NewFromInt(20), "Чаша", nil },
	}
}

func TestAReceiptOfAnOrderInLevIsInEuro(t *testing.T) {
	t.Parallel()

	r, err := orderdoc.Receipt(levSale())
	require.NoError(t, err)
	require.Equal(t, "10.00", r.Total().StringFixed(2))
	require.Len(t, r.Payments, 1)
	require.Equal(t, fiscal.PayCash, r.Payments[0].Kind)
	require.Equal(t, "10.00", r.Payments[0].Amount.StringFixed(2))
}

// A voucher that pays is in lev like its order; on the receipt it is a coupon
// in euro, and the rest is cash.
func TestAVoucherInLevPaysInEuro(t *testing.T) {
	t.Parallel()

	r, err := orderdoc.Receipt(levSale(gombashop.Discount{
		Kind: gombashop.VoucherDiscount, Amount: decimal.RequireFromString("1.96"), TreatAs: gombashop.AsPayment,
	}))
	require.NoError(t, err)
	require.Equal(t, []string{"coupons 1.00", "cash 9.00"}, payments(r))

	whole, err := orderdoc.Receipt(levSale(gombashop.Discount{
		Kind: gombashop.VoucherDiscount, Amount: decimal.RequireFromString("100"), TreatAs: gombashop.AsPayment,
	}))
	require.NoError(t, err)
	require.Equal(t, []string{"coupons 10.00"}, payments(whole), "never more than the receipt")
}

func payments(r fiscal.Receipt) []string {
	var all []string
	for _, p := range r.Payments {
		all = append(all, string(p.Kind)+" "+p.Amount.StringFixed(2))
	}

	return all
}

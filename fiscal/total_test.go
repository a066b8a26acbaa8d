package fiscal_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/fiscal"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func sale(quantity, price string, m ...fiscal.Modifier) fiscal.Item {
	it := fiscal.Item{Text: "Сирене", Quantity: dec(quantity), UnitPrice: dec(price), TaxGroup: fiscal.GroupB}
	if len(m) > 0 {
		it.Modifier = m[0]
	}
	return it
}

func mod(kind fiscal.ModifierKind, value string) fiscal.Modifier {
	return fiscal.Modifier{Kind: kind, Value: dec(value)}
}

func TestItemTotal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		item fiscal.Item
		want string
	}{
		{"plain", sale("2", "10"), "20.00"},
		{"the price is rounded first", sale("3", "0.335"), "1.02"},
		{"the quantity is rounded to 3 places", sale("1.2345", "10"), "12.35"},
		{"half away from zero", sale("0.5", "0.05"), "0.03"},
		{"percent", sale("2", "10", mod(fiscal.DiscountPercent, "10")), "18.00"},
		{"the percentage is rounded by itself", sale("1", "0.33", mod(fiscal.DiscountPercent, "50")), "0.16"},
		{"percent more", sale("1", "9.99", mod(fiscal.SurchargePercent, "12.5")), "11.24"},
		{"amount", sale("3", "1.10", mod(fiscal.DiscountAmount, "0.31")), "2.99"},
		{"amount more", sale("3", "1.10", mod(fiscal.SurchargeAmount, "0.31")), "3.61"},
		{"comment", fiscal.Item{Kind: fiscal.ItemComment, Text: "x", Quantity: dec("5"), UnitPrice: dec("5")}, "0.00"},
		{"footer", fiscal.Item{Kind: fiscal.ItemFooter, Text: "x"}, "0.00"},
		{"discount on the subtotal", fiscal.Item{Kind: fiscal.ItemDiscount, Amount: dec("1.50")}, "-1.50"},
		{"surcharge on the subtotal", fiscal.Item{Kind: fiscal.ItemSurcharge, Amount: dec("1.50")}, "1.50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, tt.item.Total().StringFixed(2))
		})
	}
}

func TestReceiptTotal(t *testing.T) {
	t.Parallel()
	r := fiscal.Receipt{Items: []fiscal.Item{
		sale("1", "12"),
		{Kind: fiscal.ItemComment, Text: "бележка"},
		sale("2", "10", mod(fiscal.DiscountPercent, "10")),
		{Kind: fiscal.ItemDiscount, Amount: dec("10")},
	}}
	require.Equal(t, "20.00", r.Total().StringFixed(2))
	require.True(t, fiscal.Receipt{}.Total().IsZero())
}

// A line never leaves the cents, whatever comes in.
func TestTotalIsWholeCents(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		it := fiscal.Item{
			Quantity:  decimal.New(rapid.Int64Range(1, 1e7).Draw(t, "quantity"), -rapid.Int32Range(0, 5).Draw(t, "q places")),
			UnitPrice: decimal.New(rapid.Int64Range(1, 1e7).Draw(t, "price"), -rapid.Int32Range(0, 5).Draw(t, "p places")),
			Modifier: fiscal.Modifier{
				Kind: rapid.SampledFrom([]fiscal.ModifierKind{
					fiscal.ModifierNone, fiscal.DiscountPercent, fiscal.SurchargePercent, fiscal.DiscountAmount, fiscal.SurchargeAmount,
				}).Draw(t, "modifier"),
				Value: decimal.New(rapid.Int64Range(1, 9900).Draw(t, "value"), -2),
			},
		}
		total := it.Total()
		if !total.Equal(total.Round(2)) {
			t.Fatalf("%+v comes to %s", it, total)
		}
	})
}

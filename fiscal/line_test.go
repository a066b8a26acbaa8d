package fiscal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/fiscal"
)

func terms(quantity, price, discount, total string) fiscal.LineTerms {
	return fiscal.LineTerms{
		Text: "Сирене", Quantity: dec(quantity), UnitPrice: dec(price),
		Discount: dec(discount), Total: dec(total), TaxGroup: fiscal.GroupB,
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		terms fiscal.LineTerms
		want  string // text, quantity × price, modifier
	}{
		{"as it stands", terms("2", "10", "0", "20"), "Сирене|2|10|"},
		{"a discount is an amount", terms("3", "1.10", "0.31", "2.99"), "Сирене|3|1.1|discount-amount 0.31"},
		{"the device's rounding may fit", terms("1", "10.005", "0", "10.01"), "Сирене|1|10.005|"},
		{"a third of a euro does not", terms("3", "0.3333", "0", "1.00"), "Сирене 3 x 0.3333|1|1|"},
		{"a quantity below the device's", terms("0.0004", "5000", "0", "2.00"), "Сирене 0.0004 x 5000|1|2|"},
		{"a discount that was not told", terms("2", "10", "0", "19"), "Сирене 2 x 10|1|19|"},
		{"a discount finer than a cent", terms("1", "10", "0.004", "10"), "Сирене 1 x 10|1|10|"},
		{"a price above the device's", terms("0.001", "2000000", "0", "2000"), "Сирене 0.001 x 2000000|1|2000|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			it, err := fiscal.Line(tt.terms)
			require.NoError(t, err)
			got := fmt.Sprintf("%s|%s|%s|", it.Text, it.Quantity, it.UnitPrice)
			if it.Modifier.Kind != fiscal.ModifierNone {
				got += fmt.Sprintf("%s %s", it.Modifier.Kind, it.Modifier.Value)
			}
			require.Equal(t, tt.want, got)
			require.Equal(t, tt.terms.Total.StringFixed(2), it.Total().StringFixed(2))
			require.Equal(t, fiscal.GroupB, it.TaxGroup)
		})
	}
}

func TestLineOfNothingIsAComment(t *testing.T) {
	t.Parallel()
	for _, tt := range []fiscal.LineTerms{terms("2", "0", "0", "0"), terms("2", "5", "10", "0")} {
		it, err := fiscal.Line(tt)
		require.NoError(t, err)
		require.Equal(t, fiscal.ItemComment, it.Kind)
		require.True(t, strings.HasPrefix(it.Text, "Сирене 2 x "), it.Text)
	}
}

func TestLineRefuses(t *testing.T) {
	t.Parallel()
	for says, spoil := range map[string]func(*fiscal.LineTerms){
		"no text":        func(l *fiscal.LineTerms) { l.Text = " " },
		"quantity 0":     func(l *fiscal.LineTerms) { l.Quantity = decimal.Zero },
		"quantity -1":    func(l *fiscal.LineTerms) { l.Quantity = dec("-1") },
		"is negative":    func(l *fiscal.LineTerms) { l.Total = dec("-20") },
		"parts of a cen": func(l *fiscal.LineTerms) { l.Total = dec("20.001") },
		"tax group 0":    func(l *fiscal.LineTerms) { l.TaxGroup = 0 },
		"tax group 9":    func(l *fiscal.LineTerms) { l.TaxGroup = 9 },
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			l := terms("2", "10", "0", "20")
			spoil(&l)
			it, err := fiscal.Line(l)
			require.ErrorIs(t, err, fiscal.ErrInvalid)
			require.ErrorContains(t, err, says)
			require.Equal(t, fiscal.Item{}, it)
		})
	}
}

// Whatever the document's rounding was, the paper shows its sum.
func TestLineAlwaysMeetsTheTotal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := fiscal.LineTerms{
			Text:      "Стока",
			Quantity:  decimal.New(rapid.Int64Range(1, 1e8).Draw(t, "quantity"), -rapid.Int32Range(0, 6).Draw(t, "q places")),
			UnitPrice: decimal.New(rapid.Int64Range(0, 1e7).Draw(t, "price"), -rapid.Int32Range(0, 4).Draw(t, "p places")),
			Discount:  decimal.New(rapid.Int64Range(0, 1e4).Draw(t, "discount"), -rapid.Int32Range(0, 3).Draw(t, "d places")),
			Total:     decimal.New(rapid.Int64Range(0, 99_999_999).Draw(t, "total"), -2),
			TaxGroup:  fiscal.GroupG,
		}
		if rapid.Bool().Draw(t, "plausible") {
			l.Total = decimal.Max(decimal.Zero, l.Quantity.Mul(l.UnitPrice).Sub(l.Discount).Round(2))
		}
		it, err := fiscal.Line(l)
		if err != nil {
			t.Fatal(err)
		}
		if !it.Total().Equal(l.Total) {
			t.Fatalf("%+v became %+v = %s", l, it, it.Total())
		}
		r := fiscal.Receipt{Items: []fiscal.Item{it}}
		if l.Total.IsPositive() && l.Total.LessThan(dec("1000000")) && r.Validate() != nil {
			t.Fatalf("%+v became an invalid item: %v", l, r.Validate())
		}
	})
}

func TestTaxGroupForRate(t *testing.T) {
	t.Parallel()
	for rate, want := range map[string]fiscal.TaxGroup{"20": fiscal.GroupB, "20.00": fiscal.GroupB, "9": fiscal.GroupG, "0": fiscal.GroupA} {
		got, err := fiscal.TaxGroupForRate(dec(rate))
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	for _, rate := range []string{"7", "-20", "19", "0.2", "100"} {
		got, err := fiscal.TaxGroupForRate(dec(rate))
		require.ErrorIs(t, err, fiscal.ErrInvalid)
		require.Zero(t, got)
	}
	require.Equal(t, "А", fiscal.GroupA.Letter())
	require.Equal(t, "Б", fiscal.GroupB.Letter())
	require.Equal(t, "В", fiscal.GroupV.Letter())
	require.Equal(t, "Г", fiscal.GroupG.Letter())
	require.Equal(t, "З", fiscal.TaxGroup(8).Letter())
	require.Equal(t, "?", fiscal.TaxGroup(9).Letter())
	require.Equal(t, "?", fiscal.TaxGroup(-1).Letter())
}

func ExampleLine() {
	group, _ := fiscal.TaxGroupForRate(decimal.NewFromInt(20))
	item, err := fiscal.Line(fiscal.LineTerms{
		Text: "Винт М4", Quantity: decimal.RequireFromString("3"), UnitPrice: decimal.RequireFromString("0.3333"),
		Total: decimal.RequireFromString("1.00"), TaxGroup: group,
	})
	fmt.Println(item.Text, "|", item.Quantity, "x", item.UnitPrice, group.Letter(), err)
	// Output: Винт М4 3 x 0.3333 | 1 x 1 Б <nil>
}

package money_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/money"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestToEUR(t *testing.T) {
	t.Parallel()
	for bgn, eur := range map[string]string{
		"1.00": "0.51", "5.00": "2.56", "19.99": "10.22", "100.00": "51.13", "0.01": "0.01",
		"1234.56": "631.22", "50.85": "26.00", "0": "0.00", "1.95583": "1.00",
		"-5.00": "-2.56", "-0.01": "-0.01", "-19.99": "-10.22",
	} {
		t.Run(bgn, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, dec(eur).StringFixed(2), money.ToEUR(dec(bgn)).StringFixed(2))
		})
	}
}

// The digit after the cents decides alone: rounding twice would lift 0.4449 to 0.45.
func TestToEURRoundsOnce(t *testing.T) {
	t.Parallel()
	rate := money.Rate()
	require.Equal(t, "0.44", money.ToEUR(dec("0.4449").Mul(rate)).StringFixed(2))
	require.Equal(t, "0.45", money.ToEUR(dec("0.445").Mul(rate)).StringFixed(2))
	require.Equal(t, "-0.45", money.ToEUR(dec("-0.445").Mul(rate)).StringFixed(2))
}

func TestToBGN(t *testing.T) {
	t.Parallel()
	for eur, bgn := range map[string]string{
		"1.00": "1.96", "10.22": "19.99", "25.98": "50.81", "51.13": "100.00", "0": "0.00",
		"-1.00": "-1.96", "-51.13": "-100.00",
	} {
		t.Run(eur, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, dec(bgn).StringFixed(2), money.ToBGN(dec(eur)).StringFixed(2))
		})
	}
}

func TestConversionProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-1_000_000_000, 1_000_000_000).Draw(t, "cents")
		amount := decimal.New(n, -2)
		eur := money.ToEUR(amount)
		if !eur.Equal(money.ToEUR(amount.Neg()).Neg()) {
			t.Fatalf("ToEUR is not symmetric at %s", amount)
		}
		if eur.Exponent() < -2 {
			t.Fatalf("%s EUR is finer than a cent", eur)
		}
		// |eur·rate − bgn| ≤ half a cent of euro.
		miss := eur.Mul(money.Rate()).Sub(amount).Abs()
		if miss.GreaterThan(money.Rate().Mul(dec("0.005"))) {
			t.Fatalf("%s BGN became %s EUR", amount, eur)
		}
		// Euro cents survive the way to lev and back: a lev cent is the smaller unit.
		if back := money.ToEUR(money.ToBGN(amount)); !back.Equal(amount) {
			t.Fatalf("%s EUR came back as %s", amount, back)
		}
	})
}

func ExampleToEUR() {
	fmt.Println(money.ToEUR(decimal.RequireFromString("19.99")))
	// Output: 10.22
}

func ExampleToBGN() {
	fmt.Println(money.ToBGN(decimal.RequireFromString("10.22")))
	// Output: 19.99
}

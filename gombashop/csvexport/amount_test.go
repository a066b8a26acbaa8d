package csvexport

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAmountsThatAreRead(t *testing.T) {
	t.Parallel()

	for text, want := range map[string][2]string{
		"276.05":         {"276.05", ""},
		"276,05":         {"276.05", ""},
		"276,05 EUR":     {"276.05", "EUR"},
		"276,05EUR":      {"276.05", "EUR"},
		"€ 6.90":         {"6.9", "EUR"},
		"6,90 €":         {"6.9", "EUR"},
		"+2,04 €":        {"2.04", "EUR"},
		"-2,04 €":        {"-2.04", "EUR"},
		"+ 2,04€":        {"2.04", "EUR"},
		"276,05 eur":     {"276.05", "EUR"},
		"Eur 276.05":     {"276.05", "EUR"},
		"12 ЛВ.":         {"12", "BGN"},
		"−2,04 €":        {"-2.04", "EUR"},
		"–2,04 €":        {"-2.04", "EUR"},
		"12 лв.":         {"12", "BGN"},
		"12 лв":          {"12", "BGN"},
		"12.5 BGN":       {"12.5", "BGN"},
		"1 234,50 лв.":   {"1234.5", "BGN"},
		"1.234,50":       {"1234.5", ""},
		"1,234.50":       {"1234.5", ""},
		"1.234.567":      {"1234567", ""},
		"1,234,567.89":   {"1234567.89", ""},
		"12 345 678":     {"12345678", ""},
		"1234,567":       {"1234.567", ""}, // four digits before it: no separator of thousands
		"0,500":          {"0.5", ""},
		"0.1234":         {"0.1234", ""},
		"0":              {"0", ""},
		"0.00":           {"0", ""},
		"999999999999.9": {"999999999999.9", ""},
	} {
		a, f := parseAmount(text)
		require.Empty(t, f, text)
		require.Equal(t, want, [2]string{a.value.String(), a.currency}, text)
	}
}

func TestAmountsThatAreRefused(t *testing.T) {
	t.Parallel()

	for _, text := range []string{
		"", "abc", "€", "1e5", "0x10", "NaN", "--1", "+-1", "1.", ".5", ",", "1,2,3", "1.23.45", "1,234,56", "1.2,3.4", "12 34", "1 2345",
		"1  234", "12.34567", "1234567890123", "5 USD", "5 € €", "5 euro", "— 5", "−-5", "1,234 .5", "٣", "1_000", "1'000", "12 .50",
	} {
		_, f := parseAmount(text)
		require.Equal(t, CodeNotAmount, f.code, "%q", text)
	}
}

func TestAnAmountOfTwoMeaningsIsNeverGuessed(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"1,234":     "may mean 1234 or 1.234",
		"12.500 €":  "may mean 12500 or 12.500",
		"+999,999€": "may mean 999999 or 999.999",
	} {
		_, f := parseAmount(text)
		require.Contains(t, f.about(text).String(), want, text)
	}
}

func FuzzAmount(f *testing.F) {
	for _, seed := range []string{"276.05", "1 234,50 лв.", "+2,04 €", "1.234.567", "1,234"} {
		f.Add(seed)
	}

	f.Fuzz(func(t *testing.T, text string) {
		a, f := parseAmount(text)
		if f.found() {
			require.Equal(t, amount{}, a, "nothing comes of what is refused")

			return
		}

		require.LessOrEqual(t, -a.value.Exponent(), int32(maxFraction))
		require.LessOrEqual(t, a.value.NumDigits(), maxWhole+maxFraction)

		again, f := parseAmount(a.value.StringFixed(2))
		if a.value.Exponent() >= -2 {
			require.Empty(t, f)
			require.True(t, again.value.Equal(a.value), "the shop's own form of it is the same number")
		}
	})
}

package sklad_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/internal/sampledata"
	"github.com/skladmost/skladmost/sklad"
)

// vectors is the arithmetic recorded from the vendor's sister program.
type vectors struct {
	Lines []lineVector `json:"lines"`
	Docs  []struct {
		Gross        bool         `json:"vatIncluded"`
		Lines        []lineVector `json:"lines"`
		Total        json.Number  `json:"total"`
		VAT          json.Number  `json:"vat"`
		TotalWithVAT json.Number  `json:"totalPlusVAT"`
	} `json:"docs"`
}

type lineVector struct {
	Gross        bool        `json:"vatIncluded"`
	Rate         json.Number `json:"rate"`
	Price        json.Number `json:"price"`
	Qty          json.Number `json:"qty"`
	DiscountIn   json.Number `json:"discountIn"`
	Discount     json.Number `json:"discount"`
	PriceOut     json.Number `json:"priceOut"`
	VATOut       json.Number `json:"vatOut"`
	Original     json.Number `json:"original"`
	Total        json.Number `json:"total"`
	TotalWithVAT json.Number `json:"totalPlusVAT"`
}

func (v lineVector) terms(gross bool) sklad.LineTerms {
	discount := v.DiscountIn
	if discount == "" {
		discount = v.Discount
	}
	return sklad.LineTerms{Price: dec(v.Price.String()), Qty: dec(v.Qty.String()), Discount: dec(discount.String()),
		VATRate: dec(v.Rate.String()), Gross: gross}
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func readVectors(t *testing.T) vectors {
	t.Helper()
	content, err := os.ReadFile(sampledata.Path(t, "oracle-vectors.json"))
	require.NoError(t, err)
	var v vectors
	require.NoError(t, json.Unmarshal(content, &v))
	return v
}

func TestPriceLineReproducesEveryRecordedLine(t *testing.T) {
	t.Parallel()
	v := readVectors(t)
	compared := 0
	for _, line := range v.Lines {
		requireLine(t, line, sklad.PriceLine(line.terms(line.Gross)))
		compared++
	}
	for _, doc := range v.Docs {
		for _, line := range doc.Lines {
			requireLine(t, line, sklad.PriceLine(line.terms(doc.Gross)))
			compared++
		}
	}
	require.Equal(t, 236, compared, "120 lines by themselves, 116 in 40 documents")
	t.Logf("compared %d lines and %d documents", compared, len(v.Docs))
}

func requireLine(t *testing.T, want lineVector, got sklad.LinePrices) {
	t.Helper()
	priceOut, vatOut := sklad.StoredPrices(got)
	requireBitsf(t, want.PriceOut, priceOut, "PriceOut of %+v", want)
	requireBitsf(t, want.VATOut, vatOut, "VATOut of %+v", want)
	requireEqual(t, want.Discount, got.Discount)
	requireEqual(t, want.TotalWithVAT, got.TotalWithVAT)
	if want.Original != "" {
		requireEqual(t, want.Original, got.Original)
		requireEqual(t, want.Total, got.Total)
	}
}

func requireBitsf(t *testing.T, want json.Number, got float64, format string, args ...any) {
	t.Helper()
	w, err := want.Float64()
	require.NoError(t, err)
	require.Equal(t, math.Float64bits(w), math.Float64bits(got), append([]any{format}, args...)...)
}

func requireEqual(t *testing.T, want json.Number, got decimal.Decimal) {
	t.Helper()
	require.Truef(t, dec(want.String()).Equal(got), "%s instead of %s", got, want)
}

// requireCents compares to the cent: the recorded VAT of net documents is a
// difference of two floats, noise included (7.969999999999999 for 7.97).
func requireCents(t *testing.T, want json.Number, got decimal.Decimal) {
	t.Helper()
	require.Truef(t, dec(want.String()).Round(2).Equal(got), "%s instead of %s", got, want)
}

func TestTotalLinesReproducesEveryRecordedDocument(t *testing.T) {
	t.Parallel()
	v := readVectors(t)
	require.NotEmpty(t, v.Docs)
	for _, doc := range v.Docs {
		var lines []sklad.LinePrices
		for _, line := range doc.Lines {
			lines = append(lines, sklad.PriceLine(line.terms(doc.Gross)))
		}
		got := sklad.TotalLines(lines, doc.Gross)
		requireEqual(t, doc.Total, got.Total)
		requireCents(t, doc.VAT, got.VAT)
		requireEqual(t, doc.TotalWithVAT, got.TotalWithVAT)
	}
}

func TestPriceLineByHand(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		terms                           sklad.LineTerms
		original, priceOut, total, gros string
	}{
		"gross, no discount":  {terms("9.25", "3", "0", "20", true), "9.25", "9.25", "27.75", "27.75"},
		"gross, a discount":   {terms("3", "2", "33.33", "20", true), "3", "2.0001", "4", "4"},
		"net":                 {terms("164", "0.5", "10", "20", false), "164", "147.6", "73.8", "88.56"},
		"price to the cent":   {terms("12.345", "1", "0", "20", true), "12.35", "12.35", "12.35", "12.35"},
		"discount of 100":     {terms("10", "1", "100", "20", true), "10", "0.1", "0.1", "0.1"},
		"surcharge of 120":    {terms("10", "1", "-120", "20", true), "10", "19.9", "19.9", "19.9"},
		"free of charge":      {terms("0", "5", "0", "20", true), "0", "0", "0", "0"},
		"no VAT":              {terms("10", "1", "0", "0", false), "10", "10", "10", "10"},
		"half away from zero": {terms("2.675", "1", "0", "0", true), "2.68", "2.68", "2.68", "2.68"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := sklad.PriceLine(c.terms)
			require.Equal(t, c.original, got.Original.String())
			require.Equal(t, c.priceOut, got.PriceOut.String())
			require.Equal(t, c.total, got.Total.String())
			require.Equal(t, c.gros, got.TotalWithVAT.String())
		})
	}
}

func terms(price, qty, discount, rate string, gross bool) sklad.LineTerms {
	return sklad.LineTerms{Price: dec(price), Qty: dec(qty), Discount: dec(discount), VATRate: dec(rate), Gross: gross}
}

func TestVATOf(t *testing.T) {
	t.Parallel()
	require.Equal(t, "1.54166666666667", sklad.VATOf(dec("9.25"), dec("20"), true).String())
	require.Equal(t, "1.85", sklad.VATOf(dec("9.25"), dec("20"), false).String())
	require.Equal(t, "12.1871559633028", sklad.VATOf(dec("147.6"), dec("9"), true).String())
	require.True(t, sklad.VATOf(dec("-1"), dec("20"), true).IsZero())
	require.True(t, sklad.VATOf(decimal.Zero, dec("20"), false).IsZero())
}

func TestPriceLineNeverFails(t *testing.T) {
	t.Parallel()
	require.True(t, sklad.PriceLine(terms("1e300", "1e300", "0", "20", true)).Total.IsZero(), "no float holds it")
	rapid.Check(t, func(t *rapid.T) {
		price := decimal.New(rapid.Int64Range(0, 1e9).Draw(t, "price"), -2)
		qty := decimal.New(rapid.Int64Range(1, 1e6).Draw(t, "qty"), -3)
		discount := decimal.New(rapid.Int64Range(-9900, 9900).Draw(t, "discount"), -2)
		got := sklad.PriceLine(sklad.LineTerms{Price: price, Qty: qty, Discount: discount, VATRate: dec("20"), Gross: true})
		require.True(t, price.Equal(got.Original))
		require.True(t, discount.Equal(got.Discount))
		require.True(t, got.Total.Equal(got.Total.Round(2)), "to the cent")
		require.True(t, got.Total.Equal(got.TotalWithVAT))
		require.True(t, got.Reread.Sub(got.Total).Abs().LessThanOrEqual(dec("0.01")), "%s and %s", got.Reread, got.Total)
		if discount.IsZero() {
			require.True(t, got.Reread.Equal(got.Total))
		}
	})
}

package sklad_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestPriceGroups(t *testing.T) {
	t.Parallel()
	for g, column := range map[sklad.PriceGroup]string{0: "PriceOut1", 1: "PriceOut2", 9: "PriceOut10", 10: "PriceIn"} {
		require.Equal(t, column, g.String())
		parsed, err := sklad.ParsePriceColumn(" " + column + " ")
		require.NoError(t, err)
		require.Equal(t, g, parsed)
	}
	parsed, err := sklad.ParsePriceColumn("priceout2")
	require.NoError(t, err)
	require.Equal(t, sklad.Retail, parsed)
	for _, wrong := range []string{"", "PriceOut", "PriceOut0", "PriceOut11", "Price", "2"} {
		_, err := sklad.ParsePriceColumn(wrong)
		require.ErrorContains(t, err, "PriceOut1 to PriceOut10", wrong)
	}
	require.Equal(t, "PriceGroup(11)", sklad.PriceGroup(11).String())
	require.False(t, sklad.PriceGroup(-1).Valid())
}

func TestPrices(t *testing.T) {
	t.Parallel()
	price := decimal.RequireFromString("12.34")
	prices, err := sklad.NewPrices(map[sklad.PriceGroup]decimal.Decimal{sklad.Retail: price, sklad.Cost: decimal.Zero})
	require.NoError(t, err)
	got, ok := prices.At(sklad.Retail)
	require.True(t, ok)
	require.True(t, price.Equal(got))
	got, ok = prices.At(sklad.Cost)
	require.True(t, ok, "a price of zero is a price")
	require.True(t, got.IsZero())
	for _, g := range []sklad.PriceGroup{sklad.Wholesale, -1, 11} {
		_, ok = prices.At(g)
		require.False(t, ok, g)
	}
	require.Equal(t, prices, prices.With(11, price), "no such group")
	require.NotEqual(t, prices, prices.With(3, price))
	_, err = sklad.NewPrices(map[sklad.PriceGroup]decimal.Decimal{11: price})
	require.ErrorContains(t, err, "PriceGroup(11)")
}

package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestSampleShop(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	goods := 0
	for _, err := range db.Goods(t.Context(), sklad.GoodsFilter{}) {
		require.NoError(t, err)
		goods++
	}
	require.Equal(t, 915, goods)
	objects := 0
	for _, err := range db.Objects(t.Context()) {
		require.NoError(t, err)
		objects++
	}
	require.Equal(t, 17, objects)

	total := func(q sklad.StockQuery) float64 {
		sum := 0.0
		for row, err := range db.Stock(t.Context(), q) {
			require.NoError(t, err)
			require.True(t, row.Qty.Valid, "the sample has a Store row for every pair")
			sum += row.Qty.Decimal.InexactFloat64()
		}
		return sum
	}
	require.InDelta(t, 1751, total(sklad.StockQuery{}), 1e-6)
	for group, members := range map[string][]sklad.ObjectID{"AAA": {3, 10, 13, 16}, "AAB": {12, 18, 19}, "-1": {1}} {
		require.InDelta(t, total(sklad.StockQuery{Objects: members}), total(sklad.StockQuery{ObjectGroups: []string{group}}), 1e-6, group)
	}
	info, err := db.Info(t.Context())
	require.NoError(t, err)
	require.Equal(t, "EUR", info.BaseCurrency)
	require.True(t, info.PricesIncludeVAT)
	require.True(t, info.NegativeStock)
	require.False(t, info.SUPTO)
	require.Equal(t, "delete", info.JournalMode, "the journal mode is left as found")

	sale, err := db.Document(t.Context(), sklad.OperSale, 9)
	require.NoError(t, err)
	require.Len(t, sale.Lines, 11)
	sum := 0.0
	for _, line := range sale.Lines {
		sum += line.Qty.Mul(line.PriceOut).InexactFloat64()
	}
	require.InDelta(t, 237.78, sum, 1e-9)
}

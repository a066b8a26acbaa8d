package sklad_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// stockDB has goods 1 to 4 in objects 1 to 4; object 3 lies in a subgroup of
// object 2's group, object 4 is deleted.
func stockDB(tb testing.TB) *sklad.DB {
	tb.Helper()
	db := freshDB(tb)
	for id, code := range map[int]string{2: "AAA", 3: "AAAAAA", 4: "AAB"} {
		insertRow(tb, db, "ObjectsGroups", engine.Row{"ID": id, "Code": code, "Name": code})
	}
	for id, deleted := range map[int]any{2: 0, 3: nil, 4: -1} {
		insertRow(tb, db, "Objects", engine.Row{"ID": id, "Code": fmt.Sprint(id), "Name": "o", "GroupID": -min(id, 3), "Deleted": deleted})
	}
	for id := 2; id <= 4; id++ {
		insertRow(tb, db, "Goods", engine.Row{"ID": id, "GroupID": 1, "Deleted": 0})
	}
	for _, r := range [][3]any{{2, 2, 10.5}, {3, 2, 0.1}, {3, 2, 0.2}, {4, 2, 1000}, {1, 2, -1.5}, {2, 3, 0.0}} {
		insertRow(tb, db, "Store", engine.Row{"ObjectID": r[0], "GoodID": r[1], "Qtty": r[2], "Lot": " ", "LotID": 1})
	}
	return db
}

// figures is one text per good: "2=9.3" or "4=?" without a figure, with
// "-n" for n reserved.
func figures(tb testing.TB, db *sklad.DB, q sklad.StockQuery) []string {
	tb.Helper()
	var rows []string
	for row, err := range db.Stock(tb.Context(), q) {
		require.NoError(tb, err)
		text := fmt.Sprintf("%d=?", row.GoodID)
		if row.Qty.Valid {
			text = fmt.Sprintf("%d=%s", row.GoodID, row.Qty.Decimal)
		}
		if !row.Reserved.IsZero() {
			text += "-" + row.Reserved.String()
		}
		rows = append(rows, text)
	}
	return rows
}

func TestStockSums(t *testing.T) {
	t.Parallel()
	db := stockDB(t)
	for _, c := range []struct {
		name  string
		query sklad.StockQuery
		want  []string
	}{
		{"all objects but the deleted", sklad.StockQuery{}, []string{"1=0", "2=9.3", "3=0", "4=?"}},
		{"page by page", sklad.StockQuery{Size: 1}, []string{"1=0", "2=9.3", "3=0", "4=?"}},
		{"one object", sklad.StockQuery{Objects: []sklad.ObjectID{2}}, []string{"1=?", "2=10.5", "3=0", "4=?"}},
		{"lots add up without noise", sklad.StockQuery{Objects: []sklad.ObjectID{3}, Goods: []sklad.GoodID{2}}, []string{"2=0.3"}},
		{"a group with its subgroup", sklad.StockQuery{ObjectGroups: []string{"AAA"}}, []string{"1=?", "2=10.8", "3=0", "4=?"}},
		{"the subgroup", sklad.StockQuery{ObjectGroups: []string{"AAAAAA"}}, []string{"1=?", "2=0.3", "3=?", "4=?"}},
		{"each object once", sklad.StockQuery{ObjectGroups: []string{"AAA", "AAAAAA"}, Objects: []sklad.ObjectID{2}}, []string{"1=?", "2=10.8", "3=0", "4=?"}},
		{"the default group alone", sklad.StockQuery{ObjectGroups: []string{"-1"}}, []string{"1=0", "2=-1.5", "3=?", "4=?"}},
		{"a group without objects", sklad.StockQuery{ObjectGroups: []string{"AAB"}}, []string{"1=?", "2=?", "3=?", "4=?"}},
		{"some goods", sklad.StockQuery{Goods: []sklad.GoodID{3, 2, 99, 3}}, []string{"2=9.3", "3=0"}},
	} {
		require.Equal(t, c.want, figures(t, db, c.query), c.name)
	}
	for _, q := range []sklad.StockQuery{{Objects: []sklad.ObjectID{4}}, {Objects: []sklad.ObjectID{99}}, {ObjectGroups: []string{"ZZZ"}}} {
		for _, err := range db.Stock(t.Context(), q) {
			require.ErrorIs(t, err, sklad.ErrNotFound)
		}
	}
	for _, err := range db.Stock(t.Context(), sklad.StockQuery{Reserved: 42}) {
		require.ErrorContains(t, err, "Reserved is 42")
	}
}

func TestStockReserved(t *testing.T) {
	t.Parallel()
	db := stockDB(t)
	young, old := noon().Add(-29*24*time.Hour), noon().Add(-31*24*time.Hour)
	for _, o := range []struct {
		acct, kind, object, partner, source int
		qty                                 float64
		saved                               any
	}{
		{acct: 1, kind: 19, object: 2, partner: 1, qty: 2, saved: young},
		{acct: 1, kind: 19, object: 2, partner: 1, qty: 0.5, saved: young},
		{acct: 2, kind: 19, object: 2, partner: 1, qty: 4, saved: old},
		{acct: 3, kind: 19, object: 2, partner: 1, qty: 8, saved: young},   // became a sale
		{acct: 9, kind: 19, object: 2, partner: 0, qty: 16, saved: young},  // marks a range of numbers
		{acct: -3, kind: 19, object: 2, partner: 1, qty: 32, saved: young}, // pending
		{acct: 4, kind: 19, object: 3, partner: 1, qty: 64, saved: young},  // another object
		{acct: 5, kind: 2, object: 2, partner: 1, qty: 128, saved: young},  // a sale
		{acct: -11, kind: 33, object: 77, source: 2, partner: 1, qty: 256, saved: young},
		{acct: 6, kind: 19, object: 2, partner: 1, qty: 512, saved: nil}, // of today by its Date
	} {
		row := engine.Row{
			"OperType": o.kind, "Acct": o.acct, "GoodID": 2, "PartnerID": o.partner, "ObjectID": o.object, "SrcDocID": o.source,
			"Qtty": o.qty, "Sign": 0, "Date": db.SQL().Dialect().Day(noon()),
		}
		if moment, ok := o.saved.(time.Time); ok {
			row["UserRealTime"] = db.SQL().Dialect().Stamp(moment, time.UTC)
		}
		insertRow(t, db, "Operations", row)
	}
	insertRow(t, db, "Transformations", engine.Row{"FromOperType": 19, "FromAcct": 3, "ToOperType": 2, "ToAcct": 5})
	q := func(r sklad.Reserved, orders ...sklad.Acct) sklad.StockQuery {
		return sklad.StockQuery{Objects: []sklad.ObjectID{2}, Goods: []sklad.GoodID{2}, Reserved: r, Orders: orders}
	}
	require.Equal(t, []string{"2=10.5"}, figures(t, db, q(sklad.ReservedNone)))
	require.Equal(t, []string{"2=10.5-514.5"}, figures(t, db, q(sklad.ReservedAll)), "orders 1 and 6")
	require.Equal(t, []string{"2=10.5-6.5"}, figures(t, db, q(sklad.ReservedOrders, 1, 2, 3)), "orders 1 and 2, whatever their age")
	require.Equal(t, []string{"2=10.5"}, figures(t, db, q(sklad.ReservedOrders)))
	require.Equal(t, []string{"2=10.5-814.5"}, figures(t, db, q(sklad.ReservedProgram)), "all orders at the object and the open table")

	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		free, err := tx.Available(ctx, 2, 2)
		require.NoError(t, err)
		require.Equal(t, "-804", free.Decimal.String())
		free, err = tx.Available(ctx, 2, 4)
		require.NoError(t, err)
		require.False(t, free.Valid, "no Store row is no figure")
		_, err = tx.Available(ctx, 2, 99)
		require.ErrorIs(t, err, sklad.ErrNotFound)
		return nil
	}))
}

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

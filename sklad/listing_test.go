package sklad_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// TestWritesInsideLoops writes in the body of every iterator's loop: with a
// result still open it would wait for its own lock.
func TestWritesInsideLoops(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	fillDirectories(t, db, 1500)
	ctx := t.Context()
	for name, rows := range map[string]iter.Seq2[int64, error]{
		"Goods":          ids(db.Goods(ctx, sklad.GoodsFilter{}), func(g sklad.Good) int64 { return int64(g.ID) }),
		"Goods by group": ids(db.Goods(ctx, sklad.GoodsFilter{Groups: []string{"-1"}}), func(g sklad.Good) int64 { return int64(g.ID) }),
		"Goods by ID":    ids(db.Goods(ctx, sklad.GoodsFilter{IDs: upTo(500)}), func(g sklad.Good) int64 { return int64(g.ID) }),
		"Partners":       ids(db.Partners(ctx, sklad.PartnersFilter{}), func(p sklad.Partner) int64 { return int64(p.ID) }),
		"Objects":        ids(db.Objects(ctx), func(o sklad.Object) int64 { return int64(o.ID) }),
		"Users":          ids(db.Users(ctx), func(u sklad.User) int64 { return int64(u.ID) }),
		"GoodsGroups":    ids(db.GoodsGroups(ctx), func(g sklad.Group) int64 { return int64(g.ID) }),
		"PartnersGroups": ids(db.PartnersGroups(ctx), func(g sklad.Group) int64 { return int64(g.ID) }),
		"ObjectsGroups":  ids(db.ObjectsGroups(ctx), func(g sklad.Group) int64 { return int64(g.ID) }),
		"UsersGroups":    ids(db.UsersGroups(ctx), func(g sklad.Group) int64 { return int64(g.ID) }),
		"VATGroups":      ids(db.VATGroups(ctx), func(v sklad.VATGroup) int64 { return int64(v.ID) }),
		"PaymentTypes":   ids(db.PaymentTypes(ctx), func(p sklad.PaymentType) int64 { return p.ID }),
		"Stock":          ids(db.Stock(ctx, sklad.StockQuery{}), func(s sklad.StockRow) int64 { return int64(s.GoodID) }),
	} {
		var seen []int64
		for id, err := range rows {
			require.NoError(t, err, name)
			require.NoError(t, db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
				_, err := tx.SQL().Exec(ctx, "UPDATE {Network} SET [Counter] = [Counter] + 1")
				return err
			}), name)
			seen = append(seen, id)
		}
		require.NotEmpty(t, seen, name)
		require.IsIncreasing(t, seen, name)
		if name == "Goods" || name == "Partners" || name == "Stock" {
			require.Len(t, seen, 1501, name)
		}
	}
}

func ids[T any](rows iter.Seq2[T, error], id func(T) int64) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		for row, err := range rows {
			if !yield(id(row), err) {
				return
			}
		}
	}
}

func upTo(n int) []sklad.GoodID {
	list := make([]sklad.GoodID, 0, 2*n)
	for i := n; i > 0; i-- {
		list = append(list, sklad.GoodID(i), sklad.GoodID(i))
	}
	return list
}

// fillDirectories adds n goods and n partners, and a second row everywhere.
func fillDirectories(tb testing.TB, db *sklad.DB, n int) {
	tb.Helper()
	require.NoError(tb, db.InTx(tb.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for i := range n {
			row := engine.Row{"Code": fmt.Sprint(i), "Name": "g", "GroupID": -1, "Deleted": 0}
			if err := tx.SQL().Insert(ctx, "Goods", row); err != nil {
				return err
			}
			if err := tx.SQL().Insert(ctx, "Partners", engine.Row{"Company": "p", "GroupID": 1, "Deleted": 0}); err != nil {
				return err
			}
		}
		for _, table := range []string{"GoodsGroups", "PartnersGroups", "ObjectsGroups", "UsersGroups"} {
			if err := tx.SQL().Insert(ctx, table, engine.Row{"Code": "AAA", "Name": "a"}); err != nil {
				return err
			}
		}
		if err := tx.SQL().Insert(ctx, "Objects", engine.Row{"Code": "2", "Name": "b", "GroupID": 2, "Deleted": 0}); err != nil {
			return err
		}
		return tx.SQL().Insert(ctx, "Users", engine.Row{"Code": "2", "Name": "b", "GroupID": 2, "Deleted": 0})
	}))
}

func TestGoodsFilter(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	for id, code := range map[int]string{2: "AAA", 3: "AAAAAB", 4: "AAB"} {
		insertRow(t, db, "GoodsGroups", engine.Row{"ID": id, "Code": code, "Name": code})
	}
	for id, group := range map[int]int{2: 2, 3: 3, 4: -4, 5: 99} {
		insertRow(t, db, "Goods", engine.Row{"ID": id, "GroupID": group, "Deleted": 0})
	}
	insertRow(t, db, "Goods", engine.Row{"ID": 6, "GroupID": 2, "Deleted": -1})
	insertRow(t, db, "Goods", engine.Row{"ID": 7, "GroupID": 2, "Deleted": nil})
	for _, c := range []struct {
		name   string
		filter sklad.GoodsFilter
		want   []int64
	}{
		{"zero means all but deleted", sklad.GoodsFilter{}, []int64{1, 2, 3, 4, 5, 7}},
		{"a group with its subgroups", sklad.GoodsFilter{Groups: []string{"AAA"}}, []int64{2, 3, 7}},
		{"a negative group id", sklad.GoodsFilter{Groups: []string{" AAB "}}, []int64{4}},
		{"the default group alone", sklad.GoodsFilter{Groups: []string{"-1"}}, []int64{1}},
		{"several groups, one inside the other", sklad.GoodsFilter{Groups: []string{"AAA", "AAAAAB", "AAB"}}, []int64{2, 3, 4, 7}},
		{"ids in any order, once", sklad.GoodsFilter{IDs: []sklad.GoodID{4, 2, 4, 6, 99}}, []int64{2, 4}},
		{"deleted too", sklad.GoodsFilter{IDs: []sklad.GoodID{6}, IncludeDeleted: true}, []int64{6}},
		{"ids and groups", sklad.GoodsFilter{IDs: []sklad.GoodID{2, 4}, Groups: []string{"AAB"}}, []int64{4}},
		{"after", sklad.GoodsFilter{After: 4}, []int64{5, 7}},
	} {
		var got []int64
		for g, err := range db.Goods(t.Context(), c.filter) {
			require.NoError(t, err, c.name)
			got = append(got, int64(g.ID))
		}
		require.Equal(t, c.want, got, c.name)
	}
	for _, err := range db.Goods(t.Context(), sklad.GoodsFilter{Groups: []string{"ZZZ"}}) {
		require.ErrorIs(t, err, sklad.ErrNotFound)
		require.ErrorContains(t, err, `"ZZZ"`)
	}
}

func TestExtraColumnsAndTables(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	for table, extra := range map[string]string{"Goods": "IsOnlyOrdered", "Partners": "GoodTill", "Operations": "Own"} {
		execute(t, db, "ALTER TABLE {"+table+"} ADD COLUMN ["+extra+"] INTEGER NOT NULL DEFAULT 7")
	}
	execute(t, db, "CREATE TABLE fitness (ID INTEGER)")
	good, err := db.Good(t.Context(), 1)
	require.NoError(t, err)
	require.Equal(t, "Служебна стока", good.Name)
	require.Equal(t, sklad.GroupID(1), good.GroupID)
	partner, err := db.Partner(t.Context(), 1)
	require.NoError(t, err)
	require.Equal(t, "Служебен партньор", partner.Company)
	require.Equal(t, sklad.Retail, partner.PriceGroup)
	_, err = db.Good(t.Context(), 99)
	require.ErrorIs(t, err, sklad.ErrNotFound)
	_, err = db.Partner(t.Context(), 99)
	require.ErrorIs(t, err, sklad.ErrNotFound)
}

func TestTextsAndFloats(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	insertRow(t, db, "Goods", engine.Row{
		"ID": 2, "Code": " A1 ", "BarCode1": nil, "BarCode2": "", "BarCode3": " ", "Name": "чаша ", "Ratio": nil,
		"PriceOut1": 0.1 + 0.2, "PriceOut2": nil, "PriceIn": 1.5709405501331, "MinQtty": "3", "Deleted": 0,
	})
	good, err := db.Good(t.Context(), 2)
	require.NoError(t, err)
	require.Equal(t, []string{"A1", "", "", "", "чаша"}, []string{good.Code, good.BarCode1, good.BarCode2, good.BarCode3, good.Name})
	price, ok := good.Prices.At(sklad.Wholesale)
	require.True(t, ok)
	require.Equal(t, "0.3", price.String())
	_, ok = good.Prices.At(sklad.Retail)
	require.False(t, ok, "NULL is no price")
	cost, ok := good.Prices.At(sklad.Cost)
	require.True(t, ok)
	require.Equal(t, "1.5709405501331", cost.String())
	require.Equal(t, "3", good.MinQtty.String())

	execute(t, db, "UPDATE {Goods} SET [PriceOut1] = 'dear' WHERE [ID] = 2")
	_, err = db.Good(t.Context(), 2)
	require.ErrorContains(t, err, `"dear" is not a number`)
}

func TestListingStopsWithItsContext(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	fillDirectories(t, db, 1200)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range db.Goods(ctx, sklad.GoodsFilter{}) {
		if last = err; err != nil {
			break
		}
		if n++; n == 10 {
			cancel()
		}
	}
	require.ErrorIs(t, last, context.Canceled)
	require.Equal(t, 1000, n, "the page in hand is yielded, the next one is not read")
}

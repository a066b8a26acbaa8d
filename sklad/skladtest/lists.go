package skladtest

import (
	"context"
	"iter"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// listsTopic reads every iterator over more than one page.
func listsTopic(t *testing.T, s suite) {
	w := s.world(t)
	w.fillDirectories(t, 1050)
	for name, list := range w.listings() {
		t.Run("writes inside the loop/"+name, func(t *testing.T) { w.writesInside(t, list) })
	}
	t.Run("more than one page", w.readsPages)
	t.Run("a cancelled context ends it", w.stopsWithContext)
}

// fillDirectories adds n goods and n partners, and a second row everywhere.
func (w world) fillDirectories(t *testing.T, n int) {
	t.Helper()
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for i := range n {
			good := engine.Row{"Code": strconv.Itoa(i), "Name": "g", "GroupID": -1, "Deleted": 0}
			if err := tx.SQL().Insert(ctx, "Goods", good); err != nil {
				return err
			}
			if err := tx.SQL().Insert(ctx, "Partners", engine.Row{"Company": "p", "GroupID": 1, "Deleted": 0}); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, table := range []string{"GoodsGroups", "PartnersGroups", "ObjectsGroups", "UsersGroups"} {
		w.add(t, table, engine.Row{"Code": "AAA", "Name": "a"})
	}
	w.add(t, "Objects", engine.Row{"Code": "2", "Name": "b", "GroupID": 2, "Deleted": 0})
	w.add(t, "Users", engine.Row{"Code": "2", "Name": "b", "GroupID": 2, "Deleted": 0})
}

type listing = func(context.Context) iter.Seq2[int64, error]

// listings are all iterators of DB, each by the ids that it yields.
func (w world) listings() map[string]listing {
	db := w.db
	return map[string]listing{
		"Goods": ids(func(c context.Context) iter.Seq2[sklad.Good, error] { return db.Goods(c, sklad.GoodsFilter{}) }, goodID),
		"Goods of a group": ids(func(c context.Context) iter.Seq2[sklad.Good, error] {
			return db.Goods(c, sklad.GoodsFilter{Groups: []string{"-1"}})
		}, goodID),
		"Goods by ID": ids(func(c context.Context) iter.Seq2[sklad.Good, error] {
			return db.Goods(c, sklad.GoodsFilter{IDs: downFrom(500)})
		}, goodID),
		"Partners": ids(func(c context.Context) iter.Seq2[sklad.Partner, error] { return db.Partners(c, sklad.PartnersFilter{}) },
			func(p sklad.Partner) int64 { return int64(p.ID) }),
		"Objects":        ids(db.Objects, func(o sklad.Object) int64 { return int64(o.ID) }),
		"Users":          ids(db.Users, func(u sklad.User) int64 { return int64(u.ID) }),
		"GoodsGroups":    ids(db.GoodsGroups, groupID),
		"PartnersGroups": ids(db.PartnersGroups, groupID),
		"ObjectsGroups":  ids(db.ObjectsGroups, groupID),
		"UsersGroups":    ids(db.UsersGroups, groupID),
		"VATGroups":      ids(db.VATGroups, func(v sklad.VATGroup) int64 { return int64(v.ID) }),
		"PaymentTypes":   ids(db.PaymentTypes, func(p sklad.PaymentType) int64 { return p.ID }),
		"Stock": ids(func(c context.Context) iter.Seq2[sklad.StockRow, error] { return db.Stock(c, sklad.StockQuery{}) },
			func(s sklad.StockRow) int64 { return int64(s.GoodID) }),
	}
}

func goodID(g sklad.Good) int64   { return int64(g.ID) }
func groupID(g sklad.Group) int64 { return int64(g.ID) }

func ids[T any](list func(context.Context) iter.Seq2[T, error], id func(T) int64) listing {
	return func(ctx context.Context) iter.Seq2[int64, error] {
		return func(yield func(int64, error) bool) {
			for row, err := range list(ctx) {
				if !yield(id(row), err) {
					return
				}
			}
		}
	}
}

// downFrom are ids in the wrong order, each twice.
func downFrom(n int) []sklad.GoodID {
	var list []sklad.GoodID
	for i := n; i > 0; i-- {
		list = append(list, sklad.GoodID(i), sklad.GoodID(i))
	}
	return list
}

// writesInside writes in the body of the loop: with a result still open it
// would wait for its own lock.
func (w world) writesInside(t *testing.T, list listing) {
	const sometimes = 100
	var seen []int64
	for id, err := range list(t.Context()) {
		require.NoError(t, err)
		if len(seen)%sometimes == 0 {
			w.exec(t, "UPDATE {Network} SET [Counter] = [Counter] + 1")
		}
		seen = append(seen, id)
	}
	require.NotEmpty(t, seen)
	require.IsIncreasing(t, seen)
}

func (w world) readsPages(t *testing.T) {
	for _, name := range []string{"Goods", "Goods of a group", "Partners", "Stock"} {
		n := 0
		for _, err := range w.listings()[name](t.Context()) {
			require.NoError(t, err)
			n++
		}
		require.Equal(t, 1051, n, name)
	}
}

func (w world) stopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range w.db.Goods(ctx, sklad.GoodsFilter{}) {
		if last = err; err != nil {
			break
		}
		if n++; n == 10 {
			cancel()
		}
	}
	require.ErrorIs(t, last, context.Canceled)
	require.Equal(t, engine.PageSize, n, "the page in hand is yielded, the next one is not read")
}

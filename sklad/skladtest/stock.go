package skladtest

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// stockTopic sums quantities over objects and groups of objects.
func stockTopic(t *testing.T, s suite) {
	w := s.world(t)
	w.fillStock(t)
	for _, c := range stockCases() {
		t.Run("sums/"+c.name, func(t *testing.T) { require.Equal(t, c.want, w.figures(t, w.db, c.query)) })
	}
	t.Run("unknown objects, groups and reservations are errors", w.refusesQueries)
	t.Run("each object by itself", w.perObject)
	t.Run("reserved", w.reserves)
}

// fillStock makes goods 1 to 4 in objects 1 to 4; object 3 lies in a subgroup
// of object 2's group, object 4 is deleted.
func (w world) fillStock(t *testing.T) {
	t.Helper()
	for id, code := range map[int]string{2: "AAA", 3: "AAAAAA", 4: "AAB"} {
		w.add(t, "ObjectsGroups", engine.Row{"ID": id, "Code": code, "Name": code})
	}
	for id, deleted := range map[int]any{2: 0, 3: nil, 4: -1} {
		w.add(t, "Objects", engine.Row{"ID": id, "Code": strconv.Itoa(id), "Name": "o", "GroupID": -min(id, 3), "Deleted": deleted})
	}
	for id := 2; id <= 4; id++ {
		w.add(t, "Goods", engine.Row{"ID": id, "GroupID": 1, "Deleted": 0})
	}
	for _, r := range [][3]any{{2, 2, 10.5}, {3, 2, 0.1}, {3, 2, 0.2}, {4, 2, 1000.0}, {1, 2, -1.5}, {2, 3, 0.0}} {
		w.add(t, "Store", engine.Row{"ObjectID": r[0], "GoodID": r[1], "Qtty": r[2], "Lot": " ", "LotID": 1})
	}
}

// figures is one text per good: "2=9.3" or "4=?" without a figure, with "-n"
// for n reserved.
func (w world) figures(t *testing.T, db *sklad.DB, q sklad.StockQuery) []string {
	t.Helper()
	var rows []string
	for row, err := range db.Stock(t.Context(), q) {
		require.NoError(t, err)
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

type stockCase struct {
	name  string
	query sklad.StockQuery
	want  []string
}

func stockCases() []stockCase {
	object := func(ids ...sklad.ObjectID) []sklad.ObjectID { return ids }
	return []stockCase{
		{"all objects but the deleted", sklad.StockQuery{}, []string{"1=0", "2=9.3", "3=0", "4=?"}},
		{"page by page", sklad.StockQuery{Size: 1}, []string{"1=0", "2=9.3", "3=0", "4=?"}},
		{"one object", sklad.StockQuery{Objects: object(2)}, []string{"1=?", "2=10.5", "3=0", "4=?"}},
		{"lots add up without noise", sklad.StockQuery{Objects: object(3), Goods: []sklad.GoodID{2}}, []string{"2=0.3"}},
		{"a group with its subgroup", sklad.StockQuery{ObjectGroups: []string{"AAA"}}, []string{"1=?", "2=10.8", "3=0", "4=?"}},
		{"the subgroup", sklad.StockQuery{ObjectGroups: []string{"AAAAAA"}}, []string{"1=?", "2=0.3", "3=?", "4=?"}},
		{
			"each object once", sklad.StockQuery{ObjectGroups: []string{"AAA", "AAAAAA"}, Objects: object(2)},
			[]string{"1=?", "2=10.8", "3=0", "4=?"},
		},
		{"the default group alone", sklad.StockQuery{ObjectGroups: []string{"-1"}}, []string{"1=0", "2=-1.5", "3=?", "4=?"}},
		{"a group without objects", sklad.StockQuery{ObjectGroups: []string{"AAB"}}, []string{"1=?", "2=?", "3=?", "4=?"}},
		{"some goods", sklad.StockQuery{Goods: []sklad.GoodID{3, 2, 99, 3}}, []string{"2=9.3", "3=0"}},
	}
}

func (w world) perObject(t *testing.T) {
	var rows []string
	for row, err := range w.db.Stock(t.Context(), sklad.StockQuery{Goods: []sklad.GoodID{2, 3}, PerObject: true, Size: 1}) {
		require.NoError(t, err)
		rows = append(rows, fmt.Sprintf("%d in %d: %s %t", row.GoodID, row.ObjectID, row.Qty.Decimal, row.Qty.Valid))
	}
	require.Equal(t, []string{
		"2 in 1: -1.5 true", "2 in 2: 10.5 true", "2 in 3: 0.3 true", "3 in 1: 0 false", "3 in 2: 0 true", "3 in 3: 0 false",
	}, rows)
}

func (w world) refusesQueries(t *testing.T) {
	for _, q := range []sklad.StockQuery{
		{Objects: []sklad.ObjectID{4}}, {Objects: []sklad.ObjectID{99}}, {ObjectGroups: []string{"ZZZ"}},
	} {
		for _, err := range w.db.Stock(t.Context(), q) {
			require.ErrorIs(t, err, sklad.ErrNotFound)
		}
	}
	for _, err := range w.db.Stock(t.Context(), sklad.StockQuery{Reserved: 42}) {
		require.ErrorContains(t, err, "Reserved is 42")
	}
}

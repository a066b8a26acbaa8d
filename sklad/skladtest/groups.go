package skladtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// groupsTopic is how goods belong to groups: by ABS(GroupID), and a group with
// all whose code begins with its own.
func groupsTopic(t *testing.T, s suite) {
	w := s.world(t)
	for id, code := range map[int]string{2: "AAA", 3: "AAAAAB", 4: "AAB"} {
		w.add(t, "GoodsGroups", engine.Row{"ID": id, "Code": code, "Name": code})
	}
	for id, group := range map[int]int{2: 2, 3: 3, 4: -4, 5: 99} {
		w.add(t, "Goods", engine.Row{"ID": id, "GroupID": group, "Deleted": 0})
	}
	w.add(t, "Goods", engine.Row{"ID": 6, "GroupID": 2, "Deleted": -1}, engine.Row{"ID": 7, "GroupID": 2, "Deleted": nil})
	for _, c := range groupCases() {
		t.Run(c.name, func(t *testing.T) {
			var got []int64
			for g, err := range w.db.Goods(t.Context(), c.filter) {
				require.NoError(t, err)
				got = append(got, int64(g.ID))
			}
			require.Equal(t, c.want, got)
		})
	}
	t.Run("an unknown group is an error", w.knowsNoGroup)
	t.Run("a negative GroupID reads as its group", func(t *testing.T) {
		good, err := w.db.Good(t.Context(), 4)
		require.NoError(t, err)
		require.Equal(t, sklad.GroupID(4), good.GroupID)
	})
}

type groupCase struct {
	name   string
	filter sklad.GoodsFilter
	want   []int64
}

func groupCases() []groupCase {
	return []groupCase{
		{"zero means all but deleted", sklad.GoodsFilter{}, []int64{1, 2, 3, 4, 5, 7}},
		{"a group with its subgroups", sklad.GoodsFilter{Groups: []string{"AAA"}}, []int64{2, 3, 7}},
		{"a negative group id", sklad.GoodsFilter{Groups: []string{" AAB "}}, []int64{4}},
		{"the default group alone", sklad.GoodsFilter{Groups: []string{"-1"}}, []int64{1}},
		{"several groups, one inside the other", sklad.GoodsFilter{Groups: []string{"AAA", "AAAAAB", "AAB"}}, []int64{2, 3, 4, 7}},
		{"ids in any order, once", sklad.GoodsFilter{IDs: []sklad.GoodID{4, 2, 4, 6, 99}}, []int64{2, 4}},
		{"deleted too", sklad.GoodsFilter{IDs: []sklad.GoodID{6}, IncludeDeleted: true}, []int64{6}},
		{"ids and groups", sklad.GoodsFilter{IDs: []sklad.GoodID{2, 4}, Groups: []string{"AAB"}}, []int64{4}},
		{"after an id", sklad.GoodsFilter{After: 4}, []int64{5, 7}},
	}
}

func (w world) knowsNoGroup(t *testing.T) {
	for _, err := range w.db.Goods(t.Context(), sklad.GoodsFilter{Groups: []string{"ZZZ"}}) {
		require.ErrorIs(t, err, sklad.ErrNotFound)
		require.ErrorContains(t, err, `"ZZZ"`)
	}
}

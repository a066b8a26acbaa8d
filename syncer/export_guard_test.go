package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// published is a world with n goods in the shop; few limits it to that share.
func published(t *testing.T, n int) *world {
	t.Helper()

	w := newWorld(t)
	w.manyGoods(t, n)
	w.execute(t, "UPDATE store SET Qtty = 100 WHERE GoodID > 1")
	w.export(t)

	return w
}

func stopped(t *testing.T, w *world, o syncer.ExportOptions) *syncer.Problem {
	t.Helper()
	w.shop.ClearRequests()

	_, err := w.exports(t, o)

	var p *syncer.Problem
	require.ErrorAs(t, err, &p)
	require.Empty(t, w.shop.Writes(), "it stops before it writes")

	return p
}

const (
	firstGoods = "SELECT ID FROM goods WHERE Code LIKE 'N%' AND Deleted <> -1 ORDER BY ID LIMIT ?"
	hideFirst  = "UPDATE goods SET Deleted = -1 WHERE ID IN (" + firstGoods + ")"
	zeroFirst  = "UPDATE store SET Qtty = 0 WHERE GoodID IN (" + firstGoods + ")"
)

func TestHiddenAndZeroedGoodsCountTogether(t *testing.T) {
	t.Parallel()

	w := published(t, 40)
	w.execute(t, hideFirst, 9)
	w.execute(t, zeroFirst, 9)

	p := stopped(t, w, syncer.ExportOptions{})
	require.Equal(t, text.MassChange, p.Code)
	require.Equal(t, map[string]string{"count": "18", "of": "40", "share": "20", "min": "10"}, p.Args)

	_, err := w.exports(t, syncer.ExportOptions{AllowMassChange: true})
	require.NoError(t, err)
	w.quiet(t)
}

func TestWhatIsHiddenAlreadyIsNotPublished(t *testing.T) {
	t.Parallel()

	w := published(t, 60)
	w.execute(t, hideFirst, 30)
	_, err := w.exports(t, syncer.ExportOptions{AllowMassChange: true})
	require.NoError(t, err)

	w.execute(t, hideFirst, 10)
	p := stopped(t, w, syncer.ExportOptions{})
	require.Equal(t, "10", p.Args["count"])
	require.Equal(t, "30", p.Args["of"])
}

func TestTheLimitsAreBothToBePassed(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		published, hidden, zeroed int
		limits                    syncer.Limits
		stops                     bool
	}{
		"few of few":           {published: 12, hidden: 9},
		"ten of fifty":         {published: 50, hidden: 10},
		"eleven of fifty":      {published: 50, hidden: 11, stops: true},
		"own share":            {published: 50, zeroed: 11, limits: syncer.Limits{Share: euro("50")}},
		"own minimum":          {published: 12, zeroed: 3, limits: syncer.Limits{Min: 2}, stops: true},
		"quantities by itself": {published: 20, zeroed: 10, stops: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := published(t, c.published)
			w.cfg.Limits = c.limits
			w.execute(t, zeroFirst, c.zeroed)
			w.execute(t, hideFirst, c.hidden)

			if c.stops {
				require.Equal(t, text.MassChange, stopped(t, w, syncer.ExportOptions{}).Code)
			} else {
				w.export(t)
			}
		})
	}
}

// Nothing is hidden by a run for some goods, but they may fall to zero.
func TestTheGuardRailKnowsTheOptions(t *testing.T) {
	t.Parallel()

	w := published(t, 40)
	w.execute(t, hideFirst, 20)
	w.execute(t, zeroFirst, 20)

	_, err := w.exports(t, syncer.ExportOptions{Goods: []sklad.GoodID{2, 30}})
	require.NoError(t, err)

	_, v := w.variantOf(t, "N0")
	require.True(t, v.Active)

	require.Equal(t, "19", stopped(t, w, syncer.ExportOptions{Only: syncer.KindQuantity}).Args["count"])
	require.Equal(t, "20", stopped(t, w, syncer.ExportOptions{Only: syncer.KindGood}).Args["count"])
}

func TestAnEmptySourceStopsOnlyWhatHasSomethingToLose(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, report.Warnings, 1)
	require.Equal(t, text.NothingToExport, report.Warnings[0].Code)

	w.goods(t, "A")
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")
	require.Equal(t, text.EmptySource, stopped(t, w, syncer.ExportOptions{}).Code)
	require.Equal(t, text.EmptySource, stopped(t, w, syncer.ExportOptions{AllowMassChange: true}).Code)

	_, v := w.variantOf(t, "A")
	require.True(t, v.Active)
}

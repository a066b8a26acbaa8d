package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// A total is reached, or it is not named: goods that stay at home do not count.
func TestProgressReachesItsTotal(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.good(t, sklad.Good{Name: "A", Code: "A", TaxGroup: 1, GroupID: 1}, "10")
	w.good(t, sklad.Good{Name: "Монтаж", Code: "S", TaxGroup: 1, GroupID: 1, Type: sklad.GoodService}, "10")
	w.good(t, sklad.Good{Name: "B", Code: "B", TaxGroup: 1, GroupID: 1}, "10")

	last := map[syncer.Kind]syncer.Progress{}
	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if p, ok := e.(syncer.Progress); ok {
			require.Greater(t, p.Done, last[p.Kind].Done)
			last[p.Kind] = p
		}
	})

	w.export(t)
	require.Equal(t, syncer.Progress{Kind: syncer.KindGood, Done: 2, Total: 2}, last[syncer.KindGood])
	require.Equal(t, 4, last[syncer.KindQuantity].Done, "every row of the stock is looked at, whoever it belongs to")
	require.Zero(t, last[syncer.KindQuantity].Total, "and how many there are is not known before")
}

// A plan shows what would be lost, and ends as the run would: with the same
// words.
func TestAPlanTellsThatTheRunWouldBeRefused(t *testing.T) {
	t.Parallel()

	w := published(t, 40)
	w.execute(t, hideFirst, 9)
	w.execute(t, zeroFirst, 9)

	plan := func(o syncer.ExportOptions) (actions int, err error) {
		for a, failed := range w.engine(t).PlanExport(t.Context(), o).Actions() {
			if failed != nil {
				return actions, failed
			}

			require.NotNil(t, a)
			actions++
		}

		return actions, nil
	}

	actions, err := plan(syncer.ExportOptions{})
	require.Equal(t, 18, actions)
	require.Equal(t, text.MassChange, firstProblem(t, err).Code)
	require.Equal(t, stopped(t, w, syncer.ExportOptions{}).Error(), err.Error())

	actions, err = plan(syncer.ExportOptions{AllowMassChange: true})
	require.Equal(t, 18, actions)
	require.NoError(t, err)
}

package syncer_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func (w *world) history(t *testing.T, f syncer.RunFilter) []syncer.PastRun {
	t.Helper()

	var runs []syncer.PastRun

	for r, err := range w.engine(t).Runs(t.Context(), f) {
		require.NoError(t, err)
		runs = append(runs, r)
	}

	return runs
}

func (w *world) lastRun(t *testing.T, task syncer.Task) syncer.LastRun {
	t.Helper()

	runs, err := w.engine(t).LastRuns(t.Context())
	require.NoError(t, err)

	return runs[task]
}

func TestTheHistoryTellsRunsWithTheirBucketsAndErrors(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))
	report := w.imports(t)
	require.Empty(t, report.Parked)

	runs := w.history(t, syncer.RunFilter{})
	require.Len(t, runs, 2, "the last one first")
	require.Equal(t, syncer.TaskImport, runs[0].Task)
	require.Equal(t, report.Run, runs[0].Run)
	require.Equal(t, report.Buckets, runs[0].Buckets)
	require.WithinDuration(t, report.Ended, runs[0].Ended, time.Millisecond)
	require.Equal(t, syncer.TaskExport, runs[1].Task)
	require.Contains(t, runs[0].Summary(text.BG), "поръчки 1 прегледани, 1 записани")

	good := w.lastRun(t, syncer.TaskImport)
	require.Equal(t, report.Run, good.Run)
	require.Zero(t, good.Failed)

	w.cfg.Import.Statuses = []string{"изплатена"}
	for n := range 2 {
		_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
		require.Error(t, err)
		require.Equal(t, n+1, w.lastRun(t, syncer.TaskImport).Failed)
	}

	failed := w.history(t, syncer.RunFilter{Task: syncer.TaskImport})
	require.Len(t, failed, 3)
	require.Equal(t, text.UnknownStatus, failed[0].Code)
	require.Contains(t, failed[0].Error, "изплатена")
	require.Equal(t, good.Succeeded, w.lastRun(t, syncer.TaskImport).Succeeded, "for how long nothing came is known")
	require.Empty(t, w.history(t, syncer.RunFilter{Since: time.Now().Add(time.Hour)}))
}

// A schedule of minutes does not fill the journal.
func TestQuietRunsAreCountedAndNotJournalled(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	for range 5 {
		w.imports(t)
	}

	require.Len(t, w.history(t, syncer.RunFilter{Task: syncer.TaskImport}), 1)
	require.Equal(t, 4, w.lastRun(t, syncer.TaskImport).Quiet)

	w.order(t, buys("A", "1"))
	w.imports(t)
	require.Len(t, w.history(t, syncer.RunFilter{Task: syncer.TaskImport}), 2)
	require.Zero(t, w.lastRun(t, syncer.TaskImport).Quiet)
}

// The runner on a real warehouse and shop: import, catalogue, quantities.
func TestARunnerOnARealWarehouse(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	ended := map[syncer.Task]syncer.RunEnd{}
	every := syncer.Start{Every: time.Hour}
	r, err := syncer.NewRunner(w.engine(t), syncer.RunnerConfig{
		Import: every, Catalogue: every, Quantities: every,
		Done: func(_ context.Context, e syncer.RunEnd) {
			if ended[e.Task] = e; len(ended) == 3 {
				cancel()
			}
		},
	})
	require.NoError(t, err)
	require.NoError(t, r.Run(ctx))

	for task, e := range ended {
		require.NoError(t, e.Err, task)
		require.Equal(t, e.Report.Run, w.lastRun(t, task).Run)
	}

	require.Len(t, ended[syncer.TaskImport].Report.Documents, 1)
	require.Equal(t, "99.000", w.products(t)[0].Variants[0].Quantity.Decimal.StringFixed(3), "sold before it was told")
}

// A warning that stands from run to run is told each time and makes no run less
// quiet; one that goes or comes is a line of the journal.
func TestAStandingWarningDoesNotFillTheJournal(t *testing.T) {
	t.Parallel()

	w := places(t)
	w.cfg.Export.ObjectGroups = []string{"AAA"}

	for range 4 {
		require.Equal(t, []text.Code{text.ObjectOutsideGroups}, codes(w.imports(t).Warnings))
	}

	require.Len(t, w.history(t, syncer.RunFilter{Task: syncer.TaskImport}), 1)
	require.Equal(t, 3, w.lastRun(t, syncer.TaskImport).Quiet)

	w.cfg.Export.ObjectGroups = nil
	w.imports(t)
	require.Len(t, w.history(t, syncer.RunFilter{Task: syncer.TaskImport}), 2)
}

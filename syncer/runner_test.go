package syncer

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// scripted is an engine whose runs take as long and end as they are told, by the
// bubble's clock.
type scripted struct {
	mu    sync.Mutex
	begun time.Time
	log   []string
	takes map[Task]time.Duration
	fails func(Task) error
	going map[Direction]int
}

func (e *scripted) Import(ctx context.Context, _ ImportOptions) (Report, error) {
	return e.run(ctx, Import, TaskImport)
}

func (e *scripted) Export(ctx context.Context, o ExportOptions) (Report, error) {
	return e.run(ctx, Export, taskOf(Export, o.Only))
}

func (e *scripted) run(ctx context.Context, d Direction, t Task) (Report, error) {
	e.mu.Lock()
	e.log = append(e.log, fmt.Sprintf("%s %s", time.Since(e.begun).Round(time.Second), t))

	if e.going == nil {
		e.going = map[Direction]int{}
	}

	if e.going[d]++; e.going[d] > 1 {
		e.log = append(e.log, "OVERLAP")
	}
	e.mu.Unlock()

	rest(ctx, e.takes[t])

	e.mu.Lock()
	defer e.mu.Unlock()

	e.going[d]--

	if e.fails != nil {
		if err := e.fails(t); err != nil {
			return Report{Direction: d}, err
		}
	}

	return Report{Direction: d}, context.Cause(ctx)
}

func exact(time.Duration) time.Duration { return 0 }

// follow runs a Runner for a time and gives what was run when.
func follow(t *testing.T, e *scripted, cfg RunnerConfig, d time.Duration) ([]string, []RunEnd) {
	t.Helper()

	var ends []RunEnd

	synctest.Test(t, func(t *testing.T) {
		e.begun = time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), d)

		defer cancel()

		if cfg.Jitter == nil {
			cfg.Jitter = exact
		}

		cfg.Done = func(_ context.Context, end RunEnd) { ends = append(ends, end) }
		require.NoError(t, newRunner(e, cfg, time.Now).Run(ctx))
	})

	return e.log, ends
}

func TestStartModes(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		start Start
		want  []string
	}{
		"at once":       {Start{Every: 10 * time.Minute}, []string{"0s import", "10m0s import", "20m0s import"}},
		"after a delay": {Start{Delay: 7 * time.Minute, Every: 10 * time.Minute}, []string{"7m0s import", "17m0s import", "27m0s import"}},
		"switched off":  {Start{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			cfg := RunnerConfig{Import: c.start}
			got, ends := follow(t, &scripted{}, cfg, 29*time.Minute)
			require.Equal(t, c.want, got)
			require.Len(t, ends, len(c.want))
		})
	}
}

func TestEachTaskHasAScheduleOfItsOwn(t *testing.T) {
	t.Parallel()

	got, _ := follow(t, &scripted{}, RunnerConfig{
		Catalogue: Start{Every: 30 * time.Minute}, Quantities: Start{Every: 10 * time.Minute},
		Partners: Start{Delay: 15 * time.Minute, Every: time.Hour},
	}, 35*time.Minute)
	require.Equal(t, []string{
		"0s catalogue", "0s quantities", "10m0s quantities", "15m0s partners", "20m0s quantities", "30m0s catalogue", "30m0s quantities",
	}, got)
}

func TestImportComesAlwaysBeforeQuantities(t *testing.T) {
	t.Parallel()

	cfg := RunnerConfig{Import: Start{Every: 15 * time.Minute}, Quantities: Start{Every: 10 * time.Minute}}
	got, _ := follow(t, &scripted{takes: map[Task]time.Duration{TaskImport: time.Minute}}, cfg, 29*time.Minute)
	require.Equal(t, []string{
		"0s import", "1m0s quantities", "11m0s import", "12m0s quantities", "22m0s import", "23m0s quantities",
	}, got, "one import serves both schedules")
}

func TestQuantitiesWaitForNoImportThatIsDelayedOrHasJustFailed(t *testing.T) {
	t.Parallel()

	cfg := RunnerConfig{Import: Start{Delay: time.Hour, Every: time.Hour}, Quantities: Start{Every: 25 * time.Minute}}
	got, _ := follow(t, &scripted{}, cfg, 65*time.Minute)
	require.Equal(t, []string{"0s quantities", "25m0s quantities", "50m0s quantities", "1h0m0s import"}, got)

	down := &scripted{fails: func(t Task) error {
		if t == TaskImport {
			return errors.New("down")
		}

		return nil
	}}
	cfg = RunnerConfig{Import: Start{Every: time.Hour}, Quantities: Start{Every: 3 * time.Minute}}
	got, _ = follow(t, down, cfg, 7*time.Minute)
	require.Equal(t, []string{"0s import", "0s quantities", "3m0s quantities", "5m0s import", "6m0s quantities"}, got)
}

// A long catalogue keeps no order waiting, and no two runs of one direction
// overlap.
func TestLongExportsKeepNoImportWaiting(t *testing.T) {
	t.Parallel()

	e := &scripted{takes: map[Task]time.Duration{TaskCatalogue: 12 * time.Minute, TaskImport: 2 * time.Minute}}
	got, _ := follow(t, e, RunnerConfig{
		Import: Start{Every: 5 * time.Minute}, Catalogue: Start{Every: 5 * time.Minute}, Quantities: Start{Every: 5 * time.Minute},
	}, 13*time.Minute)
	require.NotContains(t, got, "OVERLAP")
	require.Contains(t, got, "5m0s import")
	require.Contains(t, got, "10m0s import")
}

func TestAFailingRunIsReportedEachTimeAndNeverSwitchedOff(t *testing.T) {
	t.Parallel()

	down := errors.New("the shop is down")
	up := false
	e := &scripted{fails: func(Task) error {
		if up {
			return nil
		}

		return down
	}}

	var waits []time.Duration

	synctest.Test(t, func(t *testing.T) {
		last := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		cfg := RunnerConfig{Import: Start{Every: time.Minute}, Jitter: exact, Done: func(_ context.Context, end RunEnd) {
			waits = append(waits, time.Since(last))
			last = time.Now()

			switch n := len(waits); {
			case n <= 100:
				require.ErrorIs(t, end.Err, down)
				require.Equal(t, n, end.Failures)
				require.True(t, end.Next.After(time.Now()))

				up = n == 100
			case n == 101:
				require.NoError(t, end.Err)
				require.Zero(t, end.Failures)
				require.Equal(t, time.Minute, time.Until(end.Next), "back to the schedule")
				cancel()
			}
		}}
		require.NoError(t, newRunner(e, cfg, time.Now).Run(ctx))
	})

	require.Equal(t, []time.Duration{0, 1, 2, 4, 8, 15, 15}, minutes(waits[:7]))
	require.Equal(t, 15*time.Minute, waits[100], "the wait has a bound")
}

func minutes(all []time.Duration) []time.Duration {
	for i := range all {
		all[i] /= time.Minute
	}

	return all
}

func TestTheWaitAfterAFailureFollowsTheInterval(t *testing.T) {
	t.Parallel()

	for every, want := range map[time.Duration][2]time.Duration{
		time.Second:      {time.Second, 15 * time.Minute},
		5 * time.Minute:  {5 * time.Minute, 15 * time.Minute},
		30 * time.Minute: {5 * time.Minute, 30 * time.Minute},
		24 * time.Hour:   {5 * time.Minute, time.Hour},
	} {
		first, later := schedule{start: Start{Every: every}, failures: 1}, schedule{start: Start{Every: every}, failures: 1000}
		require.Equal(t, want, [2]time.Duration{first.pause(), later.pause()}, every)
	}
}

func TestABusyRunWaitsForItsTurn(t *testing.T) {
	t.Parallel()

	busy := 3
	e := &scripted{fails: func(Task) error {
		if busy--; busy >= 0 {
			return fmt.Errorf("%w: another process", ErrBusy)
		}

		return nil
	}}
	got, ends := follow(t, e, RunnerConfig{Import: Start{Every: time.Hour}}, 10*time.Minute)
	require.Equal(t, []string{"0s import", "30s import", "1m0s import", "1m30s import"}, got)
	require.ErrorIs(t, ends[0].Err, ErrBusy)
	require.Zero(t, ends[2].Failures)
	require.NoError(t, ends[3].Err)
}

func TestJitterIsAddedToEachWait(t *testing.T) {
	t.Parallel()

	cfg := RunnerConfig{Import: Start{Every: 10 * time.Minute}, Jitter: func(every time.Duration) time.Duration { return every / 10 }}
	got, _ := follow(t, &scripted{}, cfg, 25*time.Minute)
	require.Equal(t, []string{"0s import", "11m0s import", "22m0s import"}, got)

	for range 100 {
		added := newRunner(nil, RunnerConfig{}, time.Now).cfg.Jitter(time.Minute)
		require.GreaterOrEqual(t, added, time.Duration(0))
		require.LessOrEqual(t, added, 6*time.Second)
	}
}

// The end of ctx ends the run that goes on, whose report is still told, and
// begins no other.
func TestAStoppedRunnerTellsTheReportOfTheRunInHand(t *testing.T) {
	t.Parallel()

	e := &scripted{takes: map[Task]time.Duration{TaskImport: time.Hour}}
	got, ends := follow(t, e, RunnerConfig{Import: Start{Every: time.Minute}, Quantities: Start{Every: time.Minute}}, 10*time.Minute)
	require.Equal(t, []string{"0s import"}, got)
	require.Len(t, ends, 1)
	require.ErrorIs(t, ends[0].Err, context.DeadlineExceeded)
	require.Equal(t, Import, ends[0].Report.Direction)
}

func TestARunnerThatCouldDoNothingIsRefused(t *testing.T) {
	t.Parallel()

	for says, cfg := range map[string]RunnerConfig{
		"at least one task":    {},
		"at least 1s":          {Import: Start{Every: time.Millisecond}},
		"no delay or a":        {Import: Start{Delay: -1, Every: time.Hour}},
		"import.start":         {Import: Start{Every: time.Hour}},
		"catalogue.start":      {Catalogue: Start{Every: time.Hour}},
		"while this task is s": {Quantities: Start{Every: time.Hour}},
	} {
		_, err := NewRunner(&Syncer{}, cfg)
		require.ErrorContains(t, err, says)
	}
}

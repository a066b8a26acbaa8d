package control

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

// clocked is a Control that stands at a time of the test's own.
func clocked(t *testing.T) (*Control, *time.Time) {
	t.Helper()

	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	c := New(Options{ConfigFile: t.TempDir() + "/none.yaml", Now: func() time.Time { return now }})
	t.Cleanup(c.Close)

	return c, &now
}

func TestTheNextStartIsTheSoonestOfAllTasks(t *testing.T) {
	c, now := clocked(t)
	l := c.lanes[syncer.Export]
	begin := *now

	every := func(delay, every time.Duration) syncer.Start { return syncer.Start{Delay: delay, Every: every} }
	l.opened(l.starts(syncer.RunnerConfig{
		Import:    every(time.Second, time.Hour), // is none of this direction's
		Catalogue: every(0, time.Hour), Quantities: every(10*time.Minute, 15*time.Minute), Partners: every(5*time.Hour, 24*time.Hour),
	}))
	assert.Equal(t, begin, l.snapshot().Next)

	ended := func(task syncer.Task, next time.Duration) time.Time {
		l.ended(t.Context(), syncer.RunEnd{Task: task, Next: begin.Add(next)})

		return l.snapshot().Next
	}

	*now = begin.Add(time.Minute)
	assert.Equal(t, begin.Add(10*time.Minute), ended(syncer.TaskCatalogue, time.Hour), "the quantities are due before the catalogue")

	*now = begin.Add(11 * time.Minute)
	assert.Equal(t, begin.Add(26*time.Minute), ended(syncer.TaskQuantities, 26*time.Minute))

	*now = begin.Add(70 * time.Minute) // the catalogue was due at 60
	assert.Equal(t, begin.Add(time.Hour), ended(syncer.TaskQuantities, 85*time.Minute), "it is next, and late")
	assert.Equal(t, begin.Add(85*time.Minute), ended(syncer.TaskCatalogue, 2*time.Hour))
}

func TestARunThatAnotherProgramKeptOutSaysNothingOfTheLast(t *testing.T) {
	c, _ := clocked(t)
	l := c.lanes[syncer.Import]
	broken := errors.New("the shop is away")
	busy := fmt.Errorf("somebody: %w", syncer.ErrBusy)

	run := func(name string, err error) Lane {
		l.Observe(t.Context(), syncer.Started{Direction: syncer.Import, Run: name})
		require.True(t, l.snapshot().Running)
		l.ended(t.Context(), syncer.RunEnd{Task: syncer.TaskImport, Report: syncer.Report{Run: name}, Err: err})

		return l.snapshot()
	}

	require.ErrorIs(t, run("1", busy).Err, syncer.ErrBusy, "with nothing else to say, that is said")
	assert.Equal(t, broken, run("2", broken).Err)

	after := run("3", busy)
	assert.Equal(t, broken, after.Err, "the last run of this program failed, and still has")
	assert.Equal(t, "2", after.Report.Run)

	require.NoError(t, run("4", nil).Err)
	require.NoError(t, run("5", context.Canceled).Err, "to be told to stop is no failure")
}

func TestProgressHasARateAndARemainder(t *testing.T) {
	c, now := clocked(t)
	l := c.lanes[syncer.Export]
	see := func(e syncer.Event) Lane {
		l.Observe(t.Context(), e)

		return c.State().Export
	}

	see(syncer.Started{Direction: syncer.Export, Run: "r"})
	assert.Equal(t, -1, c.State().Export.Percent())

	see(syncer.Progress{Kind: syncer.KindGood, Done: 0, Total: 200})

	*now = now.Add(2 * time.Second)
	at := see(syncer.Progress{Kind: syncer.KindGood, Done: 50, Total: 200})
	assert.Equal(t, 25, at.Percent())
	assert.InDelta(t, 25.0, at.Rate, 0.01)
	assert.Equal(t, 6*time.Second, at.Remaining)

	*now = now.Add(time.Second)
	see(syncer.Written{})
	*now = now.Add(time.Second)
	at = see(syncer.ParkedRecord{Kind: syncer.KindGood})
	assert.Equal(t, 1, at.Written)
	assert.Equal(t, 1, at.Parked)

	at = see(syncer.Retried{Request: "GET /orders", Wait: time.Second})
	assert.NotNil(t, at.Retry)

	*now = now.Add(time.Second)
	at = see(syncer.Progress{Kind: syncer.KindQuantity, Done: 1, Total: 10})
	assert.Nil(t, at.Retry, "the shop answers again")
	assert.Equal(t, 10, at.Total, "another kind has its own total")
	assert.Zero(t, at.Rate, "and no rate yet")
}

// Steps come by the thousand; a page is told of few. Between two of them there may
// be minutes, when the shop is slow to answer a request: the last is told soon.
func TestStepsAreToldSeldomAndTheLastSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{ConfigFile: "none.yaml"})
		defer c.Close()

		l := c.lanes[syncer.Export]
		l.Observe(t.Context(), syncer.Started{Run: "r"})

		for n := 1; n <= 100; n++ {
			l.Observe(t.Context(), syncer.Progress{Kind: syncer.KindGood, Done: n, Total: 200})
		}

		assert.Equal(t, 1, c.State().Export.Done, "one is told, and what came in the same moment is not")

		time.Sleep(often)
		synctest.Wait()
		assert.Equal(t, 100, c.State().Export.Done)

		l.Observe(t.Context(), syncer.Progress{Kind: syncer.KindGood, Done: 200, Total: 200})
		l.ended(t.Context(), syncer.RunEnd{Report: syncer.Report{Run: "r"}})
		assert.Equal(t, 200, c.State().Export.Done, "the end tells all")

		time.Sleep(often)
		synctest.Wait()
	})
}

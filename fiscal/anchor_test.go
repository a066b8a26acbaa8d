package fiscal_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// bare is a journal without a history.
type bare struct{ fiscal.Journal }

// gate runs something in the moment between the last receipt's number and the claim.
type gate struct {
	fiscal.Journal

	before func()
}

func (g *gate) Begin(ctx context.Context, id string, anchor fiscal.Result) error {
	if g.before != nil {
		run := g.before
		g.before = nil
		run()
	}
	return g.Journal.Begin(ctx, id, anchor)
}

// Another program prints the same sum between our look at the device and our claim.
// Its receipt must not pass for ours, which never reached the device.
func TestAnOvertakenAnchorIsMadeAgain(t *testing.T) {
	t.Parallel()
	for name, history := range map[string]bool{"with a history": true, "without one": false} {
		b := newBench()
		var shared fiscal.Journal = b.journal
		if !history {
			shared = bare{b.journal}
		}
		other := fiscal.NewSpooler(b.dev, shared)
		b.spooler = fiscal.NewSpooler(b.dev, &gate{Journal: shared, before: func() {
			_, err := other.Print(context.Background(), "B", goodReceipt())
			if err != nil {
				t.Error(err)
			}
			b.dev.set(func(d *device) { d.before = errCable })
		}})
		_, err := b.spooler.Print(t.Context(), "A", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown, name)
		require.Equal(t, 2, b.journal.Entry("A").Begun, name)
		require.Equal(t, "0000085", b.journal.Entry("A").Anchor.Number, name)

		outcomes, err := b.spooler.Reconcile(t.Context())
		require.NoError(t, err)
		require.Equal(t, fiscal.StateUnknown, outcomes[0].State, name)
		b.dev.set(func(d *device) { d.clock = d.clock.Add(3 * time.Minute) })
		outcomes, err = b.spooler.Reconcile(t.Context())
		require.NoError(t, err)
		require.Equal(t, fiscal.StateFailed, outcomes[0].State, name)
		require.Equal(t, "0000085", b.journal.Entry("B").Result.Number, name)
		require.Len(t, b.dev.printed, 1, name)
	}
}

// In that same moment another program loses a receipt under the number that ours would
// get: it may yet come out, so ours waits.
func TestALostReceiptInTheMomentBeforeTheClaim(t *testing.T) {
	t.Parallel()
	b := newBench()
	other := fiscal.NewSpooler(b.dev, b.journal)
	b.spooler = fiscal.NewSpooler(b.dev, &gate{Journal: b.journal, before: func() {
		b.dev.set(func(d *device) { d.before = errCable })
		_, err := other.Print(context.Background(), "B", goodReceipt())
		if !errors.Is(err, fiscal.ErrOutcomeUnknown) {
			t.Error(err)
		}
		b.dev.set(func(d *device) { d.before = nil })
	}})
	_, err := b.spooler.Print(t.Context(), "A", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "expected from job B")
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("A").State)
	require.Empty(t, b.dev.printed)
}

// A program outside the journal that prints all the time is not fought.
func TestAnAnchorThatIsAlwaysOvertaken(t *testing.T) {
	t.Parallel()
	b := newBench()
	restless := &restless{device: b.dev}
	b.spooler = fiscal.NewSpooler(restless, b.journal)
	_, err := b.spooler.Print(t.Context(), "A", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "another program has printed meanwhile")
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("A").State)
	require.Equal(t, 3, b.journal.Entry("A").Begun)
}

// restless prints something at each question for its last receipt.
type restless struct{ *device }

func (r *restless) LastReceipt(ctx context.Context) (fiscal.Result, error) {
	last, err := r.device.LastReceipt(ctx)
	r.set(func(d *device) { d.put(goodReceipt()) })
	return last, err
}

// A program died after its claim, on an anchor that another receipt had overtaken. The
// number that another job holds proves nothing.
func TestANumberProvesOneJob(t *testing.T) {
	t.Parallel()
	for name, history := range map[string]bool{"from the journal": true, "from this spooler": false} {
		b := newBench()
		var journal fiscal.Journal = bare{b.journal}
		if history {
			journal = b.journal
		}
		b.spooler = fiscal.NewSpooler(b.dev, journal)
		anchor := fiscal.Result{Number: "0000084", Amount: dec("20"), Time: b.dev.clock, Device: "DT279013", TaskID: "x"}
		_, err := b.spooler.Print(t.Context(), "B", goodReceipt())
		require.NoError(t, err)
		require.NoError(t, b.journal.Begin(t.Context(), "A", anchor))
		b.dev.set(func(d *device) { d.clock = d.clock.Add(time.Hour) })
		if history {
			b.spooler = fiscal.NewSpooler(b.dev, journal)
		}
		outcomes, err := b.spooler.Reconcile(t.Context())
		require.NoError(t, err)
		require.Equal(t, fiscal.StateUnknown, outcomes[0].State, name)
		require.ErrorContains(t, outcomes[0].Cause, "belongs to job B", name)
	}
}

// A program that was stopped between claim and first byte for longer than its time has
// been given up by the others: it must not print any more.
func TestAProgramThatWakesUpTooLateSendsNothing(t *testing.T) {
	t.Parallel()
	b := newBench()
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	b.spooler = fiscal.NewSpooler(b.dev, &gate{Journal: b.journal, before: func() { now = now.Add(2 * time.Minute) }},
		fiscal.WithClock(func() time.Time { return now }))
	_, err := b.spooler.Print(t.Context(), "A", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "held up")
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("A").State)
	require.Empty(t, b.dev.printed)
}

// It comes back after another program has begun the job anew: it cannot end that one.
func TestAnOldAttemptCannotEndANewOne(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.dev.during = func() {
		b.dev.set(func(d *device) { d.during, d.before, d.clock = nil, errCable, d.clock.Add(time.Hour) })
		require.NoError(t, b.journal.Settle(t.Context(), "main/1", fiscal.StateFailed, fiscal.Result{}, errCable))
		require.NoError(t, b.journal.Begin(t.Context(), "main/1", fiscal.Result{TaskID: "of another program", Device: "DT279013"}))
	}
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Equal(t, fiscal.StatePrinting, b.journal.Entry("main/1").State)
}

// A device without a clock is judged by ours.
func TestADeviceWithoutAClock(t *testing.T) {
	t.Parallel()
	b := newBench()
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	b.dev.clock = time.Time{}
	b.spooler = fiscal.NewSpooler(b.dev, b.journal, fiscal.WithClock(func() time.Time { return now }))
	b.lose(t, false)
	require.Equal(t, now.Add(2*time.Minute), b.journal.Entry("main/1").Anchor.Until)
	_, err := b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Equal(t, fiscal.StateUnknown, b.journal.Entry("main/1").State)
	now = now.Add(2 * time.Minute)
	_, err = b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("main/1").State)
}

var _ fiscal.Journal = (*fiscaltest.Journal)(nil)

package fiscal_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

// offline makes the device say in every way that it cannot print.
func offlines() map[string]func(*device) {
	return map[string]func(*device){
		"no answer": func(d *device) { d.statusErr = fmt.Errorf("%w", fiscal.ErrOffline) },
		"not ready": func(d *device) { d.notReady = []fiscal.Message{failure("E301")} },
		"no number": func(d *device) { d.lastErr = errCable },
		"other one": func(d *device) { d.serial = "DT000001" },
	}
}

// "Offline, nothing was printed" is never said of a receipt that may be on paper.
func TestAnUnknownJobIsNeverCalledOffline(t *testing.T) {
	t.Parallel()
	for name, spoil := range offlines() {
		for _, history := range []bool{true, false} {
			b := newBench()
			if !history {
				b.spooler = fiscal.NewSpooler(b.dev, bare{b.journal})
			}
			b.lose(t, false)
			b.dev.set(spoil)
			_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
			require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown, name)
			require.NotErrorIs(t, err, fiscal.ErrOffline, name)
			require.Equal(t, fiscal.StateUnknown, b.journal.Entry("main/1").State)
		}
	}
}

func TestAPrintedJobIsPrintedWhateverTheDeviceSays(t *testing.T) {
	t.Parallel()
	for name, spoil := range offlines() {
		b := newBench()
		want, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.NoError(t, err)
		b.dev.set(spoil)
		got, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrPrinted, name)
		require.NotErrorIs(t, err, fiscal.ErrOffline, name)
		require.Equal(t, want, got)
	}
}

// A receipt that the journal did not take is reported with its result, also when the
// device has gone meanwhile.
func TestAnUnsavedReceiptIsNeverCalledOffline(t *testing.T) {
	t.Parallel()
	for name, spoil := range offlines() {
		b := newBench()
		b.dev.during = func() { b.journal.Break(errCable) }
		want, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrUnrecorded)
		b.dev.set(spoil)
		got, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrUnrecorded, name)
		require.NotErrorIs(t, err, fiscal.ErrOffline, name)
		require.Equal(t, want, got)
	}
}

func TestAnUnsavedUnknownJobStaysUnknown(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.dev.during = func() { b.journal.Break(errCable) }
	b.dev.after = errCable
	for range 2 {
		_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
		require.ErrorContains(t, err, "writing the journal")
	}
	require.Len(t, b.dev.printed, 1)
}

// An unsaved outcome and what the device says now are one line.
func TestReconcileListsAJobOnce(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.dev.during = func() { b.journal.Break(errCable) }
	b.dev.after = errCable
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	b.journal.Break(nil)
	outcomes, err := b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Len(t, outcomes, 1)
	require.Equal(t, fiscal.StatePrinted, outcomes[0].State)
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
}

// What was only written late is listed too, beside what the device says of others.
func TestReconcileListsWhatWasWrittenLate(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.lose(t, true)
	b.dev.put(goodReceipt()) // nobody can tell main/1 from it
	b.dev.during = func() { b.journal.Break(errCable) }
	_, err := b.spooler.Print(t.Context(), "main/2", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrUnrecorded)
	b.journal.Break(nil)
	outcomes, err := b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Len(t, outcomes, 2)
	require.Equal(t, "main/2", outcomes[0].Job.ID)
	require.Equal(t, fiscal.StatePrinted, outcomes[0].State)
	require.Equal(t, "main/1", outcomes[1].Job.ID)
	require.Equal(t, fiscal.StateUnknown, outcomes[1].State)
}

// A caller who goes away does not take the outcome with him: neither of the print nor
// of what was found out on the way.
func TestACancelledCallerLosesNoOutcome(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]fiscal.State{"": fiscal.StatePrinted, "lost": fiscal.StateUnknown, "refused": fiscal.StateFailed} {
		b := newBench()
		ctx, cancel := context.WithCancel(t.Context())
		b.dev.during = cancel
		switch want {
		case fiscal.StateUnknown:
			b.dev.after = errCable
		case fiscal.StateFailed:
			b.dev.before = fiscal.ErrRejected
		}
		_, err := b.spooler.Print(ctx, "main/1", goodReceipt())
		require.Equal(t, want == fiscal.StatePrinted, err == nil, name)
		require.ErrorIs(t, ctx.Err(), context.Canceled)
		require.Equal(t, want, b.journal.Entry("main/1").State, name)
	}
}

func TestResolveNeverChangesWhatTheDeviceSaid(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	paper := fiscal.Result{Number: "0000099"}

	b := newBench()
	r, err := b.spooler.Print(ctx, "main/1", goodReceipt())
	require.NoError(t, err)
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StateFailed, fiscal.Result{}), fiscal.ErrPrinted)
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StatePrinted, paper), fiscal.ErrPrinted)
	require.Equal(t, r, b.journal.Entry("main/1").Result)

	b = newBench() // printed, and the journal has not heard of it
	b.dev.during = func() { b.journal.Break(errCable) }
	r, err = b.spooler.Print(ctx, "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrUnrecorded)
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StateFailed, fiscal.Result{}), fiscal.ErrPrinted)
	b.journal.Break(nil)
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StateFailed, fiscal.Result{}), fiscal.ErrPrinted)
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
	require.Equal(t, r, b.journal.Entry("main/1").Result)

	b = newBench() // refused, and the journal has not heard of it
	b.dev.during = func() { b.journal.Break(errCable) }
	b.dev.before = fiscal.ErrRejected
	_, err = b.spooler.Print(ctx, "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrRejected)
	b.journal.Break(nil)
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StatePrinted, paper), fiscal.ErrInvalid)
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("main/1").State)
}

// A job that another program may be printing is not for a person to settle, until its
// time is over or the device's server alone is at it.
func TestResolveLeavesALivePrintAlone(t *testing.T) {
	t.Parallel()
	b := newBench()
	anchor := fiscal.Result{TaskID: "x", Device: "DT279013", Time: b.dev.clock, Until: b.dev.clock.Add(time.Minute)}
	require.NoError(t, b.journal.Begin(t.Context(), "main/1", anchor))
	resolve := func() error { return b.spooler.Resolve(t.Context(), "main/1", fiscal.StateFailed, fiscal.Result{}) }
	err := resolve()
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.ErrorIs(t, err, fiscal.ErrPrinting)
	require.Equal(t, fiscal.StatePrinting, b.journal.Entry("main/1").State)
	b.dev.set(func(d *device) { d.clock = d.clock.Add(time.Minute) })
	require.NoError(t, resolve())
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("main/1").State)

	b = newBench()
	b.dev.before = fmt.Errorf("%w: %w", fiscal.ErrOutcomeUnknown, fiscal.ErrPrinting)
	_, err = b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrPrinting)
	require.NoError(t, b.spooler.Resolve(t.Context(), "main/1", fiscal.StatePrinted, fiscal.Result{Number: "0000085"}))
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
}

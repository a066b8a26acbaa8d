package fiscal_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// twoPrograms are two spoolers that share a device and a journal, as processes do.
func twoPrograms(t *testing.T, opts ...fiscal.SpoolerOption) (a shop, b *fiscal.Spooler) {
	t.Helper()
	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)
	p, err := netfp.Open(t.Context(), netfp.Options{Addr: server.Addr(), PollEvery: time.Millisecond})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	j := &fiscaltest.Journal{}
	return shop{server, p, j, fiscal.NewSpooler(p, j)}, fiscal.NewSpooler(p, j, opts...)
}

// begun waits until a job has the device.
func (s shop) begun(t *testing.T, id string) {
	t.Helper()
	require.Eventually(t, func() bool { return s.journal.Entry(id).State == fiscal.StatePrinting }, 5*time.Second, time.Millisecond)
}

func TestAnotherProgramsPrintIsWaitedFor(t *testing.T) {
	t.Parallel()
	a, b := twoPrograms(t)
	a.server.Slow(300 * time.Millisecond)
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := a.spooler.Print(context.Background(), "A", goodReceipt())
		if err != nil {
			t.Error(err)
		}
	})
	a.begun(t, "A")
	r, err := b.Print(t.Context(), "B", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "0000002", r.Number)
	wg.Wait()
	require.Equal(t, 1, a.journal.Entry("A").Begun)
	require.Equal(t, fiscal.StatePrinted, a.journal.Entry("A").State)
}

// The result of a task can be read once, and it belongs to the program that waits for
// it, however often another one reconciles or prints.
func TestALivePrintKeepsItsDeviceAndItsResult(t *testing.T) {
	t.Parallel()
	a, b := twoPrograms(t, fiscal.WithQueueTime(0))
	a.server.Slow(300 * time.Millisecond)
	a.server.Async(1)
	var wg sync.WaitGroup
	var result fiscal.Result
	var failed error
	done := make(chan struct{})
	wg.Go(func() {
		defer close(done)
		result, failed = a.spooler.Print(context.Background(), "A", goodReceipt())
	})
	a.begun(t, "A")
	for live := true; live; {
		outcomes, err := b.Reconcile(t.Context())
		require.NoError(t, err)
		for _, o := range outcomes {
			require.Equal(t, fiscal.StatePrinting, o.State)
			require.ErrorIs(t, o.Cause, fiscal.ErrPrinting)
		}
		if len(outcomes) > 0 {
			_, err = b.Print(t.Context(), "A", goodReceipt())
			require.True(t, errors.Is(err, fiscal.ErrOutcomeUnknown) || errors.Is(err, fiscal.ErrPrinted), "%v", err)
			err = b.Resolve(t.Context(), "A", fiscal.StateFailed, fiscal.Result{})
			require.Error(t, err)
		}
		select {
		case <-done:
			live = false
		case <-time.After(5 * time.Millisecond):
		}
	}
	wg.Wait()
	require.NoError(t, failed)
	require.Equal(t, "0000001", result.Number)
	require.Equal(t, fiscal.StatePrinted, a.journal.Entry("A").State)
	require.Len(t, a.server.Receipts(), 1)
}

func TestABusyDeviceIsOffline(t *testing.T) {
	t.Parallel()
	for name, wait := range map[string]time.Duration{"at once": 0, "after a wait": 20 * time.Millisecond} {
		b := newBench(fiscal.WithQueueTime(wait))
		require.NoError(t, b.journal.Begin(t.Context(), "A", fiscal.Result{Device: "DT279013", Time: b.dev.clock}), name)
		_, err := b.spooler.Print(t.Context(), "B", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrOffline, name)
		require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
		require.ErrorContains(t, err, "job A is being printed")
		require.Zero(t, b.journal.Entry("B"))
		require.Equal(t, fiscal.StatePrinting, b.journal.Entry("A").State)
		require.Empty(t, b.dev.printed)
	}
}

func TestWaitingForADeviceEndsWithTheContext(t *testing.T) {
	t.Parallel()
	b := newBench(fiscal.WithQueueTime(time.Hour))
	require.NoError(t, b.journal.Begin(t.Context(), "A", fiscal.Result{Device: "DT279013", Time: b.dev.clock}))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := b.spooler.Print(ctx, "B", goodReceipt())
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Empty(t, b.dev.printed)
}

// A receipt that the server still works on when our time is over keeps its device, and
// the same program may ask for it at once.
func TestWhatTheServerIsStillAtStaysPrinting(t *testing.T) {
	t.Parallel()
	a, b := twoPrograms(t, fiscal.WithQueueTime(0))
	a.spooler = fiscal.NewSpooler(a.printer, a.journal, fiscal.WithPrintTimeout(time.Second))
	a.server.Slow(3 * time.Second)
	_, err := a.spooler.Print(t.Context(), "A", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.ErrorIs(t, err, fiscal.ErrPrinting)
	require.Equal(t, fiscal.StatePrinting, a.journal.Entry("A").State)

	_, err = b.Print(t.Context(), "B", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	outcomes, err := a.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinting, outcomes[0].State)
	require.Equal(t, fiscal.StatePrinting, a.journal.Entry("A").State)

	require.Eventually(t, func() bool {
		_, err := a.spooler.Reconcile(context.Background())
		return err == nil && a.journal.Entry("A").State == fiscal.StatePrinted
	}, 5*time.Second, 10*time.Millisecond)
	require.Len(t, a.server.Receipts(), 1)
}

// Two programs with different patience respect one another: the anchor says how long.
func TestAnImpatientProgramLeavesAPatientOneAlone(t *testing.T) {
	t.Parallel()
	b := newBench(fiscal.WithPrintTimeout(10 * time.Minute))
	other := fiscal.NewSpooler(b.dev, b.journal, fiscal.WithQuietTime(time.Second), fiscal.WithQueueTime(0))
	b.dev.during = func() {
		b.dev.set(func(d *device) { d.clock = d.clock.Add(9 * time.Minute) })
		outcomes, err := other.Reconcile(context.Background())
		if err != nil || len(outcomes) != 1 || outcomes[0].State != fiscal.StatePrinting {
			t.Errorf("%v %v", outcomes, err)
		}
		_, err = other.Print(context.Background(), "main/1", goodReceipt())
		if !errors.Is(err, fiscal.ErrOutcomeUnknown) {
			t.Error(err)
		}
	}
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Len(t, b.dev.printed, 1)
}

// The quiet time is never shorter than a print and its settling.
func TestQuietTimeFollowsThePrintTimeout(t *testing.T) {
	t.Parallel()
	for _, opts := range [][]fiscal.SpoolerOption{
		{fiscal.WithPrintTimeout(time.Hour)},
		{fiscal.WithPrintTimeout(time.Hour), fiscal.WithQuietTime(time.Minute)},
		{fiscal.WithQuietTime(time.Minute), fiscal.WithPrintTimeout(time.Hour)},
	} {
		b := newBench(opts...)
		b.lose(t, false)
		b.dev.set(func(d *device) { d.clock = d.clock.Add(time.Hour + 29*time.Second) })
		outcomes, err := b.spooler.Reconcile(t.Context())
		require.NoError(t, err)
		require.Equal(t, fiscal.StateUnknown, outcomes[0].State)
		b.dev.set(func(d *device) { d.clock = d.clock.Add(time.Second) })
		outcomes, err = b.spooler.Reconcile(t.Context())
		require.NoError(t, err)
		require.Equal(t, fiscal.StateFailed, outcomes[0].State)
	}
}

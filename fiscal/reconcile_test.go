package fiscal_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

// lose prints main/1 so that nobody knows the outcome.
func (b bench) lose(t *testing.T, printed bool) {
	t.Helper()
	b.dev.set(func(d *device) {
		if printed {
			d.after = errCable
		} else {
			d.before = errCable
		}
	})
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	b.dev.set(func(d *device) { d.before, d.after = nil, nil })
}

func TestReconcileByTheLastReceipt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		printed bool
		then    func(*device)
		want    fiscal.State
	}{
		{"the number went up by one", true, func(*device) {}, fiscal.StatePrinted},
		{"the number stands still, and long enough", false, func(d *device) { d.clock = d.clock.Add(3 * time.Minute) }, fiscal.StateFailed},
		{"it may still be printing", false, func(*device) {}, fiscal.StateUnknown},
		{"a receipt is open", false, func(d *device) { d.open, d.clock = true, d.clock.Add(time.Hour) }, fiscal.StateUnknown},
		{"the next receipt, while one is open", true, func(d *device) { d.open = true }, fiscal.StateUnknown},
		{"another sum", true, func(d *device) { d.last.Amount = dec("19.99") }, fiscal.StateUnknown},
		{"an older receipt", true, func(d *device) { d.last.Time = d.last.Time.Add(-time.Hour) }, fiscal.StateUnknown},
		{"two receipts later", true, func(d *device) { d.put(goodReceipt()) }, fiscal.StateUnknown},
		{"another fiscal memory", true, func(d *device) { d.last.FiscalMemory = "36000001" }, fiscal.StateUnknown},
		{"a number that is none", true, func(d *device) { d.last.Number = "?" }, fiscal.StateUnknown},
		{"a device that cannot tell", true, func(d *device) { d.lastErr = fiscal.ErrUnsupported }, fiscal.StateUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench()
			b.lose(t, tt.printed)
			b.dev.set(tt.then)
			paper := len(b.dev.printed)
			outcomes, err := b.spooler.Reconcile(t.Context())
			require.NoError(t, err)
			require.Len(t, outcomes, 1)
			require.Equal(t, tt.want, outcomes[0].State)
			require.Equal(t, tt.want, b.journal.Entry("main/1").State)
			require.Len(t, b.dev.printed, paper, "reconciling prints nothing")
			if tt.want == fiscal.StatePrinted {
				require.Equal(t, "0000085", b.journal.Entry("main/1").Result.Number)
				require.Equal(t, "02279013", b.journal.Entry("main/1").Result.FiscalMemory)
			} else {
				require.Error(t, outcomes[0].Cause)
			}
		})
	}
}

func TestPrintAfterALostReplyNeverDoubles(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.lose(t, true)
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "0000085", r.Number)
	require.Len(t, b.dev.printed, 1)
}

// Two jobs never wait for the same number: the second receipt would pass for the
// first one.
func TestUnknownHoldsItsNumber(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.lose(t, false)
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	_, err = b.spooler.Print(t.Context(), "main/2", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "main/1")
	require.Empty(t, b.dev.printed)

	b.dev.set(func(d *device) { d.clock = d.clock.Add(3 * time.Minute) })
	_, err = b.spooler.Print(t.Context(), "main/2", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, fiscal.StateFailed, b.journal.Entry("main/1").State)
	_, err = b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Len(t, b.dev.printed, 2)
}

// What no device can decide any more does not stop the others.
func TestUndecidableDoesNotBlock(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.lose(t, true)
	b.dev.put(goodReceipt()) // somebody else used the device
	_, err := b.spooler.Print(t.Context(), "main/2", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, fiscal.StateUnknown, b.journal.Entry("main/1").State)
	_, err = b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Len(t, b.dev.printed, 3)
}

// A program that was killed in the middle leaves a job that is still "printing".
func TestReconcileAfterACrash(t *testing.T) {
	t.Parallel()
	b := newBench()
	anchor := fiscal.Result{Number: "0000084", Amount: dec("20"), Time: b.dev.clock, Device: "DT279013"}
	require.NoError(t, b.journal.Begin(t.Context(), "main/1", anchor))
	b.dev.put(goodReceipt())
	outcomes, err := b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinting, outcomes[0].State, "its program may still live")
	require.ErrorIs(t, outcomes[0].Cause, fiscal.ErrPrinting)
	require.Equal(t, fiscal.StatePrinting, b.journal.Entry("main/1").State)

	b.dev.set(func(d *device) { d.clock = d.clock.Add(2 * time.Minute) })
	outcomes, err = b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinted, outcomes[0].State)
	require.Equal(t, fiscal.StatePrinting, outcomes[0].Job.State)
	require.Equal(t, "0000085", b.journal.Entry("main/1").Result.Number)
}

func TestReconcileLeavesOtherDevicesAlone(t *testing.T) {
	t.Parallel()
	b := newBench()
	require.NoError(t, b.journal.Begin(t.Context(), "main/1", fiscal.Result{Number: "0000084", Device: "DT000001"}))
	outcomes, err := b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Empty(t, outcomes)
	_, err = b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown, "it may be on the other device's paper")
	require.Empty(t, b.dev.printed)
}

func TestReconcileOffline(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.dev.statusErr = errCable
	_, err := b.spooler.Reconcile(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
}

func TestReconcileByTask(t *testing.T) {
	t.Parallel()
	rejected := fmt.Errorf("no paper: %w", fiscal.ErrRejected)
	tests := []struct {
		name    string
		state   fiscal.State
		err     error
		want    fiscal.State
		journal fiscal.State
	}{
		{"printed", fiscal.StatePrinted, nil, fiscal.StatePrinted, fiscal.StatePrinted},
		{"failed", fiscal.StateFailed, rejected, fiscal.StateFailed, fiscal.StateFailed},
		{"still printing", fiscal.StatePrinting, nil, fiscal.StatePrinting, fiscal.StateUnknown},
		{"forgotten", fiscal.StateUnknown, nil, fiscal.StateUnknown, fiscal.StateUnknown},
		{"not to be asked", "", errCable, fiscal.StateUnknown, fiscal.StateUnknown},
		{"unsupported, so the last receipt counts", "", fiscal.ErrUnsupported, fiscal.StatePrinted, fiscal.StatePrinted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench()
			srv := &server{device: b.dev, task: func(string) (fiscal.Result, fiscal.State, error) {
				return fiscal.Result{Number: "0000085"}, tt.state, tt.err
			}}
			b.spooler = fiscal.NewSpooler(srv, b.journal)
			b.lose(t, true)
			outcomes, err := b.spooler.Reconcile(t.Context())
			require.NoError(t, err)
			require.Equal(t, tt.want, outcomes[0].State)
			require.Equal(t, tt.journal, b.journal.Entry("main/1").State)
			require.Equal(t, []string{b.journal.Entry("main/1").Anchor.TaskID}, srv.seen)
		})
	}
}

// A server remembers the id of a try that failed, so every try gets an id of its own,
// and the journal knows it before the first byte.
func TestEveryAttemptHasItsOwnTaskID(t *testing.T) {
	t.Parallel()
	b := newBench()
	var ids []string
	b.dev.during = func() { ids = append(ids, b.journal.Entry("main/1").Anchor.TaskID) }
	b.dev.before = fiscal.ErrRejected
	for range 2 {
		_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrRejected)
	}
	b.dev.before = nil
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Len(t, ids, 3)
	for i, id := range ids {
		require.True(t, strings.HasPrefix(id, fmt.Sprintf("main/1~%d-", i+1)), id)
	}
	require.Equal(t, ids[2], r.TaskID)
	require.Equal(t, ids[2], b.dev.printed[0].TaskID)
}

func TestResolve(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.lose(t, true)
	ctx := t.Context()
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StateUnknown, fiscal.Result{}), fiscal.ErrInvalid)
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/1", fiscal.StatePrinted, fiscal.Result{}), fiscal.ErrInvalid)
	require.Error(t, b.spooler.Resolve(ctx, "main/9", fiscal.StateFailed, fiscal.Result{}))
	require.ErrorIs(t, b.spooler.Resolve(ctx, "main/9", fiscal.StateFailed, fiscal.Result{}), fiscal.ErrInvalid)
	require.NoError(t, b.spooler.Resolve(ctx, "main/1", fiscal.StatePrinted, fiscal.Result{Number: "0000085"}))
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)

	b = newBench()
	b.lose(t, false)
	require.NoError(t, b.spooler.Resolve(ctx, "main/1", fiscal.StateFailed, fiscal.Result{}))
	_, err := b.spooler.Print(ctx, "main/1", goodReceipt())
	require.NoError(t, err)
	require.Len(t, b.dev.printed, 1)
}

func TestReconcileCancelled(t *testing.T) {
	t.Parallel()
	b := newBench()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := b.spooler.Reconcile(ctx)
	require.True(t, errors.Is(err, context.Canceled) || errors.Is(err, fiscal.ErrOffline), "%v", err)
}

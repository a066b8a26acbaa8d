package fiscal_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

// till is a device on a cable that can end an open receipt.
type till struct {
	*device

	aborted int
	inUse   bool // by a program outside the journal
	paid    bool // so that the receipt can only be closed
}

var _ fiscal.Aborter = (*till)(nil)

func (d *till) Abort(context.Context) error {
	if d.inUse {
		return fmt.Errorf("the open receipt grows: %w", fiscal.ErrOffline)
	}
	d.aborted++
	d.set(func(d *device) { d.open = false })
	if d.paid {
		d.put(goodReceipt())
	}
	return nil
}

func newTill() (*till, bench) {
	b := newBench()
	d := &till{device: b.dev}
	b.spooler = fiscal.NewSpooler(d, b.journal)
	return d, b
}

func TestAReceiptLeftOpenIsEnded(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		set  func(*till)
		want fiscal.State
	}{
		{"it was not paid", func(*till) {}, fiscal.StateFailed},
		{"it was paid in full", func(d *till) { d.paid = true }, fiscal.StatePrinted},
		{"another program is at work on it", func(d *till) { d.inUse = true }, fiscal.StateUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, b := newTill()
			b.lose(t, false)
			d.set(func(d *device) { d.open, d.clock = true, d.clock.Add(3*time.Minute) })
			tt.set(d)
			outcomes, err := b.spooler.Reconcile(t.Context())
			require.NoError(t, err)
			require.Len(t, outcomes, 1)
			require.Equal(t, tt.want, outcomes[0].State)
			require.Equal(t, tt.want, b.journal.Entry("main/1").State)
		})
	}
}

// An open receipt that no job of the journal left behind is ended before the anchor is
// taken, so that the next number is the job's own.
func TestAnOpenReceiptOfNobodyIsEndedBeforeAPrint(t *testing.T) {
	t.Parallel()
	d, b := newTill()
	d.open, d.paid = true, true
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "0000086", r.Number)
	require.Equal(t, 1, d.aborted)
}

func TestAnOpenReceiptThatCannotBeEndedIsLeftAlone(t *testing.T) {
	t.Parallel()
	for name, spooler := range map[string]func() (*device, bench){
		"in use": func() (*device, bench) {
			d, b := newTill()
			d.inUse = true
			return d.device, b
		},
		"no way to end it": func() (*device, bench) {
			b := newBench()
			return b.dev, b
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, b := spooler()
			d.open = true
			_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
			require.ErrorIs(t, err, fiscal.ErrOffline)
			require.ErrorContains(t, err, "open")
			require.Empty(t, d.printed)
		})
	}
}

// A paid receipt that is still open would come out after a person has said that
// nothing did.
func TestNothingCameOutIsNotBelievedWhileAReceiptIsOpen(t *testing.T) {
	t.Parallel()
	d, b := newTill()
	b.lose(t, false)
	d.set(func(d *device) { d.open, d.clock = true, d.clock.Add(3*time.Minute) })
	d.paid = true
	err := b.spooler.Resolve(t.Context(), "main/1", fiscal.StateFailed, fiscal.Result{})
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Equal(t, fiscal.StateUnknown, b.journal.Entry("main/1").State)
	_, err = b.spooler.Reconcile(t.Context())
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
	require.Len(t, d.printed, 1)
}

// While a program prints, another one does not touch the receipt that is open.
func TestTheReceiptOfALivePrintIsNotEnded(t *testing.T) {
	t.Parallel()
	d, b := newTill()
	d.during = func() {
		d.set(func(d *device) { d.open = true })
		other := fiscal.NewSpooler(d, b.journal)
		_, err := other.Print(withoutPatience(t), "main/2", goodReceipt())
		require.Error(t, err)
		d.set(func(d *device) { d.open = false })
	}
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Zero(t, d.aborted)
}

func withoutPatience(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

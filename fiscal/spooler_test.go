package fiscal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var errCable = errors.New("the cable was pulled")

type bench struct {
	dev     *device
	journal *fiscaltest.Journal
	spooler *fiscal.Spooler
}

func newBench(opts ...fiscal.SpoolerOption) bench {
	b := bench{dev: newDevice(), journal: &fiscaltest.Journal{}}
	b.spooler = fiscal.NewSpooler(b.dev, b.journal, opts...)
	return b
}

func TestPrint(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	b := newBench(fiscal.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "0000085", r.Number)
	require.Equal(t, "20.00", r.Amount.StringFixed(2))
	require.Equal(t, "DT279013", r.Device)
	require.Equal(t, "02279013", r.FiscalMemory)
	require.True(t, strings.HasPrefix(r.TaskID, "main/1~1-"), r.TaskID)
	require.Empty(t, r.Warnings)
	require.Equal(t, r.TaskID, b.dev.printed[0].TaskID)
	require.Contains(t, log.String(), "main/1")

	e := b.journal.Entry("main/1")
	require.Equal(t, fiscal.StatePrinted, e.State)
	require.Equal(t, r, e.Result)
	require.Equal(t, "0000084", e.Anchor.Number)
	require.Equal(t, "20.00", e.Anchor.Amount.StringFixed(2))
	require.Equal(t, "DT279013", e.Anchor.Device)
	require.Equal(t, r.TaskID, e.Anchor.TaskID, "the id is durable before the first byte")
	require.Equal(t, e.Anchor.Time.Add(2*time.Minute), e.Anchor.Until)

	again, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrPrinted)
	require.Equal(t, r, again)
	require.Len(t, b.dev.printed, 1)
}

func TestReverse(t *testing.T) {
	t.Parallel()
	b := newBench()
	r, err := b.spooler.Reverse(t.Context(), "main/1/storno", goodReversal())
	require.NoError(t, err)
	require.Equal(t, "0000085", r.Number)
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1/storno").State)

	_, err = b.spooler.Reverse(t.Context(), "main/2/storno", fiscal.Reversal{Receipt: goodReceipt()})
	require.ErrorIs(t, err, fiscal.ErrInvalid)
}

// Whatever goes wrong before the first byte leaves no trace: the job stays pending.
func TestNothingBegins(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spoil func(*device, *fiscal.Receipt)
		kind  error
	}{
		{"invalid receipt", func(_ *device, r *fiscal.Receipt) { r.Items = nil }, fiscal.ErrInvalid},
		{"offline", func(d *device, _ *fiscal.Receipt) { d.statusErr = fmt.Errorf("%w", fiscal.ErrOffline) }, fiscal.ErrOffline},
		{"any error of the status", func(d *device, _ *fiscal.Receipt) { d.statusErr = errCable }, fiscal.ErrOffline},
		{"a status that claims too much", func(d *device, _ *fiscal.Receipt) { d.statusErr = fiscal.ErrOutcomeUnknown }, fiscal.ErrOffline},
		{"no paper", func(d *device, _ *fiscal.Receipt) { d.notReady = []fiscal.Message{failure("E301")} }, fiscal.ErrOffline},
		{"no answer inside", func(d *device, _ *fiscal.Receipt) { d.notReady = []fiscal.Message{failure("E101")} }, fiscal.ErrOffline},
		{"last receipt fails", func(d *device, _ *fiscal.Receipt) { d.lastErr = errCable }, fiscal.ErrOffline},
		{"another device", func(d *device, _ *fiscal.Receipt) { d.serial = "DT000001" }, fiscal.ErrInvalid},
		{"a payment it does not take", func(d *device, _ *fiscal.Receipt) { d.payments = []fiscal.PaymentKind{"card"} }, fiscal.ErrInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b, r := newBench(), goodReceipt()
			tt.spoil(b.dev, &r)
			_, err := b.spooler.Print(t.Context(), "main/1", r)
			require.ErrorIs(t, err, tt.kind)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			require.Zero(t, b.journal.Entry("main/1"))
			require.Empty(t, b.dev.printed)
		})
	}
}

func TestNoIDNoPrint(t *testing.T) {
	t.Parallel()
	_, err := newBench().spooler.Print(t.Context(), "", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrInvalid)
}

func TestOtherDeviceAllowed(t *testing.T) {
	t.Parallel()
	b := newBench(fiscal.WithOtherDevice())
	b.dev.serial = "DT000001"
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
}

func TestUnsupportedLastReceiptIsNoObstacle(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.dev.lastErr = fmt.Errorf("no such command: %w", fiscal.ErrUnsupported)
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
}

func TestFailedMayBePrintedAgain(t *testing.T) {
	t.Parallel()
	for _, kind := range []error{fiscal.ErrOffline, fiscal.ErrRejected, fiscal.ErrInvalid, fiscal.ErrUnsupported} {
		b := newBench()
		b.dev.before = fmt.Errorf("no: %w", kind)
		_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, kind)
		require.Equal(t, fiscal.StateFailed, b.journal.Entry("main/1").State)

		b.dev.before = nil
		r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.NoError(t, err)
		require.Equal(t, "0000085", r.Number)
		require.Equal(t, 2, b.journal.Entry("main/1").Begun)
	}
}

// An error that promises nothing is an unknown outcome.
func TestUnknownOutcome(t *testing.T) {
	t.Parallel()
	for _, cause := range []error{errCable, context.DeadlineExceeded, fiscal.ErrOutcomeUnknown} {
		b := newBench()
		b.dev.before = cause
		_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
		require.ErrorIs(t, err, cause)
		require.Equal(t, fiscal.StateUnknown, b.journal.Entry("main/1").State)
	}
}

func TestPrintGoesOnAfterCancel(t *testing.T) {
	t.Parallel()
	b := newBench()
	ctx, cancel := context.WithCancel(t.Context())
	b.dev.during = cancel
	r, err := b.spooler.Print(ctx, "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "0000085", r.Number)
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
}

func TestCancelledBeforeItBegins(t *testing.T) {
	t.Parallel()
	b := newBench()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := b.spooler.Print(ctx, "main/1", goodReceipt())
	require.ErrorIs(t, err, context.Canceled)
	require.Zero(t, b.journal.Entry("main/1"))
}

func TestJournalThatCannotBegin(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.journal.Break(errCable)
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, errCable)
	require.Empty(t, b.dev.printed)
}

// A receipt that the journal could not take is kept and written with the next job.
func TestJournalThatFailsAfterwards(t *testing.T) {
	t.Parallel()
	b := newBench()
	b.dev.during = func() { b.journal.Break(errCable) }
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrUnrecorded)
	require.ErrorIs(t, err, errCable)
	require.Equal(t, "0000085", r.Number)

	again, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrUnrecorded)
	require.Equal(t, r, again)

	b.dev.set(func(d *device) { d.during = nil })
	b.journal.Break(nil)
	again, err = b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, r, again)
	require.Len(t, b.dev.printed, 1)
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
}

func TestOneAtATimeAndOnce(t *testing.T) {
	t.Parallel()
	b := newBench()
	const jobs, callers = 10, 3
	var wg sync.WaitGroup
	for i := range jobs * callers {
		wg.Go(func() {
			_, err := b.spooler.Print(context.Background(), fmt.Sprintf("main/%d", i%jobs), goodReceipt())
			if err != nil && !errors.Is(err, fiscal.ErrPrinted) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	require.Len(t, b.dev.printed, jobs)
}

// The device printed and said little: the receipt is printed all the same, with the
// amount of the document and a warning for what a storno will need.
func TestAReplyThatSaysLittle(t *testing.T) {
	t.Parallel()
	b := newBench()
	srv := &server{device: b.dev, task: func(string) (fiscal.Result, fiscal.State, error) {
		return fiscal.Result{}, fiscal.StatePrinted, nil
	}}
	b.spooler = fiscal.NewSpooler(srv, b.journal)
	b.dev.after = errCable
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "20.00", r.Amount.StringFixed(2))
	require.Empty(t, r.Number)
	require.Equal(t, "DT279013", r.Device)
	require.Equal(t, "02279013", r.FiscalMemory)
	require.Len(t, r.Warnings, 2)
	require.Contains(t, r.Warnings[0].Text, "amount")
	require.Contains(t, r.Warnings[1].Text, "number")
	require.Equal(t, fiscal.StatePrinted, b.journal.Entry("main/1").State)
	require.Equal(t, r, b.journal.Entry("main/1").Result)
}

func TestAnotherAmountIsAWarning(t *testing.T) {
	t.Parallel()
	b := newBench()
	srv := &server{device: b.dev, task: func(string) (fiscal.Result, fiscal.State, error) {
		return fiscal.Result{Number: "0000085", Amount: dec("19.99")}, fiscal.StatePrinted, nil
	}}
	b.spooler = fiscal.NewSpooler(srv, b.journal)
	b.dev.after = errCable
	_, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	r, err := b.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Len(t, r.Warnings, 1)
	require.Contains(t, r.Warnings[0].Text, "19.99 instead of 20.00")
}

package syncer_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// later moves the engine's clock, so that a print that was given up has ended for all.
func (w *world) later(d time.Duration) {
	w.cfg.Now = func() time.Time { return time.Now().Add(d) }
}

// lost sells one good whose receipt is on paper, or is not, without anybody knowing: the
// device's server lost its reply, and forgot its tasks when it was started again.
func lost(t *testing.T, printed bool) (*world, *fiscaltest.Server, gombashop.OrderID) {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)

	if printed {
		device.FailAfterPrint("E101")
	} else {
		device.Fail("E101")
	}

	id := w.order(t, buys("A", "1"))
	report := w.imports(t)
	require.Equal(t, []text.Code{text.ReceiptUnknown}, codes(report.Parked))
	require.Equal(t, "unknown", w.receiptState(t))
	device.ForgetTasks()

	return w, device, id
}

func (w *world) receiptState(t *testing.T) string {
	t.Helper()

	return w.scalar(t, "SELECT State FROM gomba_receipts WHERE Kind = 'sale'")
}

func job(id gombashop.OrderID) string { return "sale:main:" + string(id) }

// The device's server cannot tell any more, so it takes a person.
func TestAnUnknownReceiptIsSettledByAPerson(t *testing.T) {
	t.Parallel()

	t.Run("it is on paper", func(t *testing.T) {
		t.Parallel()

		w, device, id := lost(t, true)
		s := w.engine(t)
		outcomes, err := s.ReconcileReceipts(t.Context())
		require.NoError(t, err)
		require.Len(t, outcomes, 1)
		require.Equal(t, fiscal.StateUnknown, outcomes[0].State)

		require.ErrorIs(t, s.ResolveReceipt(t.Context(), job(id), fiscal.StatePrinted, fiscal.Result{}), fiscal.ErrInvalid, "no number")
		require.NoError(t, s.ResolveReceipt(t.Context(), job(id), fiscal.StatePrinted, fiscal.Result{Number: "0000001"}))
		w.imports(t)
		require.Len(t, device.Receipts(), 1)

		told := w.told(t, id).Receipts
		require.Len(t, told, 1)
		require.Equal(t, []string{"0000001", "10", "02279013"}, []string{told[0].Number, told[0].Amount.String(), told[0].FiscalMemory})
		require.ErrorIs(t, s.ResolveReceipt(t.Context(), job(id), fiscal.StateFailed, fiscal.Result{}), fiscal.ErrPrinted)
	})

	t.Run("nothing came out", func(t *testing.T) {
		t.Parallel()

		w, device, id := lost(t, false)
		require.NoError(t, w.engine(t).ResolveReceipt(t.Context(), job(id), fiscal.StateFailed, fiscal.Result{}))
		w.imports(t)
		require.Len(t, device.Receipts(), 1)
		require.Len(t, w.told(t, id).Receipts, 1)
	})
}

// forgetful prints, and does not tell.
type forgetful struct{ *netfp.Printer }

func (f forgetful) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	if _, err := f.Printer.Print(ctx, r); err != nil {
		return fiscal.Result{}, err
	}

	return fiscal.Result{}, fiscal.ErrOutcomeUnknown
}

// While the server remembers the task, asking is enough.
func TestReconcileReceiptsAsksTheDevice(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	printer, ok := w.cfg.Fiscal.Printer.(*netfp.Printer)
	require.True(t, ok)

	w.cfg.Fiscal.Printer = forgetful{printer}
	id := w.order(t, buys("A", "1"))
	w.imports(t)
	require.Equal(t, "unknown", w.receiptState(t))

	outcomes, err := w.engine(t).ReconcileReceipts(t.Context())
	require.NoError(t, err)
	require.Len(t, outcomes, 1)
	require.Equal(t, fiscal.StatePrinted, outcomes[0].State)
	require.Equal(t, "printed", w.receiptState(t))
	require.Equal(t, "0", w.scalar(t, "SELECT ReceiptUnknown FROM gomba_orders"))

	w.imports(t)
	require.Len(t, device.Receipts(), 1)
	require.Len(t, w.told(t, id).Receipts, 1)
}

func TestReceiptsNeedAPrinter(t *testing.T) {
	t.Parallel()

	s := newWorld(t).engine(t)
	_, err := s.ReconcileReceipts(t.Context())
	require.Equal(t, text.NoPrinter, problemOf(t, err).Code)
	require.Equal(t, text.NoPrinter, problemOf(t, s.ResolveReceipt(t.Context(), "x", fiscal.StateFailed, fiscal.Result{})).Code)
	_, err = s.ReverseReceipt(t.Context(), "1", fiscal.ReasonRefund)
	require.Equal(t, text.NoPrinter, problemOf(t, err).Code)
}

func problemOf(t *testing.T, err error) *syncer.Problem {
	t.Helper()

	var p *syncer.Problem

	require.ErrorAs(t, err, &p)

	return p
}

func TestReverseReceiptPrintsOneStorno(t *testing.T) {
	t.Parallel()

	for _, reason := range []fiscal.Reason{fiscal.ReasonOperatorError, fiscal.ReasonRefund, fiscal.ReasonTaxBaseReduction} {
		t.Run(string(reason), func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			device := w.printer(t)
			id := w.order(t, buys("A", "2"))
			w.imports(t)

			s := w.engine(t)
			report, err := s.ReverseReceipt(t.Context(), string(id), reason)
			require.NoError(t, err)
			require.Empty(t, report.Warnings)
			require.Empty(t, report.Parked)
			require.Len(t, device.Receipts(), 2)

			storno := device.Receipts()[1]
			require.True(t, storno.Reversal)
			require.Equal(t, []string{string(reason), "0000001", w.told(t, id).USN, "20.00"},
				[]string{storno.Reason, storno.OriginalNumber, storno.USN, storno.Total})
			require.Len(t, w.told(t, id).Receipts, 2)

			_, err = s.ReverseReceipt(t.Context(), string(id), reason)
			require.Equal(t, text.NothingToReverse, problemOf(t, err).Code)
			w.imports(t)
			require.Len(t, device.Receipts(), 2)
			require.Equal(t, "1", w.documents(t), "the sale stays as it is")
		})
	}
}

func TestReverseReceiptNeedsAReceipt(t *testing.T) {
	t.Parallel()

	w, _, id := lost(t, true)
	_, err := w.engine(t).ReverseReceipt(t.Context(), string(id), fiscal.ReasonRefund)
	require.Equal(t, text.NothingToReverse, problemOf(t, err).Code)
	_, err = w.engine(t).ReverseReceipt(t.Context(), "no such order", fiscal.ReasonRefund)
	require.Equal(t, text.OrderUnseen, problemOf(t, err).Code)
}

// A storno that nobody knows about is not begun again by asking for it.
func TestReverseReceiptLeavesAnUnknownStornoAlone(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	id := w.order(t, buys("A", "2"))
	w.imports(t)
	device.FailAfterPrint("E101")

	report, err := w.engine(t).ReverseReceipt(t.Context(), string(id), fiscal.ReasonRefund)
	require.NoError(t, err)
	require.Equal(t, []text.Code{text.ReceiptUnknown}, codes(report.Parked))
	_, err = w.engine(t).ReverseReceipt(t.Context(), string(id), fiscal.ReasonRefund)
	require.Equal(t, text.ReceiptUnsettled, problemOf(t, err).Code)
	require.Len(t, device.Receipts(), 2)
}

func TestReverseReceiptWarnsOfALateOperatorError(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.printer(t)
	id := w.order(t, buys("A", "2"))
	w.imports(t)
	w.later(40 * 24 * time.Hour)

	report, err := w.engine(t).ReverseReceipt(t.Context(), string(id), fiscal.ReasonOperatorError)
	require.NoError(t, err)
	require.Contains(t, codes(report.Warnings), text.StornoLate)
}

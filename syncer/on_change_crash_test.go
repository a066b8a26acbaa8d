package syncer_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
)

// cutOff cuts the run that meets a returned order off at its first step, then
// that of another order at its second, and so on until there are no more. The
// next runs make it whole.
func cutOff(t *testing.T, w *world, steps int, judge func(id gombashop.OrderID, at int)) {
	t.Helper()

	next := w.order(t, buys("A", "2", row{"payment": row{"method": "card", "paid": true}}))
	w.imports(t)

	for at := 1; ; at++ {
		id := next
		w.status(t, id, "returned")
		again := killed(t, w, at)
		next = w.order(t, buys("A", "2", row{"payment": row{"method": "card", "paid": true}}))

		for range 2 {
			w.imports(t)
		}

		judge(id, at)

		if !again {
			require.Greater(t, at, steps)

			return
		}
	}
}

// Wherever a run is cut off, the next ones make of the change one refund with
// one storno on paper, and the shop knows both receipts.
func TestOnChange_ACrashAnywhereRefundsOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.OnChange, w.cfg.Import.Nomenclature = syncer.OnChangeRefund, false
	paper := w.printer(t)

	cutOff(t, w, 12, func(id gombashop.OrderID, at int) {
		number := w.told(t, id).USN
		require.Equal(t, "1 1 2.0", w.scalar(t, `SELECT COUNT(*) || ' ' || COUNT(DISTINCT o.Acct) || ' ' || SUM(o.Qtty) FROM operations o
			JOIN ecrreceipts e ON e.Acct = o.Acct AND e.OperType = 34 AND e.ReceiptType = 8 WHERE o.OperType = 34 AND e.Description = ?`, number),
			"step %d", at)
		require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'refunded' AND Record = ?", string(id)), "step %d", at)
		require.Equal(t, "00 ", w.scalar(t, "SELECT AckOwed || ReceiptOwed || ' ' || Reason FROM gomba_orders WHERE OrderID = ?", string(id)),
			"step %d", at)
		require.Equal(t, []bool{false, true}, printed(paper, number), "step %d", at)
		require.Len(t, w.told(t, id).Receipts, 2, "step %d", at)
		require.Equal(t, "98", w.stockOf(t, "A"), "only the order that comes next is out, step %d", at)
		require.Equal(t, "20", w.scalar(t, "SELECT printf('%g', SUM(Sign * Qtty)) FROM payments WHERE Mode = 1"), "step %d", at)
	})
}

// printed tells of each receipt of a sale whether it is a storno.
func printed(paper *fiscaltest.Server, number string) []bool {
	var all []bool

	for _, r := range paper.Receipts() {
		if r.USN == number {
			all = append(all, r.Reversal)
		}
	}

	return all
}

// Wherever a run is cut off, an order document is whole, or voided with its
// number, its rows in the ledger and one line in the program's log.
func TestOnChange_ACrashAnywhereVoidsOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.OnChange, w.cfg.Import.Nomenclature = syncer.OnChangeVoidOrder, false
	w.cfg.Import.Document = syncer.DocumentOrder
	logged := 0

	cutOff(t, w, 6, func(id gombashop.OrderID, at int) {
		logged++

		require.Equal(t, "skipped order_voided 0", w.scalar(t, "SELECT State || ' ' || Reason || ' ' || Acct FROM gomba_orders WHERE OrderID = ?",
			string(id)), "step %d", at)
		require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'voided' AND Record = ?", string(id)), "step %d", at)
		require.Equal(t, strconv.Itoa(logged), w.scalar(t, "SELECT COUNT(*) FROM applicationlog"), "step %d", at)

		for _, rows := range []string{
			"FROM operations", "FROM nextacct", "FROM gomba_documents", "FROM gomba_orders WHERE State = 'imported'",
		} {
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) "+rows), "only the order that comes next, step %d", at)
		}
	})
}

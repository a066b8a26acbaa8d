package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
)

// cutOff cuts the run that meets a returned order off at its first step, then
// that of another order at its second, and so on until there are no more. The
// next run makes it whole, and no later one changes that.
func cutOff(t *testing.T, w *world, steps int, judge func(id gombashop.OrderID, at int)) {
	t.Helper()

	buy := func() gombashop.OrderID {
		return w.order(t, buys("A", "2", row{"payment": row{"method": "card", "paid": true}}))
	}
	all := []gombashop.OrderID{buy()}

	w.imports(t)

	for again := true; again; {
		at := len(all)
		w.status(t, all[at-1], "returned")
		again = killed(t, w, at)
		all = append(all, buy())

		w.imports(t)
		judge(all[at-1], at)
	}

	w.imports(t)

	for i, id := range all[:len(all)-1] {
		judge(id, i+1)
	}

	require.Greater(t, len(all), steps)
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

	cutOff(t, w, 6, func(id gombashop.OrderID, at int) {
		require.Equal(t, "skipped order_voided 0", w.scalar(t, "SELECT State || ' ' || Reason || ' ' || Acct FROM gomba_orders WHERE OrderID = ?",
			string(id)), "step %d", at)
		require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'voided' AND Record = ?", string(id)), "step %d", at)
		require.Equal(t, w.scalar(t, "SELECT COUNT(*) FROM gomba_orders WHERE State = 'skipped'"), w.scalar(t, "SELECT COUNT(*) FROM applicationlog"),
			"step %d", at)

		for _, rows := range []string{
			"FROM operations", "FROM nextacct", "FROM gomba_documents", "FROM gomba_orders WHERE State = 'imported'",
		} {
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) "+rows), "only the order that comes next, step %d", at)
		}
	})
}

package syncer_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// selling is a world that refunds, with a printer and a sale.
func selling(t *testing.T, payment row) (*world, *fiscaltest.Server, gombashop.OrderID) {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.OnChange, w.cfg.Import.Nomenclature = syncer.OnChangeRefund, false
	paper := w.printer(t)
	id := w.order(t, buys("A", "2", row{"payment": payment}))

	return w, paper, id
}

func (w *world) receiptTypes(t *testing.T, id gombashop.OrderID) []gombashop.ReceiptType {
	t.Helper()

	var types []gombashop.ReceiptType
	for _, r := range w.told(t, id).Receipts {
		types = append(types, r.Type)
	}

	return types
}

// What was refunded is refunded: that the shop says paid brings no payment and
// no receipt any more, and a person is told once.
func TestRefund_IsNotPaidAfterwards(t *testing.T) {
	t.Parallel()

	paid := row{"payment": row{"method": "card", "paid": true}}

	for name, changes := range map[string][]row{
		"at once":   {both(paid, status("returned"))},
		"later":     {status("returned"), paid},
		"with more": {status("returned"), both(paid, status("refunded"))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, paper, id := selling(t, row{"method": "card", "paid": false})
			w.imports(t)

			var told []text.Code

			for _, change := range changes {
				require.NoError(t, w.shop.ChangeOrder(id, change))

				planned := w.planned(t)
				h := &heard{}
				w.cfg.Observer = h
				told = append(told, codes(w.imports(t).Warnings)...)
				require.Len(t, h.written, len(planned))
			}

			require.Contains(t, told, text.PaidAfterRefund)
			require.Contains(t, told, text.SaleRefunded)

			for range 2 {
				require.Empty(t, w.imports(t).Warnings)
			}

			require.Equal(t, "2,34 | 100 | 0.0 0", w.standing(t))
			require.Empty(t, paper.Receipts())
			require.Equal(t, "00", w.owes(t))
		})
	}
}

// A storno that the shop knows is on paper, although the database is a copy from
// before it.
func TestRefund_TheShopsStornoIsTakenOver(t *testing.T) {
	t.Parallel()

	for name, copied := range map[string]bool{"from before the refund": false, "from before the storno": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, paper, id := selling(t, row{"method": "cod"})
			w.imports(t)

			data := backup(t, w)
			w.status(t, id, "returned")

			if copied {
				paper.SetStatus("E301")
				w.imports(t)

				data = backup(t, w)

				paper.SetStatus()
			}

			w.imports(t)
			require.Len(t, paper.Receipts(), 2)

			old := restored(t, w, data)
			require.NotContains(t, old.planned(t), "receipt")

			for range 2 {
				require.Empty(t, old.imports(t).Parked)
			}

			require.Len(t, paper.Receipts(), 2, "it is printed once")
			require.Equal(t, "printed reversal "+old.told(t, id).Receipts[1].Number,
				old.scalar(t, "SELECT State || ' ' || Kind || ' ' || Number FROM gomba_receipts WHERE Job LIKE 'storno:%'"))
			require.Equal(t, "1", old.scalar(t, "SELECT COUNT(*) FROM ecrreceipts WHERE ReceiptType = 3"))
			require.Equal(t, "00", old.owes(t))
		})
	}
}

// The shop is told the receipt of the sale although the refund came before.
func TestRefund_TheUntoldReceiptIsToldToo(t *testing.T) {
	t.Parallel()

	w, paper, id := selling(t, row{"method": "cod"})
	shop := w.flake()
	shop.facts = always(gombashop.CodeInternal)
	w.imports(t)
	w.status(t, id, "returned")

	require.Contains(t, codes(w.imports(t).Warnings), text.ReceiptLater)
	require.Len(t, paper.Receipts(), 2)
	require.Empty(t, w.receiptTypes(t, id))

	shop.facts = nil

	require.Empty(t, w.imports(t).Warnings)
	require.Equal(t, []gombashop.ReceiptType{gombashop.SaleReceipt, gombashop.ReversalReceipt}, w.receiptTypes(t, id))
	require.Equal(t, "00", w.owes(t))
	require.Len(t, paper.Receipts(), 2)
}

// A receipt that is on paper is told of although the order is cancelled since.
func TestThePrintedReceiptOfACancelledOrderIsTold(t *testing.T) {
	t.Parallel()

	w, paper, id := selling(t, row{"method": "cod"})
	w.cfg.Import.OnChange = syncer.OnChangeRecord
	shop := w.flake()
	shop.facts = always(gombashop.CodeInternal)
	w.imports(t)
	w.status(t, id, "returned")

	shop.facts = nil

	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, []gombashop.ReceiptType{gombashop.SaleReceipt}, w.receiptTypes(t, id))
	require.Len(t, paper.Receipts(), 1)
}

// A sale that is refunded before its receipt was printed needs neither the
// receipt nor a storno, and nothing is kept aside.
func TestRefund_OfAnUnprintedSaleIsClean(t *testing.T) {
	t.Parallel()

	w, paper, id := selling(t, row{"method": "cod"})
	paper.SetStatus("E301")
	w.imports(t)
	paper.SetStatus()
	w.status(t, id, "returned")

	planned := w.planned(t)
	h := &heard{}
	w.cfg.Observer = h
	report := w.imports(t)
	require.Empty(t, report.Parked)
	require.Equal(t, []text.Code{text.SaleRefunded, text.ReceiptDropped}, codes(report.Warnings))
	require.Len(t, h.written, len(planned))

	for range 2 {
		report = w.imports(t)
		require.Empty(t, report.Parked)
		require.Empty(t, report.Warnings)
	}

	require.Empty(t, paper.Receipts())
	require.Empty(t, w.told(t, id).Receipts)
	require.Equal(t, "00", w.owes(t))
	require.Equal(t, "failed", w.scalar(t, "SELECT group_concat(State) FROM gomba_receipts"), "it is not to be printed")
}

// Where the refund is left to a person, so is the receipt: in the same run, and
// until the person has decided.
func TestAnUnprintedReceiptOfACancelledOrderIsForAPerson(t *testing.T) {
	t.Parallel()

	w, paper, id := selling(t, row{"method": "cod"})
	w.cfg.Import.OnChange = syncer.OnChangeRecord
	paper.SetStatus("E301")
	w.imports(t)
	paper.SetStatus()
	w.status(t, id, "returned")

	for range 3 {
		require.Equal(t, []text.Code{text.ReceiptCancelled}, codes(w.imports(t).Parked))
	}

	require.Empty(t, paper.Receipts())
}

// Another program's rows under the refund's number hold it, as they hold a sale:
// nothing is printed before they are gone, or a person accepts them.
func TestRefund_ACollisionIsHeld(t *testing.T) {
	t.Parallel()

	foreign := "INSERT INTO Operations SELECT NULL, OperType, Acct, GoodID, 1, ObjectID, OperatorID, 7, Sign, PriceIn, PriceOut, VATIn, VATOut, " +
		"Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime FROM Operations WHERE OperType = 34"

	for name, c := range map[string]struct {
		method        string
		crash, accept bool
		storno        int
	}{
		"moved":                 {"cod", false, false, 1},
		"after a crash":         {"cod", true, false, 1},
		"accepted":              {"cod", false, true, 1},
		"without a receipt":     {"bank_transfer", false, false, 0},
		"without one, a crash":  {"bank_transfer", true, false, 0},
		"without one, accepted": {"bank_transfer", false, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, paper, id := selling(t, row{"method": c.method, "paid": true})
			w.imports(t)
			w.status(t, id, "returned")

			ctx, stop := context.WithCancel(t.Context())
			defer stop()

			first := true
			plain := w.cfg.Warehouse
			w.watch().check = func() error {
				if first {
					first = false
					w.execute(t, foreign)

					if c.crash {
						stop()
					}
				}

				return nil
			}

			_, err := w.engine(t).Import(ctx, syncer.ImportOptions{})
			require.Equal(t, c.crash, err != nil, "%v", err)

			for range 2 {
				report := w.imports(t)
				require.Equal(t, []text.Code{text.Collision}, codes(report.Parked))
				require.Equal(t, "0000000001", report.Parked[0].Args["number"], "the refund's")
				require.Len(t, paper.Receipts(), c.storno, "no storno yet")
			}

			w.cfg.Warehouse = plain
			if c.accept {
				w.imports2(t, syncer.ImportOptions{Orders: []string{string(id)}, Force: true})
			} else {
				w.execute(t, "UPDATE Operations SET Acct = 99 WHERE Qtty = 7")
			}

			for range 2 {
				require.Empty(t, w.imports(t).Parked)
			}

			require.Len(t, paper.Receipts(), 2*c.storno)
			require.Equal(t, "00", w.owes(t))
			require.Equal(t, "|", w.scalar(t, "SELECT Reason || '|' || NextTry FROM gomba_orders"))
		})
	}
}

// A refund that cannot be read back now is printed by the run that can.
func TestRefund_IsReadBackBeforeTheStorno(t *testing.T) {
	t.Parallel()

	w, paper, id := selling(t, row{"method": "cod"})
	w.imports(t)
	w.status(t, id, "returned")

	plain := w.cfg.Warehouse
	w.watch().check = func() error { return errors.New("database is locked") }
	require.Contains(t, codes(w.imports(t).Warnings), text.ReadBackLater)
	require.Len(t, paper.Receipts(), 1)

	w.cfg.Warehouse = plain
	require.Empty(t, w.imports(t).Warnings)
	require.Len(t, paper.Receipts(), 2)
}

// twiceWarehouse rolls a transaction back and runs it again, as after a deadlock; what
// happens in between is another program's.
type twiceWarehouse struct {
	syncer.Warehouse

	between func()
}

func (w *twiceWarehouse) InTx(ctx context.Context, fn func(context.Context, syncer.WarehouseTx) error) error {
	deadlock := errors.New("deadlock")

	if w.between != nil {
		err := w.Warehouse.InTx(ctx, func(ctx context.Context, tx syncer.WarehouseTx) error { return errors.Join(fn(ctx, tx), deadlock) })
		if !errors.Is(err, deadlock) {
			return err
		}

		w.between()
	}

	return w.Warehouse.InTx(ctx, fn)
}

// What another program has done with the order meanwhile is not reported as done.
func TestOnChange_AnOrderThatIsDoneWithMeanwhileIsNotReported(t *testing.T) {
	t.Parallel()

	for on, kind := range map[syncer.OnChange]syncer.DocumentKind{
		syncer.OnChangeRefund: syncer.DocumentSale, syncer.OnChangeVoidOrder: syncer.DocumentOrder,
	} {
		for state, bucket := range map[string]func(syncer.Bucket) int{
			"State = 'skipped', Acct = 0": func(b syncer.Bucket) int { return b.Filtered },
			"Acct = 77":                   func(b syncer.Bucket) int { return b.Unchanged },
		} {
			w, id := changing(t, on, kind)
			w.cfg.Import.Nomenclature = false
			before := w.standing(t)
			w.status(t, id, "returned")

			again := &twiceWarehouse{Warehouse: w.cfg.Warehouse}
			again.between = func() {
				again.between = nil
				w.execute(t, "UPDATE gomba_orders SET "+state)
			}
			w.cfg.Warehouse = again

			h := &heard{}
			w.cfg.Observer = h
			report := w.imports(t)
			require.Empty(t, report.Warnings, "%s %s", on, state)
			require.Empty(t, report.Documents, "%s %s", on, state)
			require.Empty(t, h.written, "%s %s", on, state)
			require.Equal(t, 1, bucket(report.Buckets[syncer.KindOrder]), "%s %s", on, state)
			require.Equal(t, before, w.standing(t))
		}
	}
}

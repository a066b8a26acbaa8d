package syncer_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestADocumentThatCannotBeReadBackNowIsNoCollision(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	plain := w.cfg.Warehouse
	w.watch().check = func() error { return errors.New("database is locked") }
	id := w.order(t, buys("A", "1"))

	report := w.imports(t)
	require.Equal(t, []text.Code{text.ReadBackLater}, codes(report.Warnings))
	require.Empty(t, report.Parked)
	require.Empty(t, device.Receipts(), "nothing is printed for a document that is not proven")
	require.Empty(t, w.told(t, id).USN)
	require.Equal(t, "11", w.owes(t))

	w.cfg.Warehouse = plain
	require.Empty(t, w.imports(t).Warnings)
	require.Len(t, device.Receipts(), 1)
	require.NotEmpty(t, w.told(t, id).USN)
	require.Equal(t, "00", w.owes(t))
}

// collides lets another program write under the document's number right after
// its commit, and stops the run there if stop is set.
func collides(t *testing.T, w *world, stop context.CancelFunc) {
	t.Helper()

	first := true
	w.watch().check = func() error {
		if first {
			first = false
			w.execute(t, "INSERT INTO Operations SELECT NULL, OperType, Acct, GoodID, 1, ObjectID, OperatorID, 7, Sign, PriceIn, PriceOut, VATIn, VATOut, "+
				"Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime FROM Operations")

			if stop != nil {
				stop()
			}
		}

		return nil
	}
}

func TestACollisionIsHeldUntilItIsSettled(t *testing.T) {
	t.Parallel()

	for _, crash := range []bool{false, true} {
		w := newWorld(t)
		w.goods(t, "A")
		device := w.printer(t)
		id := w.order(t, buys("A", "1"))

		ctx, cancel := context.WithCancel(t.Context())
		if crash {
			collides(t, w, cancel)
		} else {
			collides(t, w, nil)
		}

		_, err := w.engine(t).Import(ctx, syncer.ImportOptions{})
		require.Equal(t, crash, err != nil, "%v", err)
		cancel()

		for range 2 { // the read-back is not forgotten by a crash, nor by a later run
			report := w.imports(t)
			require.Equal(t, []text.Code{text.Collision}, codes(report.Parked))
			require.Empty(t, device.Receipts())
			require.Empty(t, w.told(t, id).USN)
			require.Nil(t, w.told(t, id).ExternalDoc)
		}

		// The other document gets another number: the run goes on by itself.
		w.execute(t, "UPDATE Operations SET Acct = 99 WHERE Qtty = 7")
		require.Empty(t, w.imports(t).Parked)
		require.Len(t, device.Receipts(), 1)
		require.NotNil(t, w.told(t, id).ExternalDoc)
	}
}

func TestAPersonMayAcceptACollision(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	w.cfg.Import.DeliveryItem = true
	collides(t, w, nil)
	id := w.order(t, buys("A", "1", row{"payment": row{"method": "card", "paid": true}}))
	w.imports(t)

	// Being paid, changed or seen again does not let it slip through.
	w.status(t, id, "shipped")
	require.Equal(t, []text.Code{text.Collision}, codes(w.imports(t).Parked))

	w.execute(t, "DELETE FROM Operations WHERE Qtty = 7") // so that the receipt comes to the document
	w.execute(t, "INSERT INTO Operations SELECT NULL, OperType, Acct, GoodID, 1, ObjectID, OperatorID, 0, Sign, PriceIn, PriceOut, VATIn, VATOut, "+
		"Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime FROM Operations")
	require.Equal(t, []text.Code{text.Collision}, codes(w.imports(t).Parked))

	w.imports2(t, syncer.ImportOptions{Orders: []string{string(id)}, Force: true})
	require.NotNil(t, w.told(t, id).ExternalDoc)
	require.Equal(t, "0", w.scalar(t, "SELECT AckOwed FROM gomba_orders"))
	require.NotEmpty(t, w.scalar(t, "SELECT ID FROM gomba_events WHERE Kind = 'accepted'"))
	require.LessOrEqual(t, len(device.Receipts()), 1)
}

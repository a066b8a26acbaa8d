package skladtest

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// raceTopic lets writers of two handles meet.
func raceTopic(t *testing.T, s suite) {
	t.Run("8 writers give 400 documents their own numbers", func(t *testing.T) { s.shop(t).writesAtOnce(t) })
	t.Run("two handles race for one order", func(t *testing.T) { s.shop(t).racesForOrders(t) })
	t.Run("two handles record one key", func(t *testing.T) { s.shop(t).racesForKey(t) })
}

// writers and each are how many write how much at once.
const (
	writers = 8
	each    = 50
)

// writesAtOnce sells 400 times on one device, from two handles and two objects.
func (w shop) writesAtOnce(t *testing.T) {
	w.exec(t, "UPDATE {Store} SET [Qtty] = 200 WHERE [GoodID] = ?", int64(w.good))
	handles := []*sklad.DB{w.db, w.handle(t)}
	objects := []sklad.ObjectID{w.first, w.second}
	records := make([][]sklad.Recorded, writers)
	errs := make([]error, writers)
	var group sync.WaitGroup
	for g := range writers {
		group.Go(func() {
			for i := range each {
				d := w.keyed(fmt.Sprintf("main/%d-%d", g, i), "1")
				d.ObjectID = objects[g/2%2]
				r, err := handles[g%2].Record(t.Context(), d)
				if err != nil {
					errs[g] = err
					return
				}
				records[g] = append(records[g], r)
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		require.NoError(t, err, "no error is left to the caller")
	}
	w.numberedOnce(t, records)
	for _, object := range objects {
		require.Equal(t, "0", w.left(t, object, w.good))
	}
}

// numberedOnce proves numbers and УНП from 1 to 400 without a gap.
func (w shop) numberedOnce(t *testing.T, records [][]sklad.Recorded) {
	t.Helper()
	accts, seqs := map[int]bool{}, map[int]bool{}
	for _, of := range records {
		for _, r := range of {
			accts[int(r.Acct)], seqs[int(r.USN.Seq)] = true, true
			require.NoError(t, w.db.CheckRecorded(t.Context(), r))
		}
	}
	require.Len(t, accts, writers*each)
	require.Len(t, seqs, writers*each)
	for n := 1; n <= writers*each; n++ {
		require.True(t, accts[n], "document %d is missing", n)
		require.True(t, seqs[n], "УНП %d is missing", n)
	}
}

// racesForOrders imports each order from two handles at once: the ledger's row
// lets one of them write.
func (w shop) racesForOrders(t *testing.T) {
	const orders = 10
	w.exec(t, "UPDATE {Store} SET [Qtty] = 100 WHERE [GoodID] = ?", int64(w.good))
	second := w.handle(t)
	ledgers := map[*sklad.DB]*ledger.Ledger{w.db: w.ledger(t, w.db), second: w.ledger(t, second)}
	errs := make(chan error, 2*orders)
	for n := range orders {
		var group sync.WaitGroup
		for db, l := range ledgers {
			group.Go(func() { errs <- w.imports(t.Context(), db, l, strconv.Itoa(n)) })
		}
		group.Wait()
	}
	for range 2 * orders {
		require.NoError(t, <-errs)
	}
	require.Equal(t, orders, w.count(t, "{Operations} WHERE [OperType] = 2"))
	require.Equal(t, orders, w.count(t, "{gomba_orders} WHERE [State] = ?", string(ledger.OrderImported)))
	require.Equal(t, "90", w.left(t, w.first, w.good))
}

// imports claims an order and writes its document, unless it has one.
func (w shop) imports(ctx context.Context, db *sklad.DB, l *ledger.Ledger, id string) error {
	return db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		order, err := l.ClaimOrder(ctx, tx, "main", id)
		if err != nil || order.State == ledger.OrderImported {
			return err
		}
		d := w.keyed("", "1")
		d.USN = nil
		r, err := tx.Record(ctx, d)
		if err != nil {
			return err
		}
		order.State, order.Acct, order.OperType = ledger.OrderImported, r.Acct, r.OperType
		return l.SaveOrder(ctx, tx, order)
	})
}

// racesForKey has no claim before it: the unique key alone decides.
func (w shop) racesForKey(t *testing.T) {
	handles := []*sklad.DB{w.db, w.handle(t)}
	records, errs := make([]sklad.Recorded, writers), make([]error, writers)
	var group sync.WaitGroup
	for g := range writers {
		group.Go(func() { records[g], errs[g] = handles[g%2].Record(t.Context(), w.keyed("main/1", "1")) })
	}
	group.Wait()
	written := 0
	for g := range writers {
		require.NoError(t, errs[g])
		require.Equal(t, records[0].USN, records[g].USN)
		if !records[g].Existing {
			written++
		}
	}
	require.Equal(t, 1, written)
	require.Equal(t, "9", w.left(t, w.first, w.good))
}

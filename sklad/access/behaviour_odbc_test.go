//go:build odbc && !windows

package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// shop is a database with a ledger and a good of which 1,000 are there.
func shop(t *testing.T, s standIn) (db *sklad.DB, dsn string, good sklad.GoodID) {
	t.Helper()
	dsn = s.fresh(t)
	db, err := Create(t.Context(), dsn, sklad.WithClock(noon))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	require.NoError(t, ledger.Install(t.Context(), db))
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		if good, err = tx.SaveGood(ctx, sklad.Good{Name: "Чаша", TaxGroup: 1}, sklad.GoodNames|sklad.GoodVAT); err != nil {
			return err
		}
		_, err = tx.SQL().Update(ctx, "Store", engine.Row{"Qtty": 1000.0}, "[GoodID] = ?", int64(good))
		return err
	}))
	return db, dsn, good
}

func saleOf(good sklad.GoodID, key string) sklad.Document {
	return sklad.Document{
		OperType: sklad.OperSale, PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1, ExternalKey: key,
		USN:   &sklad.USNRequest{Device: device, Operator: "0001"},
		Lines: []sklad.Line{{GoodID: good, Qty: dec("1"), Price: dec("2.50")}},
	}
}

// Listings go by ranges of keys: gaps that are wider than a page are jumped
// over, and the body of the loop may write.
func TestListingsByRanges(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		db, _, _ := shop(t, s)
		ids := []int64{1, 2, 999, 1000, 1001, 1002, 2002, 2003, 50000, 1_000_000, 2_000_000_000}
		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			for _, id := range ids[2:] {
				if err := tx.SQL().Insert(ctx, "Goods", engine.Row{"ID": id, "Name": fmt.Sprint(id), "Code": " ", "Deleted": 0}); err != nil {
					return err
				}
			}
			return nil
		}))
		var seen []int64
		for good, err := range db.Goods(t.Context(), sklad.GoodsFilter{}) {
			require.NoError(t, err)
			seen = append(seen, int64(good.ID))
			good.Description = "видяна"
			require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
				_, err := tx.SaveGood(ctx, good, sklad.GoodText)
				return err
			}))
		}
		require.Equal(t, ids, seen)
	})
}

func TestRollbackLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		db, _, good := shop(t, s)
		broken := errors.New("broken")
		err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			_, err := tx.Record(ctx, saleOf(good, "main/1"))
			require.NoError(t, err)
			return broken
		})
		require.ErrorIs(t, err, broken)
		for _, table := range []string{"Operations", "NextAcct", "Payments", "ECRReceipts", "gomba_documents", "gomba_usn"} {
			var n int
			_, err := db.SQL().Get(t.Context(), &n, "SELECT COUNT(*) FROM {"+table+"}")
			require.NoError(t, err)
			require.Zero(t, n, table)
		}
		ctx, cancel := context.WithCancel(t.Context())
		err = db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
			_, err := tx.Record(ctx, saleOf(good, "main/1"))
			cancel()
			return err
		})
		require.ErrorIs(t, err, context.Canceled)
		r, err := db.Record(t.Context(), saleOf(good, "main/1"))
		require.NoError(t, err)
		require.EqualValues(t, 1, r.Acct)
		require.EqualValues(t, 1, r.USN.Seq)
	})
}

func TestStockAndKeys(t *testing.T) {
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		db, _, good := shop(t, s)
		d := saleOf(good, "main/1")
		d.Lines[0].Qty = dec("1001")
		_, err := db.Record(t.Context(), d)
		require.ErrorIs(t, err, sklad.ErrInsufficientStock)
		first, err := db.Record(t.Context(), saleOf(good, "main/1"))
		require.NoError(t, err)
		again, err := db.Record(t.Context(), saleOf(good, "main/1"))
		require.NoError(t, err)
		require.True(t, again.Existing)
		require.Equal(t, first.USN, again.USN)
		_, err = db.Record(t.Context(), d)
		require.ErrorIs(t, err, sklad.ErrKeyConflict)
	})
}

// Two handles stand for two programs. No error reaches the caller, and no number
// is given twice.
func TestTwoHandlesNumberWithoutGaps(t *testing.T) {
	const writers, each1 = 4, 10
	each(t, func(t *testing.T, s standIn) {
		t.Helper()
		a, dsn, good := shop(t, s)
		b, err := Open(t.Context(), dsn, sklad.WithClock(noon))
		require.NoError(t, err)
		defer func() { require.NoError(t, b.Close()) }()
		var (
			mu     sync.Mutex
			accts  []int
			seqs   []int
			errs   []error
			wg     sync.WaitGroup
			wanted []int
		)
		for g := range writers {
			wg.Go(func() {
				for i := range each1 {
					r, err := []*sklad.DB{a, b}[g%2].Record(t.Context(), saleOf(good, fmt.Sprintf("main/%d-%d", g, i)))
					mu.Lock()
					accts, seqs, errs = append(accts, int(r.Acct)), append(seqs, int(r.USN.Seq)), append(errs, err)
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		require.NoError(t, errors.Join(errs...))
		for n := range writers * each1 {
			wanted = append(wanted, n+1)
		}
		slices.Sort(accts)
		slices.Sort(seqs)
		require.Equal(t, wanted, accts)
		require.Equal(t, wanted, seqs)
	})
}

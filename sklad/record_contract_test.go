package sklad_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/usn"
)

// What Record promises beside the rows themselves: a refusal leaves nothing, a
// key is recorded once, numbers are distinct and without gaps.

func saleOfOne(good sklad.GoodID, qty string) sklad.Document {
	d := baseSale()
	d.Lines = []sklad.Line{saleLine(good, qty, "9.25", "0")}
	return d
}

func storeQuantities(t *testing.T, db *sklad.DB, where string) []float64 {
	t.Helper()
	var q []float64
	require.NoError(t, db.SQL().Select(t.Context(), &q, "SELECT [Qtty] FROM {Store} WHERE "+where+" ORDER BY [ID]"))
	return q
}

func TestContractRefusalsLeaveNothing(t *testing.T) {
	t.Parallel()
	bad := map[string]func(*sklad.Document){
		"good":     func(d *sklad.Document) { d.Lines[1].GoodID = 99999 },
		"partner":  func(d *sklad.Document) { d.PartnerID = 99999 },
		"partner0": func(d *sklad.Document) { d.PartnerID = 0 },
		"object":   func(d *sklad.Document) { d.ObjectID = 999 },
		"user":     func(d *sklad.Document) { d.UserID = 999 },
		"operator": func(d *sklad.Document) { d.OperatorID = 999 },
		"nolines":  func(d *sklad.Document) { d.Lines = nil },
		"qty0":     func(d *sklad.Document) { d.Lines[0].Qty = decimal.Zero },
		"discount": func(d *sklad.Document) { d.Lines[0].Discount = dec("100") },
		"paytype":  func(d *sklad.Document) { d.Payments = []sklad.Payment{{Type: 77, Amount: dec("1")}} },
		"kind":     func(d *sklad.Document) { d.OperType = 1 },
	}
	for name, spoil := range bad {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := sampleDB(t)
			before := snapshot(t, db)
			d := baseSale("105.55")
			spoil(&d)
			_, err := db.Record(t.Context(), d)
			require.ErrorIs(t, err, sklad.ErrInvalidDocument)
			require.Empty(t, prettyChanges(t, difference(before, snapshot(t, db))))
		})
	}
}

func TestContractLotsAreUsedUpInOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		costing string
		want    []string
	}{{"2", []string{"12 7.58 1", "3 8 2"}}, {"3", []string{"10 8 2", "5 7.58 1"}}, {"5", []string{"10 8 2", "5 7.58 1"}}} {
		t.Run(c.costing, func(t *testing.T) {
			t.Parallel()
			db := sampleDB(t)
			withSetting("configkey23", c.costing)(t, db)
			insertRow(t, db, "Lots", engine.Row{"ID": 2, "SerialNo": "L2", "EndDate": "2027-01-01 00:00:00", "Location": " "})
			insertRow(t, db, "Store", engine.Row{"ObjectID": 10, "GoodID": 21, "Qtty": 10.0, "Price": 8.0, "Lot": "L2", "LotID": 2, "LotOrder": 57094})
			r, err := db.Record(t.Context(), saleOfOne(21, "15"))
			require.NoError(t, err)
			require.Equal(t, "138.75", r.Total.String())
			d, err := db.Document(t.Context(), sklad.OperSale, r.Acct)
			require.NoError(t, err)
			var got []string
			for _, l := range d.Lines {
				got = append(got, fmt.Sprint(l.Qty, " ", l.PriceIn, " ", l.LotID))
			}
			require.Equal(t, c.want, got)
			require.Equal(t, []float64{7}, storeQuantities(t, db, "[ObjectID]=10 AND [GoodID]=21"), "the used up row is deleted")
		})
	}
}

func TestContractLotsByHandNeedAPerson(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	withSetting("configkey23", "4")(t, db)
	_, err := db.Record(t.Context(), saleOfOne(21, "1"))
	require.ErrorIs(t, err, sklad.ErrNeedsPerson)
}

func TestContractARepeatIsExisting(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	require.NoError(t, ledger.Install(t.Context(), db))
	d := baseSale("105.55")
	d.ExternalKey = "main/1"
	first, err := db.Record(t.Context(), d)
	require.NoError(t, err)
	again, err := db.Record(t.Context(), d)
	require.NoError(t, err)
	require.True(t, again.Existing)
	require.Equal(t, first.Acct, again.Acct)
}

func TestContractKeyConflictAndMissingLedger(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	d := baseSale("105.55")
	d.ExternalKey = "main/1"
	_, err := db.Record(t.Context(), d)
	require.ErrorIs(t, err, sklad.ErrNoLedger)
	require.NoError(t, ledger.Install(t.Context(), db))
	_, err = db.Record(t.Context(), d)
	require.NoError(t, err)
	before := snapshot(t, db)
	d.Lines[0].Qty = dec("4")
	_, err = db.Record(t.Context(), d)
	require.ErrorIs(t, err, sklad.ErrKeyConflict)
	require.Empty(t, prettyChanges(t, difference(before, snapshot(t, db))))
}

func TestContractTwoHandlesNumberWithoutGaps(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "c.db")
	a, err := sqlite.Create(t.Context(), path, sklad.WithClock(noon))
	require.NoError(t, err)
	defer a.Close()
	require.NoError(t, ledger.Install(t.Context(), a))
	var good sklad.GoodID
	inTx(func(ctx context.Context, tx *sklad.Tx) (err error) {
		good, err = tx.SaveGood(ctx, sklad.Good{Name: "x"}, 0)
		return err
	})(t, a)
	execute(t, a, "UPDATE {Store} SET [Qtty] = 200 WHERE [GoodID] = ?", int64(good))
	b, err := sqlite.Open(t.Context(), path, sklad.WithClock(noon))
	require.NoError(t, err)
	defer b.Close()
	var mu sync.Mutex
	var accts []int
	var seqs []int
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range 25 {
				d := sklad.Document{
					OperType: sklad.OperSale, PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1,
					ExternalKey: fmt.Sprintf("main/%d-%d", g, i), USN: &sklad.USNRequest{Device: "DT279013", Operator: "0001"},
					Lines: []sklad.Line{saleLine(good, "1", "1", "0")},
				}
				r, err := []*sklad.DB{a, b}[g%2].Record(t.Context(), d)
				if err != nil {
					t.Errorf("%v", err)
					return
				}
				mu.Lock()
				accts, seqs = append(accts, int(r.Acct)), append(seqs, int(r.USN.Seq))
				mu.Unlock()
			}
		})
	}
	group.Wait()
	slices.Sort(accts)
	slices.Sort(seqs)
	require.Len(t, accts, 200)
	for i := range accts {
		require.Equal(t, i+1, accts[i])
		require.Equal(t, i+1, seqs[i])
	}
	require.Equal(t, []float64{0}, storeQuantities(t, a, fmt.Sprintf("[GoodID]=%d AND [ObjectID]=1", good)))
}

func TestContractAllocateStartsAboveECRReceipts(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	require.NoError(t, ledger.Install(t.Context(), db))
	insertRow(t, db, "ECRReceipts", engine.Row{"OperType": 2, "Acct": 1, "ReceiptID": 41, "ReceiptType": 8, "ECRID": "DT279013", "UserID": 1})
	inTx(func(ctx context.Context, tx *sklad.Tx) error {
		x, err := tx.Allocate(ctx, usn.Request{Device: "DT279013", Operator: "0001", Key: "a"})
		require.NoError(t, err)
		require.EqualValues(t, 42, x.Seq)
		y, err := tx.Allocate(ctx, usn.Request{Device: "DT279013", Operator: "0001", Key: "a"})
		require.NoError(t, err)
		require.Equal(t, x, y)
		return nil
	})(t, db)
}

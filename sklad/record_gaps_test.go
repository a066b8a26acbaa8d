package sklad_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func TestGapNumbersAndTextsThatDoNotFit(t *testing.T) {
	t.Parallel()
	bad := map[string]func(*sklad.Document){
		"hugeqty":   func(d *sklad.Document) { d.Lines[0].Qty = dec("1e400") },
		"hugeprice": func(d *sklad.Document) { d.Lines[0].Price = dec("1e400") },
		"hugepay":   func(d *sklad.Document) { d.Payments = []sklad.Payment{{Type: 1, Amount: dec("1e400")}} },
		"linenote":  func(d *sklad.Document) { d.Lines[0].Note = fmt.Sprintf("%0300d", 1) },
		"txnumber": func(d *sklad.Document) {
			d.Payments = []sklad.Payment{{Type: 1, Amount: dec("1"), TransactionNumber: fmt.Sprintf("%0300d", 1)}}
		},
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

func TestGapLotsReserved(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	withSetting("configkey23", "2")(t, db)
	withSetting("configkey12", "0")(t, db)
	o := saleOfOne(21, "12")
	o.OperType = sklad.OperOrder
	recordsIt(o)(t, db)
	_, err := db.Record(t.Context(), saleOfOne(21, "1"))
	require.ErrorIs(t, err, sklad.ErrInsufficientStock, "orders reserve in lots mode too")
}

func TestGapDoubledStore(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	withSetting("configkey12", "0")(t, db)
	execute(t, db, "UPDATE {Store} SET [Qtty] = 5 WHERE [ID] = 57093")
	insertRow(t, db, "Store", engine.Row{"ObjectID": 10, "GoodID": 21, "Qtty": 7.0, "Price": 7.58, "Lot": " ", "LotID": 1, "LotOrder": 1})
	_, err := db.Record(t.Context(), saleOfOne(21, "10"))
	require.NoError(t, err, "12 are there, in two rows")
}

func TestGapARepeatOutlivesThePartner(t *testing.T) {
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
	execute(t, db, "UPDATE {Partners} SET [Deleted] = -1 WHERE [ID] = 50")
	again, err = db.Record(t.Context(), d)
	require.NoError(t, err, "a repeat stays a repeat when the partner was deleted since")
	require.True(t, again.Existing)
}

func TestGapForeignNumberPerObject(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	withSetting("configkey48", "-1")(t, db)
	execute(t, db, "DELETE FROM {NextAcct}") // another program reserves nothing
	r, err := db.Record(t.Context(), baseSale("105.55"))
	require.NoError(t, err)
	require.NoError(t, db.CheckRecorded(t.Context(), r), "the number belongs to a document of another object")
}

func TestGapDeletedObjectGetsStore(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	execute(t, db, "UPDATE {Objects} SET [Deleted] = -1 WHERE [ID] = 22")
	var id sklad.GoodID
	inTx(func(ctx context.Context, tx *sklad.Tx) (err error) {
		id, err = tx.SaveGood(ctx, sklad.Good{Name: "x"}, 0)
		return err
	})(t, db)
	require.Len(t, storeQuantities(t, db, fmt.Sprintf("[GoodID]=%d", id)), 17)
}

func TestGapRatio(t *testing.T) {
	t.Parallel()
	db := sampleDB(t)
	var id sklad.GoodID
	inTx(func(ctx context.Context, tx *sklad.Tx) (err error) {
		id, err = tx.SaveGood(ctx, sklad.Good{Name: "Доставка", Type: sklad.GoodService, TaxGroup: 1}, sklad.GoodAll)
		return err
	})(t, db)
	g, err := db.Good(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, "1", g.Ratio.String())
}

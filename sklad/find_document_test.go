package sklad_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/usn"
)

// emptyShop is a new database with a ledger and a good to sell.
func emptyShop(t *testing.T) (*sklad.DB, sklad.GoodID) {
	t.Helper()

	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "new.sqlite"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	require.NoError(t, ledger.Install(t.Context(), db))

	var good sklad.GoodID

	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		if good, err = tx.SaveGood(ctx, sklad.Good{Name: "Чаша", TaxGroup: 1, GroupID: 1}, sklad.GoodAll); err != nil {
			return err
		}

		_, err = tx.SQL().Update(ctx, "Store", map[string]any{"Qtty": 100.0}, "[GoodID] = ?", int64(good))

		return err
	}))

	return db, good
}

func saleOf(good sklad.GoodID, key, note string, number *sklad.USNRequest) sklad.Document {
	return sklad.Document{
		OperType: sklad.OperSale, ExternalKey: key, Note: note, PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1, USN: number,
		Lines: []sklad.Line{{GoodID: good, Qty: decimal.NewFromInt(1), Price: decimal.NewFromInt(10)}},
	}
}

func TestDocumentsAreFoundByNumberAndNote(t *testing.T) {
	t.Parallel()

	db, good := emptyShop(t)
	request := &sklad.USNRequest{Device: "DT279013", Operator: "0001"}

	first, err := db.Record(t.Context(), saleOf(good, "a", "100234", request))
	require.NoError(t, err)
	second, err := db.Record(t.Context(), saleOf(good, "b", "100235", request))
	require.NoError(t, err)
	order := saleOf(good, "c", "100235", nil)
	order.OperType = sklad.OperOrder
	_, err = db.Record(t.Context(), order)
	require.NoError(t, err)

	for name, c := range map[string]struct {
		query sklad.DocumentQuery
		want  []sklad.DocumentID
	}{
		"number":         {sklad.DocumentQuery{USN: second.USN}, []sklad.DocumentID{{OperType: sklad.OperSale, Acct: second.Acct}}},
		"note":           {sklad.DocumentQuery{Note: " 100234 "}, []sklad.DocumentID{{OperType: sklad.OperSale, Acct: first.Acct}}},
		"note and kind":  {sklad.DocumentQuery{Note: "100235", OperType: sklad.OperOrder}, []sklad.DocumentID{{OperType: sklad.OperOrder, Acct: 1}}},
		"unknown number": {sklad.DocumentQuery{USN: usn.Number{Device: "DT279013", Operator: "0001", Seq: 77}}, nil},
		"part of a note": {sklad.DocumentQuery{Note: "10023"}, nil},
		"nothing asked":  {sklad.DocumentQuery{}, nil},
	} {
		found, err := db.FindDocuments(t.Context(), c.query)
		require.NoError(t, err)
		require.Equal(t, c.want, found, name)
	}

	found, err := db.FindDocuments(t.Context(), sklad.DocumentQuery{Note: "100235"})
	require.NoError(t, err)
	require.Len(t, found, 2, "both kinds")
}

// A sale that has a number already keeps it, and the series goes on above.
func TestASaleMayBringItsOwnNumber(t *testing.T) {
	t.Parallel()

	db, good := emptyShop(t)
	own := usn.Number{Device: "DT279013", Operator: "0007", Seq: 41}
	taken := &sklad.USNRequest{Device: own.Device, Operator: own.Operator, Number: own}

	recorded, err := db.Record(t.Context(), saleOf(good, "a", "1", taken))
	require.NoError(t, err)
	require.Equal(t, own, recorded.USN)
	require.Len(t, recorded.Lines, 1)
	require.NoError(t, db.CheckRecorded(t.Context(), recorded))

	again, err := db.Record(t.Context(), saleOf(good, "a", "1", taken))
	require.NoError(t, err)
	require.True(t, again.Existing)
	require.Equal(t, own, again.USN)

	_, err = db.Record(t.Context(), saleOf(good, "b", "2", taken))
	require.ErrorIs(t, err, sklad.ErrKeyConflict, "a number belongs to one sale")

	next, err := db.Record(t.Context(), saleOf(good, "c", "3", &sklad.USNRequest{Device: "DT279013", Operator: "0001"}))
	require.NoError(t, err)
	require.Equal(t, uint32(42), next.USN.Seq)
}

func TestTakeUSNIsOnceForAll(t *testing.T) {
	t.Parallel()

	db, _ := emptyShop(t)
	number := usn.Number{Device: "DT279013", Operator: "0001", Seq: 5}

	take := func(key string, n usn.Number) error {
		return db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			if err := tx.LockSeries(ctx, sklad.OperSale, n.Device); err != nil {
				return err
			}

			return tx.TakeUSN(ctx, key, n)
		})
	}

	require.NoError(t, take("a", number))
	require.NoError(t, take("a", number), "a repeat")
	require.ErrorIs(t, take("b", number), sklad.ErrKeyConflict)

	other := number
	other.Seq = 6
	require.ErrorIs(t, take("a", other), sklad.ErrKeyConflict, "a sale has one number")

	other.Device = "ДТ279013" // Cyrillic
	require.ErrorIs(t, take("c", other), sklad.ErrInvalidDocument)
}

func TestCompanyNumber(t *testing.T) {
	t.Parallel()

	for in, want := range map[string]string{
		"123456789": "123456789", "BG123456789": "123456789", " bg 123 456-789 ": "123456789", "": "", " ": "",
		"BG": "BG", "BGN1": "BGN1", "DE811115368": "DE811115368",
	} {
		require.Equal(t, want, sklad.CompanyNumber(in), "%q", in)
	}
}

func TestPartnersAreFoundByCompany(t *testing.T) {
	t.Parallel()

	db, _ := emptyShop(t)

	var id sklad.PartnerID

	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		id, err = tx.SavePartner(ctx, sklad.Partner{Company: "Фирма ООД", Bulstat: "BG 123 456 789", TaxNo: "bg987654321"}, sklad.PartnerAll)

		return err
	}))

	for _, q := range []sklad.PartnerQuery{
		{Bulstat: "123456789"}, {Bulstat: "BG123456789"}, {TaxNo: "987654321"}, {Company: " фирма оод "},
	} {
		found, err := db.FindPartners(t.Context(), q)
		require.NoError(t, err)
		require.Len(t, found, 1, "%+v", q)
		require.Equal(t, id, found[0].ID)
	}

	for _, q := range []sklad.PartnerQuery{{Bulstat: "12345678"}, {TaxNo: "BG"}, {Company: "Фирма"}} {
		found, err := db.FindPartners(t.Context(), q)
		require.NoError(t, err)
		require.Empty(t, found, "%+v", q)
	}
}

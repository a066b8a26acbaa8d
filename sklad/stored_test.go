package sklad_test

import (
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/usn"
)

// lateEvening is half past one at night in Sofia, when it is still yesterday by
// UTC.
func lateEvening() time.Time { return time.Date(2026, 7, 1, 22, 30, 0, 0, time.UTC) }

// nightShop sells one good at that hour.
func nightShop(t *testing.T) (*sklad.DB, sklad.Document) {
	t.Helper()
	db := freshDB(t, sklad.WithClock(lateEvening))
	require.NoError(t, ledger.Install(t.Context(), db))
	var good sklad.GoodID
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) (err error) {
		good, err = tx.SaveGood(ctx, sklad.Good{Name: "Чаша", Prices: sklad.Prices{}.With(sklad.Retail, d("9.99"))}, sklad.GoodPrices)
		return err
	}))
	execute(t, db, "UPDATE {Store} SET [Qtty] = 10")
	return db, sklad.Document{
		OperType: sklad.OperSale, ExternalKey: "main/1", PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1,
		Lines:    []sklad.Line{{GoodID: good, Qty: d("3"), Price: d("9.99")}},
		Payments: []sklad.Payment{{Type: 1, Amount: d("29.97")}},
		USN:      &sklad.USNRequest{Device: "DT279013", Operator: "0001"},
	}
}

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// stored is columns as the file holds them, before a driver reads dates into them.
func stored(t *testing.T, db *sklad.DB, table string, columns ...string) []string {
	t.Helper()
	var rows []string
	query := "SELECT CAST([" + strings.Join(columns, "] AS TEXT) || '|' || CAST([") + "] AS TEXT) FROM {" + table + "} ORDER BY [ID]"
	require.NoError(t, db.SQL().Select(t.Context(), &rows, query))
	return rows
}

// The program's list of sales becomes unreadable by a single date of another
// form; documents are of the shop's day, moments of UTC on SQLite.
func TestDatesAreStoredInTheOneFormThatTheProgramReads(t *testing.T) {
	t.Parallel()
	db, sale := nightShop(t)
	_, err := db.Record(t.Context(), sale)
	require.NoError(t, err)

	const day, moment = "2026-07-02 00:00:00", "2026-07-01 22:30:00"
	require.Equal(t, []string{day + "|" + moment}, stored(t, db, "Operations", "Date", "UserRealTime"))
	require.Equal(t, []string{day + "|" + day + "|" + moment, day + "|" + day + "|" + moment},
		stored(t, db, "Payments", "Date", "EndDate", "UserRealTime"))
	require.Equal(t, []string{day + "|" + moment}, stored(t, db, "CashBook", "Date", "UserRealTime"))
}

// Both rows that a sale leaves in ECRReceipts tell the time of the same clock.
func TestReceiptsStandOnTheShopsDay(t *testing.T) {
	t.Parallel()
	db, sale := nightShop(t)
	r, err := db.Record(t.Context(), sale)
	require.NoError(t, err)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		return tx.SaveFiscalReceipt(ctx, sklad.FiscalReceipt{
			OperType: r.OperType, Acct: r.Acct, Number: "0000085", IssuedAt: lateEvening(), Device: "DT279013",
			Description: r.USN.String(), Total: r.Total, UserID: 1,
		})
	}))
	require.Equal(t, []string{
		"2|1|1|2026-07-02 01:30:00|8|DT279013|DT279013-0001-0000001|29.97|1|2026-07-01 22:30:00",
		"2|1|85|2026-07-02 01:30:00|1|DT279013|DT279013-0001-0000001|29.97|1|2026-07-01 22:30:00",
	}, stored(t, db, "ECRReceipts", "OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total",
		"UserID", "UserRealTime"))
	require.Equal(t, []string{"DT279013-0001-0000001|recorded|2|1"}, stored(t, db, "gomba_usn", "USN", "State", "OperType", "Acct"))
}

// What makes a document another one: its payments and its device count too.
func TestTheSameKeyWithOtherMoneyIsAConflict(t *testing.T) {
	t.Parallel()
	db, sale := nightShop(t)
	_, err := db.Record(t.Context(), sale)
	require.NoError(t, err)

	for name, change := range map[string]func(*sklad.Document){
		"payment":  func(d *sklad.Document) { d.Payments = nil },
		"kind":     func(d *sklad.Document) { d.Payments = []sklad.Payment{{Type: 3, Amount: d.Payments[0].Amount}} },
		"device":   func(d *sklad.Document) { d.USN = &sklad.USNRequest{Device: "DT999999", Operator: "0001"} },
		"operator": func(d *sklad.Document) { d.OperatorID = 7 },
		"price":    func(d *sklad.Document) { d.Lines = []sklad.Line{{GoodID: d.Lines[0].GoodID, Qty: d.Lines[0].Qty}} },
	} {
		other := sale
		other.Lines, other.Payments = slices.Clone(sale.Lines), slices.Clone(sale.Payments)
		change(&other)
		got, err := db.Record(t.Context(), other)
		require.ErrorIs(t, err, sklad.ErrKeyConflict, name)
		require.Zero(t, got, name)
	}
}

func allocate(t *testing.T, db *sklad.DB, key string) (number usn.Number, err error) {
	t.Helper()
	err = db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) (err error) {
		number, err = tx.Allocate(ctx, usn.Request{Device: "DT279013", Operator: "0001", Key: key})
		return err
	})
	return number, err
}

func TestAllocateLooksEverywhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		row  engine.Row
		want uint32
	}{
		"number":                {engine.Row{"ReceiptID": 41, "ECRID": "DT279013"}, 42},
		"blanks behind":         {engine.Row{"ReceiptID": 5, "ECRID": "DT279013 "}, 6},
		"text alone":            {engine.Row{"ReceiptID": 0, "ECRID": "DT279013", "Description": "DT279013-0007-0000009"}, 10},
		"text, no device":       {engine.Row{"ReceiptID": nil, "ECRID": " ", "Description": "DT279013-0007-0000019"}, 20},
		"text that is no УНП":   {engine.Row{"ReceiptID": 0, "ECRID": "DT279013", "Description": "DT279013-сторно"}, 1},
		"another device":        {engine.Row{"ReceiptID": 77, "ECRID": "DT279014"}, 1},
		"a longer device":       {engine.Row{"ReceiptID": 77, "ECRID": "DT2790130"}, 1},
		"a receipt, not a sale": {engine.Row{"ReceiptID": 77, "ECRID": "DT279013", "ReceiptType": 1}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := freshDB(t)
			require.NoError(t, ledger.Install(t.Context(), db))
			row := engine.Row{"OperType": 2, "Acct": 1, "ReceiptType": 8, "UserID": 1}
			maps.Copy(row, c.row)
			insertRow(t, db, "ECRReceipts", row)
			n, err := allocate(t, db, "a")
			require.NoError(t, err)
			require.Equal(t, c.want, n.Seq)
		})
	}
}

func TestAllocateEndsAndStaysAboveTheFloor(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	require.NoError(t, ledger.Install(t.Context(), db))
	led, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		return led.RaiseUSNFloor(ctx, tx, "DT279013", 9_999_998)
	}))
	last, err := allocate(t, db, "a")
	require.NoError(t, err)
	require.EqualValues(t, 9_999_999, last.Seq)
	_, err = allocate(t, db, "b")
	require.ErrorIs(t, err, usn.ErrExhausted)
	again, err := allocate(t, db, "a")
	require.NoError(t, err)
	require.Equal(t, last, again, "a number that was given stays given")

	insertRow(t, db, "ECRReceipts", engine.Row{"OperType": 2, "Acct": 1, "ReceiptType": 8, "UserID": 1, "ECRID": "DT279013", "ReceiptID": 10_000_000})
	_, err = allocate(t, db, "c")
	require.ErrorIs(t, err, usn.ErrExhausted)
	require.ErrorContains(t, err, "10000000", "it names the row's number")
}

func TestSavesRefuseWhatCouldNotBeReadBack(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	huge := decimal.New(1, 400)
	goods := map[string]sklad.Good{
		"infinite price": {Name: "a", Prices: sklad.Prices{}.With(sklad.Retail, huge)},
		"price below 0":  {Name: "a", Prices: sklad.Prices{}.With(sklad.Retail, d("-5"))},
		"group":          {Name: "a", GroupID: 999},
		"bytes":          {Name: "bad\xff\x00"},
		"blank name":     {Name: "  "},
		"long name":      {Name: strings.Repeat("я", 256)},
		"level":          {Name: "a", MinQtty: d("1000000000000")},
		"ratio":          {Name: "a", Ratio: huge},
	}
	for name, g := range goods {
		g.TaxGroup = 1
		err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			id, err := tx.SaveGood(ctx, g, sklad.GoodAll)
			require.Zero(t, id, name)
			return err
		})
		require.ErrorIs(t, err, sklad.ErrInvalidRow, name)
	}
	for name, p := range map[string]sklad.Partner{
		"discount":   {Company: "a", Discount: d("500")},
		"endless":    {Company: "a", Discount: huge},
		"group":      {Company: "a", GroupID: 999},
		"blank name": {Company: "\t"},
		"bytes":      {Company: "a", Note1: "\x00"},
	} {
		err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			_, err := tx.SavePartner(ctx, p, sklad.PartnerAll)
			return err
		})
		require.ErrorIs(t, err, sklad.ErrInvalidRow, name)
	}
	require.Equal(t, []string{"1"}, stored(t, db, "Goods", "ID"))
	require.Equal(t, []string{"1"}, stored(t, db, "Partners", "ID"))
}

func TestASaveOfNothingOnlyLooks(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	before := stored(t, db, "Goods", "ID", "Name", "PriceOut2")
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for _, fields := range []sklad.GoodFields{0, sklad.GoodPrices} {
			id, err := tx.SaveGood(ctx, sklad.Good{ID: 1}, fields)
			require.NoError(t, err)
			require.Equal(t, sklad.GoodID(1), id)
			_, err = tx.SaveGood(ctx, sklad.Good{ID: 77}, fields)
			require.ErrorIs(t, err, sklad.ErrNotFound)
		}
		return nil
	}))
	require.Equal(t, before, stored(t, db, "Goods", "ID", "Name", "PriceOut2"))
}

func TestGroupCodesOfOthersAreLeftAlone(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	for _, code := range []string{"aaa", "009", "AAB"} {
		insertRow(t, db, "GoodsGroups", engine.Row{"Code": code, "Name": "група " + code})
	}
	err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SaveGoodsGroup(ctx, []string{"Нова", "Под нея"})
		require.NoError(t, err)
		_, err = tx.SaveGoodsGroup(ctx, slices.Repeat([]string{"дълбоко"}, 91))
		return err
	})
	require.ErrorIs(t, err, sklad.ErrInvalidRow)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SaveGoodsGroup(ctx, []string{"Нова", "Под нея"})
		return err
	}))
	require.Equal(t, []string{"-1", "aaa", "009", "AAB", "AAC", "AACAAA"}, stored(t, db, "GoodsGroups", "Code"))
}

// Access makes ids below 0; an empty choice is not everything; a loop that adds
// rows ends.
func TestListingsSeeEveryRowOnce(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	insertRow(t, db, "Goods", engine.Row{"ID": -7, "Name": "минус", "Deleted": 0})
	insertRow(t, db, "Goods", engine.Row{"ID": math.MaxInt32 - 5000, "Name": "накрая", "Deleted": 0})
	var ids []sklad.GoodID
	for g, err := range db.Goods(t.Context(), sklad.GoodsFilter{}) {
		require.NoError(t, err)
		ids = append(ids, g.ID)
	}
	require.Equal(t, []sklad.GoodID{-7, 1, math.MaxInt32 - 5000}, ids)

	for range db.Goods(t.Context(), sklad.GoodsFilter{IDs: []sklad.GoodID{}}) {
		t.Fatal("a choice of nothing")
	}
	for range db.Stock(t.Context(), sklad.StockQuery{Goods: []sklad.GoodID{}}) {
		t.Fatal("a choice of nothing")
	}

	for range 2 * engine.PageSize {
		insertRow(t, db, "Goods", engine.Row{"Name": "x", "Deleted": 0})
	}
	seen := 0
	for _, err := range db.Goods(t.Context(), sklad.GoodsFilter{}) {
		require.NoError(t, err)
		insertRow(t, db, "Goods", engine.Row{"Name": "още", "Deleted": 0})
		seen++
	}
	require.Less(t, seen, 3*engine.PageSize+10)
}

func TestCheckRecordedInsideATransaction(t *testing.T) {
	t.Parallel()
	db, sale := nightShop(t)
	err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		r, err := tx.Record(ctx, sale)
		require.NoError(t, err)
		return db.CheckRecorded(ctx, r)
	})
	require.ErrorContains(t, err, "inside InTx")
}

func TestEverythingThatIsWrongIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	db, sale := nightShop(t)
	sale.PartnerID, sale.ObjectID, sale.UserID = 9999, 77, 55
	sale.Payments = []sklad.Payment{{Type: 9, Amount: d("1")}}
	sale.Lines = append(slices.Clone(sale.Lines), sklad.Line{GoodID: sale.Lines[0].GoodID, Qty: d("-1"), Price: d("-3"), Discount: d("150")})
	_, err := db.Record(t.Context(), sale)
	require.ErrorIs(t, err, sklad.ErrInvalidDocument)
	for _, part := range []string{
		"sklad: ", "partner 9999", "object 77", "user 55 (UserID)", "payment type 9", "the quantity is -1", "the price is -3", "the discount is 150",
	} {
		require.ErrorContains(t, err, part)
	}
}

// A Store row without a figure, and lots: what is sold leaves the right row.
func TestStockWithoutAFigureIsCounted(t *testing.T) {
	t.Parallel()
	db, sale := nightShop(t)
	execute(t, db, "UPDATE {Store} SET [Qtty] = NULL WHERE [GoodID] = 2")
	execute(t, db, "UPDATE {Configuration} SET [Value] = '-1' WHERE [Key] = 'configkey12'")
	_, err := db.Record(t.Context(), sale)
	require.NoError(t, err)
	require.Contains(t, stored(t, db, "Store", "GoodID", "Qtty"), "2|-3.0")
}

func TestLots(t *testing.T) {
	t.Parallel()
	lots := func(t *testing.T) (*sklad.DB, sklad.Document) {
		t.Helper()
		db, sale := nightShop(t)
		execute(t, db, "UPDATE {Configuration} SET [Value] = '2' WHERE [Key] = 'configkey23'")
		execute(t, db, "UPDATE {Store} SET [Qtty] = 0.75, [Price] = 5 WHERE [GoodID] = 2")
		insertRow(t, db, "Lots", engine.Row{"ID": 2, "SerialNo": "L2", "Location": " "})
		insertRow(t, db, "Store", engine.Row{"ObjectID": 1, "GoodID": 2, "Qtty": 10.0, "Price": 8.0, "Lot": "L2", "LotID": 2, "LotOrder": 2})
		return db, sale
	}
	t.Run("the split changes nothing for the buyer", func(t *testing.T) {
		t.Parallel()
		db, sale := lots(t)
		sale.Lines[0].Qty, sale.Lines[0].Price, sale.Payments = d("1.5"), d("1.99"), nil
		r, err := db.Record(t.Context(), sale)
		require.NoError(t, err)
		require.Equal(t, "2.99", r.Total.String())
		require.Equal(t, []string{"0.75|5.0|1", "0.75|8.0|2"}, stored(t, db, "Operations", "Qtty", "PriceIn", "LotID"))
	})
	t.Run("a recipe's own stock has lots too", func(t *testing.T) {
		t.Parallel()
		db, sale := lots(t)
		execute(t, db, "UPDATE {Goods} SET [IsRecipe] = -1 WHERE [ID] = 2")
		_, err := db.Record(t.Context(), sale)
		require.NoError(t, err)
		require.Equal(t, []string{"0.75|1", "2.25|2"}, stored(t, db, "Operations", "Qtty", "LotID"))
		require.Equal(t, []string{"1|1|10.0", "2|2|7.75"}, stored(t, db, "Store", "GoodID", "LotID", "Qtty"), "the empty row is gone")
	})
	t.Run("what comes back keeps its lot and price", func(t *testing.T) {
		t.Parallel()
		db, sale := lots(t)
		execute(t, db, "DELETE FROM {Store} WHERE [GoodID] = 2 AND [LotID] = 1")
		execute(t, db, "UPDATE {Goods} SET [PriceIn] = 7.58 WHERE [ID] = 2")
		sale.OperType, sale.USN, sale.Payments = sklad.OperRefund, nil, nil
		_, err := db.Record(t.Context(), sale)
		require.NoError(t, err)
		require.Equal(t, []string{"3.0|7.58|1"}, stored(t, db, "Operations", "Qtty", "PriceIn", "LotID"))
		require.Equal(t, []string{"1|1|10.0|0.0|1", "2|2|10.0|8.0|2", "2|1|3.0|7.58|3"},
			stored(t, db, "Store", "GoodID", "LotID", "Qtty", "Price", "LotOrder"))
	})
}

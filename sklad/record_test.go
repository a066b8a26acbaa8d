package sklad_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/usn"
)

// shop is a database with one good of ten pieces, a customer and a ledger.
type shop struct {
	db      *sklad.DB
	path    string
	good    sklad.GoodID
	partner sklad.PartnerID
}

func newShop(t *testing.T) shop {
	t.Helper()

	s := shop{path: filepath.Join(t.TempDir(), "shop.db")}
	db, err := sqlite.Create(t.Context(), s.path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	require.NoError(t, ledger.Install(t.Context(), db))

	s.db = db
	prices, err := sklad.NewPrices(map[sklad.PriceGroup]decimal.Decimal{sklad.Retail: amount("9.25"), sklad.Cost: amount("7.58")})
	require.NoError(t, err)

	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		if s.good, err = tx.SaveGood(ctx, sklad.Good{Name: "Тениска", Prices: prices}, sklad.GoodPrices); err != nil {
			return err
		}

		if s.partner, err = tx.SavePartner(ctx, sklad.Partner{Company: "Иван Петров"}, 0); err != nil {
			return err
		}

		_, err = tx.SQL().Exec(ctx, "UPDATE {Store} SET [Qtty] = 10 WHERE [GoodID] = ?", int64(s.good))

		return err
	}))

	return s
}

func amount(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func (s shop) sale(key, qty string) sklad.Document {
	return sklad.Document{
		OperType: sklad.OperSale, ExternalKey: key, PartnerID: s.partner, ObjectID: 1, OperatorID: 1, UserID: 1,
		Lines:    []sklad.Line{{GoodID: s.good, Qty: amount(qty), Price: amount("9.25")}},
		Payments: []sklad.Payment{{Type: 1, Amount: amount(qty).Mul(amount("9.25")).Round(2)}},
		USN:      &sklad.USNRequest{Device: "DT279013", Operator: "0001"},
	}
}

func (s shop) stock(t *testing.T) string {
	t.Helper()

	for row, err := range s.db.Stock(t.Context(), sklad.StockQuery{Goods: []sklad.GoodID{s.good}}) {
		require.NoError(t, err)

		return row.Qty.Decimal.String()
	}

	return "no row"
}

func TestRecord_sale_moves_stock_and_money_once(t *testing.T) {
	t.Parallel()

	s := newShop(t)
	first, err := s.db.Record(t.Context(), s.sale("order:1", "3"))
	require.NoError(t, err)
	require.Equal(t, sklad.Acct(1), first.Acct)
	require.Equal(t, "DT279013-0001-0000001", first.USN.String())
	require.Equal(t, "27.75", first.Total.String())
	require.Equal(t, "7", s.stock(t))
	require.NoError(t, s.db.CheckRecorded(t.Context(), first))

	again, err := s.db.Record(t.Context(), s.sale("order:1", "3"))
	require.NoError(t, err)
	require.True(t, again.Existing)
	require.Equal(t, first.Acct, again.Acct)
	require.Equal(t, first.USN, again.USN)
	require.Equal(t, "7", s.stock(t))

	_, err = s.db.Record(t.Context(), s.sale("order:1", "2"))
	require.ErrorIs(t, err, sklad.ErrKeyConflict)

	d, err := s.db.Document(t.Context(), sklad.OperSale, first.Acct)
	require.NoError(t, err)
	require.Len(t, d.Lines, 1)
	require.Equal(t, "27.75", d.Payments[0].Amount.String())
}

func TestRecord_order_moves_nothing(t *testing.T) {
	t.Parallel()

	s := newShop(t)
	d := s.sale("order:1", "3")
	d.OperType, d.Payments, d.USN = sklad.OperOrder, nil, nil

	recorded, err := s.db.Record(t.Context(), d)
	require.NoError(t, err)
	require.True(t, recorded.USN.IsZero())
	require.Equal(t, "10", s.stock(t))

	got, err := s.db.Document(t.Context(), sklad.OperOrder, recorded.Acct)
	require.NoError(t, err)
	require.Empty(t, got.Payments)
}

func TestRecord_refuses_a_shortage_whole(t *testing.T) {
	t.Parallel()

	s := newShop(t)
	_, err := s.db.Record(t.Context(), s.sale("order:1", "11"))

	var short *sklad.StockError
	require.ErrorAs(t, err, &short)
	require.ErrorIs(t, err, sklad.ErrInsufficientStock)
	require.Equal(t, "10", short.Available.String())
	require.Equal(t, "10", s.stock(t))

	recorded, err := s.db.Record(t.Context(), s.sale("order:2", "10"))
	require.NoError(t, err, "exactly what is there may be sold")
	require.Equal(t, sklad.Acct(1), recorded.Acct, "the number of the refused sale is free again")
	require.Equal(t, "DT279013-0001-0000001", recorded.USN.String())
	require.Equal(t, "0", s.stock(t))
}

func TestRecord_lists_everything_that_is_wrong(t *testing.T) {
	t.Parallel()

	s := newShop(t)
	cases := map[string]func(d *sklad.Document){
		"no lines":        func(d *sklad.Document) { d.Lines = nil },
		"quantity 0":      func(d *sklad.Document) { d.Lines[0].Qty = decimal.Zero },
		"unknown good":    func(d *sklad.Document) { d.Lines[0].GoodID = 999 },
		"discount 120":    func(d *sklad.Document) { d.Lines[0].Discount = amount("120") },
		"unknown payment": func(d *sklad.Document) { d.Payments[0].Type = 77 },
		"no partner":      func(d *sklad.Document) { d.PartnerID = 0 },
		"unknown object":  func(d *sklad.Document) { d.ObjectID = 55 },
		"unknown user":    func(d *sklad.Document) { d.OperatorID = 55 },
		"bad device":      func(d *sklad.Document) { d.USN.Device = "дт279013" },
		"no key":          func(d *sklad.Document) { d.ExternalKey = "" },
		"purchase":        func(d *sklad.Document) { d.OperType = sklad.OperPurchase },
	}
	for name, spoil := range cases {
		d := s.sale("order:"+name, "1")
		spoil(&d)

		_, err := s.db.Record(t.Context(), d)
		require.ErrorIs(t, err, sklad.ErrInvalidDocument, name)
	}

	require.Equal(t, "10", s.stock(t))
}

func TestRecord_by_two_handles_gives_every_document_its_own_numbers(t *testing.T) {
	t.Parallel()

	s := newShop(t)
	other, err := sqlite.Open(t.Context(), s.path)
	require.NoError(t, err)

	defer other.Close()

	const each = 20

	var (
		wg      sync.WaitGroup
		mu      sync.Mutex
		numbers = map[usn.Number]bool{}
		accts   = map[sklad.Acct]bool{}
	)

	for w, db := range []*sklad.DB{s.db, other, s.db, other} {
		wg.Go(func() {
			for i := range each {
				d := s.sale("order:"+string(rune('a'+w))+string(rune('a'+i)), "0.1")

				recorded, err := db.Record(t.Context(), d)

				mu.Lock()
				numbers[recorded.USN], accts[recorded.Acct] = true, true
				mu.Unlock()

				if err != nil {
					t.Error(err)
				}
			}
		})
	}

	wg.Wait()
	require.Len(t, numbers, 4*each)
	require.Len(t, accts, 4*each)

	for seq := range uint32(4 * each) {
		require.True(t, numbers[usn.Number{Device: "DT279013", Operator: "0001", Seq: seq + 1}], "УНП %d is missing", seq+1)
	}

	require.Equal(t, "2", s.stock(t))
}

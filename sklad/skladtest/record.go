package skladtest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// recordTopic is the rows of an order, a sale and a refund, and what is refused
// before anything is written.
func recordTopic(t *testing.T, s suite) {
	w := s.shop(t)
	t.Run("a sale moves stock and money", w.recordsSale)
	t.Run("an order moves nothing", w.recordsOrder)
	t.Run("a refund gives stock and money back", w.recordsRefund)
	t.Run("every column of a line is written", w.writesColumns)
	for name, spoil := range spoilt() {
		t.Run("refused whole/"+name, func(t *testing.T) {
			d := w.keyed("refused "+name, "1")
			spoil(&d)
			_ = w.refuses(t, d, sklad.ErrInvalidDocument)
		})
	}
}

func (w shop) recordsSale(t *testing.T) {
	r := w.records(t, w.keyed("order:1", "3"))
	require.Equal(t, []any{sklad.Acct(1), "DT279013-0001-0000001", "27.75"}, []any{r.Acct, r.USN.String(), r.Total.String()})
	require.Equal(t, []string{"7", "10"}, []string{w.left(t, w.first, w.good), w.left(t, w.second, w.good)})
	d, err := w.db.Document(t.Context(), sklad.OperSale, r.Acct)
	require.NoError(t, err)
	require.Len(t, d.Lines, 1)
	require.Equal(t, "27.75", d.Payments[0].Amount.String())
	require.Equal(t, 1, w.count(t, "{NextAcct} WHERE [NextAcct] = 'S1'"))
	require.Equal(t, 1, w.count(t, "{CashBook} WHERE [Profit] = 27.75 AND [OperType] = 8 AND [Sign] = 1"))
	require.Equal(t, 1, w.count(t, "{ECRReceipts} WHERE [ReceiptType] = 8 AND [ReceiptID] = 1 AND [ECRID] = ? AND [Acct] = 1", device))
}

func (w shop) recordsOrder(t *testing.T) {
	cash, paid := w.count(t, "{CashBook}"), w.count(t, "{Payments}")
	d := w.order("3")
	d.ExternalKey = "order:2"
	r := w.records(t, d)
	require.True(t, r.USN.IsZero())
	require.Equal(t, "7", w.left(t, w.first, w.good))
	require.Equal(t, []int{cash, paid}, []int{w.count(t, "{CashBook}"), w.count(t, "{Payments}")})
	require.Equal(t, 1, w.count(t, "{Operations} WHERE [OperType] = 19 AND [Acct] = ? AND [Sign] = 0", int64(r.Acct)))
}

func (w shop) recordsRefund(t *testing.T) {
	cash := w.count(t, "{CashBook}")
	r := w.records(t, w.refund("2"))
	require.Equal(t, "9", w.left(t, w.first, w.good))
	require.Equal(t, cash, w.count(t, "{CashBook}"))
	require.Equal(t, 2, w.count(t, "{Payments} WHERE [OperType] = 34 AND [Acct] = ? AND [Sign] = -1 AND [Qtty] = 18.5", float64(r.Acct)))
	require.Equal(t, 1, w.count(t, "{Operations} WHERE [OperType] = 34 AND [Sign] = 1"))
}

// writesColumns proves that no column is left to a server's default.
func (w shop) writesColumns(t *testing.T) {
	db := w.handle(t, sklad.WithClock(noon))
	d := w.sale("1")
	d.Note, d.Lines[0].Discount = "№ 1001", dec("10")
	r, err := db.Record(t.Context(), d)
	require.NoError(t, err)
	dialect := db.SQL().Dialect()
	require.Equal(t, 1, w.count(t, "{Operations} WHERE [Acct] = ? AND [OperType] = 2 AND [Date] = ? AND [UserRealTime] = ? AND "+
		"[Lot] = ' ' AND [LotID] = 1 AND [SrcDocID] = 0 AND [CurrencyID] = 1 AND [CurrencyRate] = 1 AND [Discount] = 10 AND [Sign] = -1",
		int64(r.Acct), dialect.Day(noon().In(db.Location())), dialect.Stamp(noon(), db.Location())))
	for _, row := range w.rows(t, "Operations") {
		for column, value := range row {
			require.NotNil(t, value, column)
			if strings.EqualFold(column, "Note") {
				require.Contains(t, []any{" ", "№ 1001"}, value)
			}
		}
	}
	var price engine.Float
	_, err = db.SQL().Get(t.Context(), &price,
		"SELECT o.[PriceOut] FROM {Operations} o WHERE o.[OperType] = 2 AND o.[Acct] = ?", int64(r.Acct))
	require.NoError(t, err)
	require.Equal(t, "8.325", price.Decimal().String())
}

// spoilt are the ways in which a document is wrong.
func spoilt() map[string]func(*sklad.Document) {
	return map[string]func(*sklad.Document){
		"no lines":              func(d *sklad.Document) { d.Lines = nil },
		"unknown good":          func(d *sklad.Document) { d.Lines[0].GoodID = 999 },
		"quantity 0":            func(d *sklad.Document) { d.Lines[0].Qty = dec("0") },
		"quantity of no column": func(d *sklad.Document) { d.Lines[0].Qty = dec("1e400") },
		"price of no column":    func(d *sklad.Document) { d.Lines[0].Price = dec("1e400") },
		"negative price":        func(d *sklad.Document) { d.Lines[0].Price = dec("-1") },
		"discount of 100":       func(d *sklad.Document) { d.Lines[0].Discount = dec("100") },
		"discount of a third":   func(d *sklad.Document) { d.Lines[0].Discount = dec("33.333") },
		"long note":             func(d *sklad.Document) { d.Note = strings.Repeat("ш", 256) },
		"long note of a line":   func(d *sklad.Document) { d.Lines[0].Note = strings.Repeat("ш", 256) },
		"payment type":          func(d *sklad.Document) { d.Payments[0].Type = 77 },
		"payment of no column":  func(d *sklad.Document) { d.Payments[0].Amount = dec("1e400") },
		"long reference":        func(d *sklad.Document) { d.Payments[0].TransactionNumber = strings.Repeat("1", 256) },
		"no partner":            func(d *sklad.Document) { d.PartnerID = 0 },
		"unknown partner":       func(d *sklad.Document) { d.PartnerID = 999 },
		"unknown object":        func(d *sklad.Document) { d.ObjectID = 999 },
		"unknown user":          func(d *sklad.Document) { d.UserID = 999 },
		"unknown operator":      func(d *sklad.Document) { d.OperatorID = 999 },
		"bad device":            func(d *sklad.Document) { d.USN.Device = "дт279013" },
		"УНП without a key":     func(d *sklad.Document) { d.ExternalKey = "" },
		"a purchase":            func(d *sklad.Document) { d.OperType = sklad.OperPurchase },
	}
}

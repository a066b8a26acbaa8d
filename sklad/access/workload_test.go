package access

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/usn"
)

const device = "DT279013"

func noon() time.Time { return time.Date(2026, 11, 25, 10, 30, 15, 123456789, time.UTC) }

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// workload makes every statement that the library has for a database, none of
// which fails for another reason than a table that is not there.
type workload struct {
	t       *testing.T
	db      *sklad.DB
	ledger  *ledger.Ledger
	good    sklad.GoodID
	partner sklad.PartnerID
	sale    sklad.Recorded
}

func (w *workload) run() {
	for _, step := range []func(){w.install, w.save, w.lists, w.documents, w.lots, w.record, w.money, w.links, w.orders, w.receipts} {
		step()
	}
}

func (w *workload) tx(do func(ctx context.Context, tx *sklad.Tx) error) {
	w.t.Helper()
	require.NoError(w.t, w.db.InTx(w.t.Context(), do))
}

func (w *workload) install() {
	require.NoError(w.t, ledger.Install(w.t.Context(), w.db))
	require.NoError(w.t, ledger.Install(w.t.Context(), w.db))
	var err error
	w.ledger, err = ledger.Open(w.t.Context(), w.db)
	require.NoError(w.t, err)
	_, err = w.ledger.InstalledAt(w.t.Context())
	require.NoError(w.t, err)
}

func (w *workload) save() {
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		group, err := tx.SaveGoodsGroup(ctx, []string{"Чаши", "Порцелан"})
		require.NoError(w.t, err)
		good := sklad.Good{Name: "Чаша за кафе „Ирис“", BarCode1: "3800123456789", GroupID: group, TaxGroup: 1, Ratio: dec("1")}
		w.good, err = tx.SaveGood(ctx, good, sklad.GoodAll)
		require.NoError(w.t, err)
		good.ID, good.Description = w.good, "бяла, 200 мл"
		_, err = tx.SaveGood(ctx, good, sklad.GoodText|sklad.GoodPrices)
		require.NoError(w.t, err)
		w.partner, err = tx.SavePartner(ctx, sklad.Partner{Company: "Иван Иванов", Email: "ivan@example.bg", Phone: "0888 123 456", PriceGroup: 1},
			sklad.PartnerAll)
		require.NoError(w.t, err)
		_, err = tx.SavePartner(ctx, sklad.Partner{ID: w.partner, City: "София"}, sklad.PartnerContacts)
		require.NoError(w.t, err)
		_, err = tx.SQL().Update(ctx, "Store", engine.Row{"Qtty": 100.0, "Price": 7.58}, "[GoodID] = ?", int64(w.good))
		require.NoError(w.t, err)
		_, err = tx.SQL().Update(ctx, "Currencies", engine.Row{"ExchangeRate": 1.0}, "[ID] = ?", 1)
		return err
	})
}

// drain reads a listing to its end.
func drain[T any](t *testing.T, rows iter.Seq2[T, error]) int {
	t.Helper()
	n := 0
	for _, err := range rows {
		require.NoError(t, err)
		n++
	}
	return n
}

func (w *workload) lists() {
	t, ctx := w.t, w.t.Context()
	_, err := w.db.Info(ctx)
	require.NoError(t, err)
	require.Equal(t, 2, drain(t, w.db.Goods(ctx, sklad.GoodsFilter{})))
	require.Equal(t, 1, drain(t, w.db.Goods(ctx, sklad.GoodsFilter{Groups: []string{"AAA"}, After: 1, IncludeDeleted: true})))
	require.Equal(t, 1, drain(t, w.db.Goods(ctx, sklad.GoodsFilter{IDs: []sklad.GoodID{w.good}})))
	require.Equal(t, 2, drain(t, w.db.Partners(ctx, sklad.PartnersFilter{})))
	require.Equal(t, 1, drain(t, w.db.Partners(ctx, sklad.PartnersFilter{IDs: []sklad.PartnerID{w.partner}, Groups: []string{"-1"}})))
	for _, rows := range []iter.Seq2[sklad.Group, error]{
		w.db.GoodsGroups(ctx), w.db.PartnersGroups(ctx), w.db.ObjectsGroups(ctx), w.db.UsersGroups(ctx),
	} {
		require.Positive(t, drain(t, rows))
	}
	require.Equal(t, 1, drain(t, w.db.Objects(ctx)))
	require.Equal(t, 1, drain(t, w.db.Users(ctx)))
	require.Equal(t, 3, drain(t, w.db.VATGroups(ctx)))
	require.Equal(t, 4, drain(t, w.db.PaymentTypes(ctx)))
	for _, q := range []sklad.GoodQuery{{ID: w.good}, {BarCode: "3800123456789"}, {Code: "2"}, {Name: "чаша за КАФЕ „ирис“"}} {
		found, err := w.db.FindGoods(ctx, q)
		require.NoError(t, err)
		require.Len(t, found, 1, "%+v", q)
	}
	for _, q := range []sklad.PartnerQuery{
		{ID: w.partner}, {Bulstat: "1"}, {TaxNo: "1"}, {Email: "IVAN@example.bg"}, {Phone: "+359888123456"}, {Code: "2"},
	} {
		_, err := w.db.FindPartners(ctx, q)
		require.NoError(t, err)
	}
	for _, reserved := range []sklad.Reserved{sklad.ReservedNone, sklad.ReservedAll, sklad.ReservedProgram, sklad.ReservedOrders} {
		q := sklad.StockQuery{ObjectGroups: []string{"-1"}, Reserved: reserved, Orders: []sklad.Acct{1}}
		require.Equal(t, 2, drain(t, w.db.Stock(ctx, q)))
	}
	require.Equal(t, 1, drain(t, w.db.Stock(ctx, sklad.StockQuery{Objects: []sklad.ObjectID{1}, Goods: []sklad.GoodID{w.good}})))
}

func (w *workload) document(kind sklad.OperType, key string) sklad.Document {
	return sklad.Document{
		OperType: kind, PartnerID: w.partner, ObjectID: 1, OperatorID: 1, UserID: 1, Note: "Поръчка № 7 🍄", ExternalKey: key,
		Lines: []sklad.Line{
			{GoodID: w.good, Qty: dec("2"), Price: dec("9.25"), Discount: dec("10")}, {GoodID: w.good, Qty: dec("1"), Price: dec("9.25")},
		},
	}
}

func (w *workload) record1(d sklad.Document) sklad.Recorded {
	w.t.Helper()
	r, err := w.db.Record(w.t.Context(), d)
	require.NoError(w.t, err)
	require.NoError(w.t, w.db.CheckRecorded(w.t.Context(), r))
	return r
}

func (w *workload) documents() {
	w.record1(w.document(sklad.OperOrder, "main/order/1"))
	sale := w.document(sklad.OperSale, "main/order/2")
	sale.USN = &sklad.USNRequest{Device: device, Operator: "0001"}
	sale.Payments = []sklad.Payment{{Type: 1, Amount: dec("5")}, {Type: 2, Amount: dec("3"), TransactionNumber: "TR 1"}}
	w.sale = w.record1(sale)
	require.Equal(w.t, device+"-0001-0000001", w.sale.USN.String())
	require.Equal(w.t, "25.9", w.sale.Total.String())
	again := w.record1(sale)
	require.True(w.t, again.Existing)
	require.Equal(w.t, w.sale.Acct, again.Acct)
	w.record1(w.document(sklad.OperRefund, "main/refund/2"))
	stored, err := w.db.Document(w.t.Context(), sklad.OperSale, w.sale.Acct)
	require.NoError(w.t, err)
	require.Equal(w.t, "Поръчка № 7 🍄", stored.Note)
	require.Len(w.t, stored.Lines, 2)
	require.Len(w.t, stored.Payments, 2)
	require.Equal(w.t, "2026-11-25 00:00:00", stored.Date.Format(time.DateTime))
	require.Equal(w.t, "100", w.quantity().String(), "a sale and its refund")
}

func (w *workload) quantity() decimal.Decimal {
	w.t.Helper()
	for row, err := range w.db.Stock(w.t.Context(), sklad.StockQuery{Goods: []sklad.GoodID{w.good}}) {
		require.NoError(w.t, err)
		return row.Qty.Decimal
	}
	return decimal.Decimal{}
}

func (w *workload) set(key, value string) {
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SQL().Update(ctx, "Configuration", engine.Row{"Value": value}, "[Key] = ?", key)
		return err
	})
}

// lots records with lots, with negative stock, with numbers per object, a
// service and a pair without a Store row.
func (w *workload) lots() {
	w.set("configkey23", "5")
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		end := tx.SQL().Dialect().Day(noon().AddDate(1, 0, 0))
		lot, err := tx.SQL().InsertID(ctx, "Lots", engine.Row{
			"SerialNo": "L-2", "EndDate": end, "ProductionDate": nil, "Location": " ",
		})
		require.NoError(w.t, err)
		return tx.SQL().Insert(ctx, "Store", engine.Row{
			"ObjectID": 1, "GoodID": int64(w.good), "Qtty": 2.0, "Price": 8.0, "Lot": "L-2", "LotID": lot, "LotOrder": 2,
		})
	})
	sale := w.record1(w.document(sklad.OperSale, "main/lots"))
	d, err := w.db.Document(w.t.Context(), sklad.OperSale, sale.Acct)
	require.NoError(w.t, err)
	require.EqualValues(w.t, 2, d.Lines[0].LotID, "first ends first")
	w.set("configkey23", "0")
}

func (w *workload) record() {
	w.set("configkey48", "-1")
	w.set("configkey12", "-1")
	w.record1(w.document(sklad.OperSale, "main/negative"))
	w.set("configkey12", "0")
	w.set("configkey48", "0")
	var service sklad.GoodID
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		service, err = tx.SaveGood(ctx, sklad.Good{Name: "Доставка", Type: sklad.GoodService, TaxGroup: 1}, sklad.GoodAll)
		require.NoError(w.t, err)
		_, err = tx.SQL().Exec(ctx, "DELETE FROM {Store} WHERE [GoodID] = ?", int64(service))
		return err
	})
	for key, kind := range map[string]sklad.OperType{"main/service": sklad.OperSale, "main/service back": sklad.OperRefund} {
		d := w.document(kind, key)
		d.Lines = []sklad.Line{{GoodID: service, Qty: dec("1"), Price: dec("4.99")}}
		w.record1(d)
	}
}

func (w *workload) money() {
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		require.NoError(w.t, tx.AddPayment(ctx, sklad.OperSale, w.sale.Acct, sklad.Payment{Type: 1, Amount: dec("1")}))
		_, err := tx.Allocate(ctx, usn.Request{Device: device, Operator: "0001", Key: "by hand"})
		require.NoError(w.t, err)
		_, err = tx.Available(ctx, 1, w.good)
		require.NoError(w.t, err)
		return tx.SaveFiscalReceipt(ctx, sklad.FiscalReceipt{
			OperType: sklad.OperSale, Acct: w.sale.Acct, Number: "0000123", IssuedAt: noon(), Device: device, Description: w.sale.USN.String(),
			Total: w.sale.Total, UserID: 1,
		})
	})
}

func (w *workload) links() {
	t, ctx := w.t, w.t.Context()
	link := ledger.Link{
		Shop: "main", Kind: "product", LocalID: int64(w.good), ShopID: "p-1", ExternalID: "G:1", State: ledger.LinkActive,
		Origin: ledger.OriginExport, Hashes: map[string]string{"price": "ab"}, SyncedAt: noon(),
	}
	other := link
	other.ShopID, other.LocalID = "p-2", 1
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		require.NoError(t, w.ledger.SaveLinks(ctx, tx, link, other))
		require.NoError(t, w.ledger.SaveLinks(ctx, tx, link))
		require.NoError(t, w.ledger.SetMark(ctx, tx, "watermark", "2026-11-25T10:00:00Z"))
		require.NoError(t, w.ledger.RaiseUSNFloor(ctx, tx, device, 40))
		require.NoError(t, w.ledger.Append(ctx, tx, ledger.Event{Shop: "main", Run: "1", Kind: "order", Record: "7", Code: "x", Data: "{}"}))
		return nil
	})
	require.Equal(t, 2, drain(t, w.ledger.Links(ctx, "main", "product")))
	found, ok, err := w.ledger.LinkByLocal(ctx, "main", "product", int64(w.good))
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, "ab", found.Hashes["price"])
	_, ok, err = w.ledger.LinkByShopID(ctx, "main", "product", "p-2")
	require.NoError(t, err)
	require.True(t, ok)
	w.tx(func(ctx context.Context, tx *sklad.Tx) error { return w.ledger.RemoveLinks(ctx, tx, other) })
	_, _, err = w.ledger.Mark(ctx, "watermark")
	require.NoError(t, err)
	floor, err := w.ledger.USNFloor(ctx, device)
	require.NoError(t, err)
	require.EqualValues(t, 40, floor)
	highest, err := w.ledger.MaxUSN(ctx, device)
	require.NoError(t, err)
	require.EqualValues(t, 2, highest)
	require.Equal(t, 2, drain(t, w.ledger.USNs(ctx, device)))
	require.Equal(t, 1, drain(t, w.ledger.Events(ctx, ledger.EventFilter{Shop: "main", Record: "7", Kind: "order", Run: "1"})))
	lease, err := w.ledger.AcquireLease(ctx, "import", "test", time.Minute)
	require.NoError(t, err)
	require.NoError(t, lease.Renew(ctx))
	require.NoError(t, lease.Release(ctx))
}

func (w *workload) orders() {
	t, ctx := w.t, w.t.Context()
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		order, err := w.ledger.ClaimOrder(ctx, tx, "main", "7")
		require.NoError(t, err)
		require.Equal(t, ledger.OrderWaiting, order.State)
		order.State, order.AckOwed, order.Original = ledger.OrderImported, true, `{"id":"7"}`
		order.Total = decimal.NewNullDecimal(dec("25.90"))
		return w.ledger.SaveOrder(ctx, tx, order)
	})
	_, ok, err := w.ledger.Order(ctx, "main", "7")
	require.NoError(t, err)
	require.True(t, ok)
	f := ledger.OrderFilter{Shop: "main", States: []ledger.OrderState{ledger.OrderImported, ledger.OrderParked}, Owed: true}
	require.Equal(t, 1, drain(t, w.ledger.Orders(ctx, f)))
	require.Equal(t, 0, drain(t, w.ledger.Orders(ctx, ledger.OrderFilter{Number: "1", USN: "x"})))
}

func (w *workload) receipts() {
	t, ctx := w.t, w.t.Context()
	receipt := ledger.Receipt{Job: "main/7", Shop: "main", OrderID: "7", USN: w.sale.USN.String(), Device: device, Anchor: "{}"}
	require.NoError(t, w.ledger.BeginReceipt(ctx, receipt, nil))
	require.Equal(t, 1, drain(t, w.ledger.UnsettledReceipts(ctx, device)))
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		changed, err := w.ledger.SettleReceipt(ctx, tx, ledger.Outcome{Job: "main/7", State: ledger.ReceiptPrinted, Number: "0000123", IssuedAt: noon()})
		require.True(t, changed)
		return err
	})
	require.Equal(t, 1, drain(t, w.ledger.ReceiptsToSend(ctx, "main")))
	w.tx(func(ctx context.Context, tx *sklad.Tx) error { return w.ledger.ReceiptSent(ctx, tx, "main/7") })
	w.tx(func(ctx context.Context, tx *sklad.Tx) error {
		return w.ledger.SaveReceipt(ctx, tx, ledger.Receipt{Job: "main/8", State: ledger.ReceiptPending})
	})
	f := ledger.ReceiptFilter{Shop: "main", OrderID: "7", Device: device, Kind: ledger.ReceiptSale, State: ledger.ReceiptPrinted}
	require.Equal(t, 1, drain(t, w.ledger.Receipts(ctx, f)))
	_, ok, err := w.ledger.Receipt(ctx, "main/8")
	require.NoError(t, err)
	require.True(t, ok)
}

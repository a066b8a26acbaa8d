package skladtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// shop is a database at work: a ledger, two objects with ten pieces of a good
// in each, a service and a customer.
type shop struct {
	world

	first, second sklad.ObjectID
	good, service sklad.GoodID
	partner       sklad.PartnerID
}

// device is the fiscal device of every УНП here.
const device = "DT279013"

func (s suite) shop(t *testing.T) shop {
	t.Helper()
	w := shop{world: s.world(t), first: 1}
	w.ledger(t, w.db)
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		object, err := tx.SQL().InsertID(ctx, "Objects", engine.Row{
			"Code": "2", "Name": "Магазин", "Name2": "Магазин", "PriceGroup": 1, "GroupID": 1, "Deleted": 0,
		})
		if err != nil {
			return err
		}
		w.second = sklad.ObjectID(object)
		return stockUp(ctx, tx, &w)
	}))
	return w
}

func stockUp(ctx context.Context, tx *sklad.Tx, w *shop) error {
	prices := sklad.Prices{}.With(sklad.Retail, dec("9.25")).With(sklad.Cost, dec("7.58"))
	var err error
	if w.good, err = tx.SaveGood(ctx, sklad.Good{Name: "Тениска", Prices: prices}, sklad.GoodPrices); err != nil {
		return err
	}
	service := sklad.Good{Name: "Доставка", Type: sklad.GoodService, Prices: prices}
	if w.service, err = tx.SaveGood(ctx, service, sklad.GoodPrices|sklad.GoodKind); err != nil {
		return err
	}
	if w.partner, err = tx.SavePartner(ctx, sklad.Partner{Company: "Иван Петров"}, 0); err != nil {
		return err
	}
	_, err = tx.SQL().Exec(ctx, "UPDATE {Store} SET [Qtty] = 10 WHERE [GoodID] = ?", int64(w.good))
	return err
}

// sale sells a quantity of the good at the first object, paid in cash.
func (w shop) sale(qty string) sklad.Document {
	return sklad.Document{
		OperType: sklad.OperSale, PartnerID: w.partner, ObjectID: w.first, OperatorID: 1, UserID: 1,
		Lines:    []sklad.Line{{GoodID: w.good, Qty: dec(qty), Price: dec("9.25")}},
		Payments: []sklad.Payment{{Type: 1, Amount: dec(qty).Mul(dec("9.25")).Round(2)}},
	}
}

// keyed is the sale with an ExternalKey and a УНП.
func (w shop) keyed(key, qty string) sklad.Document {
	d := w.sale(qty)
	d.ExternalKey, d.USN = key, &sklad.USNRequest{Device: device, Operator: "0001"}
	return d
}

func (w shop) order(qty string) sklad.Document {
	d := w.sale(qty)
	d.OperType, d.Payments = sklad.OperOrder, nil
	return d
}

func (w shop) refund(qty string) sklad.Document {
	d := w.sale(qty)
	d.OperType = sklad.OperRefund
	return d
}

// records writes a document and proves that it stands alone.
func (w shop) records(t *testing.T, d sklad.Document) sklad.Recorded {
	t.Helper()
	recorded, err := w.db.Record(t.Context(), d)
	require.NoError(t, err)
	require.NoError(t, w.db.CheckRecorded(t.Context(), recorded))
	return recorded
}

// refuses proves that a document is refused and leaves nothing behind.
func (w shop) refuses(t *testing.T, d sklad.Document, want error) error {
	t.Helper()
	before := w.dump(t)
	_, err := w.db.Record(t.Context(), d)
	require.ErrorIs(t, err, want)
	require.Equal(t, before, w.dump(t), "a refused document leaves nothing behind")
	return err
}

// left is the quantity of a good at an object, "none" without a Store row.
func (w shop) left(t *testing.T, object sklad.ObjectID, good sklad.GoodID) string {
	t.Helper()
	query := sklad.StockQuery{Objects: []sklad.ObjectID{object}, Goods: []sklad.GoodID{good}}
	for row, err := range w.db.Stock(t.Context(), query) {
		require.NoError(t, err)
		if row.Qty.Valid {
			return row.Qty.Decimal.String()
		}
	}
	return "none"
}

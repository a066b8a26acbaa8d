package skladtest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// held is a line that may hold goods back.
type held struct {
	acct, kind, object, partner, source int
	qty                                 float64
	saved                               any // a moment, or nil
}

// reserves counts open orders in each of the ways, at a fixed present.
func (w world) reserves(t *testing.T) {
	db := w.handle(t, sklad.WithClock(noon))
	w.fillReserved(t, db)
	q := func(r sklad.Reserved, orders ...sklad.Acct) []string {
		return w.figures(t, db, sklad.StockQuery{Objects: []sklad.ObjectID{2}, Goods: []sklad.GoodID{2}, Reserved: r, Orders: orders})
	}
	require.Equal(t, []string{"2=10.5"}, q(sklad.ReservedNone))
	require.Equal(t, []string{"2=10.5-514.5"}, q(sklad.ReservedAll), "orders 1 and 6")
	require.Equal(t, []string{"2=10.5-6.5"}, q(sklad.ReservedOrders, 1, 2, 3), "orders 1 and 2, whatever their age")
	require.Equal(t, []string{"2=10.5"}, q(sklad.ReservedOrders))
	require.Equal(t, []string{"2=10.5-814.5"}, q(sklad.ReservedProgram), "all orders at the object and the open table")
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error { return w.available(ctx, t, tx) }))
}

func (w world) fillReserved(t *testing.T, db *sklad.DB) {
	t.Helper()
	young, old := noon().Add(-29*24*time.Hour), noon().Add(-31*24*time.Hour)
	for _, o := range []held{
		{acct: 1, kind: 19, object: 2, partner: 1, qty: 2, saved: young},
		{acct: 1, kind: 19, object: 2, partner: 1, qty: 0.5, saved: young},
		{acct: 2, kind: 19, object: 2, partner: 1, qty: 4, saved: old},
		{acct: 3, kind: 19, object: 2, partner: 1, qty: 8, saved: young},   // became a sale
		{acct: 9, kind: 19, object: 2, partner: 0, qty: 16, saved: young},  // marks a range of numbers
		{acct: -3, kind: 19, object: 2, partner: 1, qty: 32, saved: young}, // pending
		{acct: 4, kind: 19, object: 3, partner: 1, qty: 64, saved: young},  // another object
		{acct: 5, kind: 2, object: 2, partner: 1, qty: 128, saved: young},  // a sale
		{acct: -11, kind: 33, object: 77, source: 2, partner: 1, qty: 256, saved: young},
		{acct: 6, kind: 19, object: 2, partner: 1, qty: 512}, // of today by its Date
	} {
		row := engine.Row{
			"OperType": o.kind, "Acct": o.acct, "GoodID": 2, "PartnerID": o.partner, "ObjectID": o.object, "SrcDocID": o.source,
			"Qtty": o.qty, "Sign": 0, "Date": db.SQL().Dialect().Day(noon()),
		}
		if moment, ok := o.saved.(time.Time); ok {
			row["UserRealTime"] = db.SQL().Dialect().Stamp(moment, db.Location())
		}
		w.add(t, "Operations", row)
	}
	w.add(t, "Transformations", engine.Row{"FromOperType": 19, "FromAcct": 3, "ToOperType": 2, "ToAcct": 5})
}

func (world) available(ctx context.Context, t *testing.T, tx *sklad.Tx) error {
	free, err := tx.Available(ctx, 2, 2)
	require.NoError(t, err)
	require.Equal(t, "-804", free.Decimal.String())
	free, err = tx.Available(ctx, 2, 4)
	require.NoError(t, err)
	require.False(t, free.Valid, "no Store row is no figure")
	_, err = tx.Available(ctx, 2, 99)
	require.ErrorIs(t, err, sklad.ErrNotFound)
	return nil
}

package skladtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// voidTopic is an order that is taken back, and a refund under the number of
// its sale.
func voidTopic(t *testing.T, s suite) {
	w := s.shop(t)
	w.set(t, "configkey12", "-1")
	t.Run("an order goes with its number", w.voidsOrder)
	t.Run("one that became a sale stays", w.keepsTransformed)
	t.Run("one with money stays", w.keepsPaid)
	t.Run("one that is not there", w.voidsNothing)
	t.Run("a refund has the number of its sale", w.refundsNumbered)
}

func (w shop) voids(t *testing.T, acct sklad.Acct) error {
	t.Helper()
	return w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error { return tx.VoidOrder(ctx, acct, 1) })
}

func (w shop) voidsOrder(t *testing.T) {
	kept := w.records(t, w.order("2"))
	log := w.count(t, "{ApplicationLog}")
	r := w.records(t, w.order("2"))
	require.NoError(t, w.voids(t, r.Acct))
	_, err := w.db.Document(t.Context(), sklad.OperOrder, r.Acct)
	require.ErrorIs(t, err, sklad.ErrNotFound)
	_, err = w.db.Document(t.Context(), sklad.OperOrder, kept.Acct)
	require.NoError(t, err, "the one before it stays")
	require.Equal(t, 1, w.count(t, "{ApplicationLog}")-log)
	require.Equal(t, r.Acct, w.records(t, w.order("2")).Acct, "the number is given again")
}

func (w shop) keepsTransformed(t *testing.T) {
	r := w.records(t, w.order("2"))
	_, err := w.db.SQL().Exec(t.Context(),
		"INSERT INTO {Transformations} ([RootOperType], [RootAcct], [FromOperType], [FromAcct], [ToOperType], [ToAcct], [UserID]) "+
			"VALUES (19, ?, 19, ?, 2, 5, 1)", int64(r.Acct), int64(r.Acct))
	require.NoError(t, err)
	require.ErrorIs(t, w.voids(t, r.Acct), sklad.ErrTransformed)
	_, err = w.db.Document(t.Context(), sklad.OperOrder, r.Acct)
	require.NoError(t, err)
}

// keepsPaid is an order with rows in Payments, due or paid, in which a person keeps money.
func (w shop) keepsPaid(t *testing.T) {
	for _, mode := range []int{-1, 1} {
		r := w.records(t, w.order("2"))
		require.NoError(t, w.db.Voidable(t.Context(), r.Acct))
		require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			d, now := tx.SQL().Dialect(), tx.Now()
			return tx.SQL().Insert(ctx, "Payments", map[string]any{
				"Acct": int64(r.Acct), "OperType": 19, "PartnerID": 1, "ObjectID": 1, "Qtty": 20.0, "Mode": mode, "Sign": 0, "Type": 1,
				"UserID": 1, "TransactionNumber": " ", "Date": d.Day(now), "EndDate": d.Day(now),
				"UserRealTime": d.Stamp(now, tx.Location()),
			})
		}))
		require.ErrorIs(t, w.voids(t, r.Acct), sklad.ErrOrderPaid)
		require.ErrorIs(t, w.db.Voidable(t.Context(), r.Acct), sklad.ErrOrderPaid)
		require.Equal(t, 1, w.count(t, "{Payments} WHERE [OperType] = 19 AND [Acct] = ?", int64(r.Acct)))
		_, err := w.db.Document(t.Context(), sklad.OperOrder, r.Acct)
		require.NoError(t, err)
	}
}

func (w shop) voidsNothing(t *testing.T) {
	require.ErrorIs(t, w.voids(t, 987654), sklad.ErrNotFound)
}

func (w shop) refundsNumbered(t *testing.T) {
	sale := w.records(t, w.keyed("sale:1", "2"))
	d := w.refund("2")
	d.ExternalKey, d.USN = "refund:1", &sklad.USNRequest{Device: sale.USN.Device, Operator: sale.USN.Operator, Number: sale.USN}
	given := w.count(t, "{gomba_usn}")
	r := w.records(t, d)
	require.Equal(t, sale.USN, r.USN)
	require.Equal(t, given, w.count(t, "{gomba_usn}"), "none is given")
	require.Equal(t, 1, w.count(t, "{ECRReceipts} WHERE [OperType] = 34 AND [ReceiptType] = 8 AND [Acct] = ?", int64(r.Acct)))
	d.ExternalKey, d.USN = "refund:2", &sklad.USNRequest{Device: sale.USN.Device, Operator: sale.USN.Operator}
	_, err := w.db.Record(t.Context(), d)
	require.ErrorIs(t, err, sklad.ErrInvalidDocument, "a refund has no number of its own")
}

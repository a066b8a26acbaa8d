package syncer_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// Goods and money that a person took back in Склад Pro do not come back twice.
func TestRefund_NotAfterOneByHand(t *testing.T) {
	t.Parallel()

	w, id := changing(t, syncer.OnChangeRefund, syncer.DocumentSale)
	number, err := usn.Parse(w.usns(t)[0])
	require.NoError(t, err)
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		sale, err := tx.Document(ctx, sklad.OperSale, 1)
		if err != nil {
			return err
		}

		_, err = tx.Record(ctx, sklad.Document{
			OperType: sklad.OperRefund, PartnerID: sale.PartnerID, ObjectID: 1, OperatorID: 1, UserID: 1, ExternalKey: "by hand",
			Lines: []sklad.Line{{GoodID: 2, Qty: decimal.NewFromInt(2), Price: decimal.NewFromInt(10)}},
			USN:   &sklad.USNRequest{Device: number.Device, Operator: number.Operator, Number: number},
		})

		return err
	}))
	require.Equal(t, "2,34 | 100 | 0.0 0", w.standing(t))

	w.status(t, id, "returned")
	require.NotContains(t, w.planned(t), "refund")
	require.Equal(t, []text.Code{text.RefundedByHand}, codes(w.imports(t).Warnings))
	require.Equal(t, "2,34 | 100 | 0.0 0", w.standing(t))
	require.Empty(t, w.imports(t).Warnings)
}

// A cancelled order that the shop goes on with has no document any more: it is
// for a person, who is told.
func TestOnChange_AVoidedOrderThatTheShopGoesOnWith(t *testing.T) {
	t.Parallel()

	w, id := changing(t, syncer.OnChangeVoidOrder, syncer.DocumentOrder)
	w.status(t, id, "cancelled")
	require.Equal(t, []text.Code{text.OrderVoided}, codes(w.imports(t).Warnings))
	w.status(t, id, "confirmed")
	require.Equal(t, []text.Code{text.OrderRevived}, codes(w.imports(t).Warnings))
	require.Empty(t, w.imports(t).Warnings, "it is told once")

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{Orders: []string{string(id)}, Force: true})
	require.NoError(t, err)
	require.Len(t, report.Documents, 1)
	require.Equal(t, "19 | 100 | 0 0", w.standing(t))
}

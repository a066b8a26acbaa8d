package skladtest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// paymentsTopic is the money of a document: one row due, rows paid, the cash
// book for cash alone.
func paymentsTopic(t *testing.T, s suite) {
	w := s.shop(t)
	w.set(t, "configkey12", "-1")
	t.Run("cash", func(t *testing.T) { w.pays(t, w.paid(1, "18.5"), []float64{18.5}, 1) })
	t.Run("card", func(t *testing.T) { w.pays(t, w.paid(3, "18.5"), []float64{18.5}, 0) })
	t.Run("unpaid", func(t *testing.T) { w.pays(t, w.paid(1), nil, 0) })
	t.Run("in parts", func(t *testing.T) { w.pays(t, w.paid(1, "8.5", "10"), []float64{8.5, 10}, 2) })
	t.Run("nothing paid is no row", func(t *testing.T) { w.pays(t, w.paid(1, "0"), nil, 0) })
	t.Run("due later", w.isDueLater)
	t.Run("a payment that comes later", w.paysLater)
	t.Run("a reference is kept", w.keepsReference)
}

// paid is a sale of 18.50 with these payments.
func (w shop) paid(kind int64, amounts ...string) sklad.Document {
	d := w.sale("2")
	d.Payments = nil
	for _, amount := range amounts {
		d.Payments = append(d.Payments, sklad.Payment{Type: kind, Amount: dec(amount)})
	}
	return d
}

func (w shop) pays(t *testing.T, d sklad.Document, paid []float64, cash int) {
	before := w.count(t, "{CashBook}")
	r := w.records(t, d)
	require.Equal(t, []float64{18.5}, w.amounts(t, r, -1), "due")
	require.Equal(t, paid, w.amounts(t, r, 1), "paid")
	require.Equal(t, cash, w.count(t, "{CashBook}")-before, "cash book")
}

// amounts are those of a document's payments: Mode -1 is due, 1 is paid.
func (w shop) amounts(t *testing.T, r sklad.Recorded, mode int) []float64 {
	t.Helper()
	var amounts []float64
	require.NoError(t, w.db.SQL().Select(t.Context(), &amounts, "SELECT p.[Qtty] FROM {Payments} p "+
		"WHERE p.[OperType] = 2 AND p.[Acct] = ? AND p.[Mode] = ? AND p.[Sign] = 1 ORDER BY p.[ID]", float64(r.Acct), mode))
	return amounts
}

func (w shop) isDueLater(t *testing.T) {
	d := w.paid(1)
	d.Date, d.DueDate = time.Date(2026, 10, 24, 23, 30, 0, 0, w.db.Location()), w.day(2026, 10, 26) // summer time ends between them
	r := w.records(t, d)
	got, err := w.db.Document(t.Context(), r.OperType, r.Acct)
	require.NoError(t, err)
	require.True(t, got.Date.Equal(w.day(2026, 10, 24)), got.Date)
	require.True(t, got.DueDate.Equal(w.day(2026, 10, 26)), got.DueDate)
}

func (w shop) paysLater(t *testing.T) {
	r := w.records(t, w.paid(1, "8.5"))
	cash := w.count(t, "{CashBook}")
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		require.ErrorIs(t, tx.AddPayment(ctx, r.OperType, 99999, sklad.Payment{Type: 1, Amount: dec("1")}), sklad.ErrNotFound)
		return tx.AddPayment(ctx, r.OperType, r.Acct, sklad.Payment{Type: 1, Amount: dec("10")})
	})
	require.Equal(t, []float64{8.5, 10}, w.amounts(t, r, 1))
	require.Equal(t, []float64{18.5}, w.amounts(t, r, -1), "what was due stays")
	require.Equal(t, cash+1, w.count(t, "{CashBook}"))
}

func (w shop) keepsReference(t *testing.T) {
	d := w.paid(2, "18.5")
	d.Payments[0].TransactionNumber = "Б-77"
	r := w.records(t, d)
	var references []engine.Text
	require.NoError(t, w.db.SQL().Select(t.Context(), &references, "SELECT p.[TransactionNumber] FROM {Payments} p "+
		"WHERE p.[OperType] = 2 AND p.[Acct] = ? ORDER BY p.[ID]", float64(r.Acct)))
	require.Equal(t, []engine.Text{"", "Б-77"}, references)
}

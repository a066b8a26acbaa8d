package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

// byHand voids the last document of a kind as a person does in Склад Pro, so that
// the next one gets its number.
func (w *world) byHand(t *testing.T, kind int) {
	t.Helper()

	w.execute(t, `UPDATE store SET Qtty = Qtty - (SELECT COALESCE(SUM(Sign * Qtty), 0) FROM operations o
		WHERE o.OperType = ?1 AND o.GoodID = store.GoodID)`, kind)
	w.execute(t, "DELETE FROM operations WHERE OperType = ?", kind)
	w.execute(t, "DELETE FROM payments WHERE OperType = ?", kind)
	w.execute(t, "DELETE FROM nextacct")
}

// A document that a person voided leaves its number to the next: what becomes of
// its order is no matter of the other's document.
func TestANumberThatWasGivenAgainIsAnothersDocument(t *testing.T) {
	t.Parallel()

	paid := row{"payment": row{"method": "card", "paid": true}}

	for name, c := range map[string]struct {
		on     syncer.OnChange
		kind   syncer.DocumentKind
		change row
		want   string
	}{
		"voided":   {syncer.OnChangeVoidOrder, syncer.DocumentOrder, status("cancelled"), "19 | 100 | 0 0"},
		"refunded": {syncer.OnChangeRefund, syncer.DocumentSale, status("returned"), "2 | 98 | 20.0 0"},
		"paid":     {syncer.OnChangeRecord, syncer.DocumentSale, paid, "2 | 98 | 20.0 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, first := changing(t, c.on, c.kind)
			w.byHand(t, map[syncer.DocumentKind]int{syncer.DocumentOrder: 19, syncer.DocumentSale: 2}[c.kind])

			second := w.order(t, buys("A", "2", row{"customer": row{"name": "Друг", "email": "other@example.bg"}}))
			require.Len(t, w.imports(t).Documents, 1)
			require.Equal(t, c.want, w.standing(t))
			require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM gomba_orders WHERE Acct = 1"), "the number was given again")

			require.NoError(t, w.shop.ChangeOrder(first, c.change))
			w.imports(t)
			require.Equal(t, c.want, w.standing(t))
			require.Equal(t, "imported", w.state(t, second))
		})
	}
}

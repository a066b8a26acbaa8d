package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// What the shop changes of an imported order can be traced, with the values before
// and after (Наредба Н-18, Annex 42 item 5).
func TestTheJournalTellsWhatAnOrderWasBefore(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	id := w.order(t, buys("A", "2"))
	w.imports(t)
	require.NoError(t, w.shop.ChangeOrder(id, row{"items": []row{{"quantity": "3"}}, "status": row{"code": "shipped"}}))
	w.imports(t)

	changes := map[string]ledger.Change{}

	for e, err := range w.ledger.Events(t.Context(), ledger.EventFilter{Shop: "main", Record: string(id)}) {
		require.NoError(t, err)

		if c, ok := e.Change(); ok {
			changes[e.Kind] = c
		}
	}

	require.Equal(t, ledger.Change{Before: "confirmed 20.00", After: "shipped 30.00"}, changes["changed"])
	require.Equal(t, ledger.Change{
		Before: "A 2 × 10; delivery 0.00; total 20.00", After: "A 3 × 10; delivery 0.00; total 30.00",
	}, changes["edited"])
}

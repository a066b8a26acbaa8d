package ledger_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func TestAnIDThatCannotBeKeptIsNamed(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		kind, id string
		want     sklad.RowError
	}{
		{"order", strings.Repeat("9", 400), sklad.RowError{
			Table: "gomba_orders", Column: "OrderID", Fault: sklad.TooLong, Value: strings.Repeat("9", 39) + "…", Most: 190,
		}},
		{"customer", "", sklad.RowError{Table: "gomba_links", Column: "ShopID", Fault: sklad.ValueMissing}},
	} {
		err := ledger.CheckID(c.kind, "main", c.id)

		var e *sklad.RowError

		require.ErrorIs(t, err, ledger.ErrInvalid)
		require.ErrorAs(t, err, &e)
		require.Equal(t, c.want, *e)
	}

	require.NoError(t, ledger.CheckID("order", "main", "1"))
}

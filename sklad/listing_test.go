package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// TestAPriceThatIsText is SQLite's alone: a cell there may hold anything.
func TestAPriceThatIsText(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	execute(t, db, "UPDATE {Goods} SET [MinQtty] = '3', [PriceOut1] = ' ' WHERE [ID] = 1")
	good, err := db.Good(t.Context(), 1)
	require.NoError(t, err)
	require.Equal(t, "3", good.MinQtty.String())
	_, ok := good.Prices.At(sklad.Wholesale)
	require.False(t, ok, "blank is no price")
	execute(t, db, "UPDATE {Goods} SET [PriceOut1] = 'dear' WHERE [ID] = 1")
	_, err = db.Good(t.Context(), 1)
	require.ErrorContains(t, err, `"dear" is not a number`)
}

package syncer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
)

func TestNamesOrder(t *testing.T) {
	t.Parallel()

	row := ledger.Order{Number: "11", OrderID: "77"}
	for note, want := range map[string]bool{
		"11": true, " 11 ": true, "11: Чаша / SKU": true, "да се опакова, 11": true, "111, 11": true,
		"": false, "111": false, "1111": false, "А11": false, "77": false,
	} {
		require.Equal(t, want, namesOrder(note, row), note)
	}

	require.True(t, namesOrder("77", ledger.Order{OrderID: "77"}))
}

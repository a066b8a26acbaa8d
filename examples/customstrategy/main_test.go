package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

func TestWhatOwnRulesChange(t *testing.T) {
	t.Parallel()

	differs, err := compare(t.Context())
	require.NoError(t, err)
	require.Equal(t, `Тениска, price           19.99        → 20.90
Тениска, quantity        9            → 7
Яке, quantity            5            → 3
Чаша, price              7.45         → 7.90
Чаша, quantity           1            → 0
Order 2                  imported     → waiting: call the customer first
`, differs)
}

func TestOwnRulesAreThree(t *testing.T) {
	t.Parallel()

	var c syncer.Config
	ownRules(&c)
	require.NotNil(t, c.PriceRule)
	require.NotNil(t, c.StockRule)
	require.NotNil(t, c.Eligibility)

	lines := 0

	for _, file := range []string{"main.go", "strategies.go"} {
		code, err := os.ReadFile(file)
		require.NoError(t, err)

		lines += strings.Count(string(code), "\n")
	}

	require.Less(t, lines, 100, "as the README says, without the sample shop")
}

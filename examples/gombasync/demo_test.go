//go:build !nodemo

package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDemoAgreesOnBothSides(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // the database stays, see demoCmd
	t.Setenv("TMP", os.Getenv("TMPDIR"))

	r := gombasync(t, nil, "--json", "demo")
	require.Equal(t, exitDone, r.code, r.err)

	lines := strings.Split(strings.TrimSpace(r.out), "\n")

	var result demoResult
	require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &result))
	require.GreaterOrEqual(t, result.Goods, 60)
	require.Less(t, result.Products, result.Goods, "some goods are variants")
	require.GreaterOrEqual(t, result.Orders, 12)
	require.Equal(t, 10, result.Receipts, "bank and postal transfers need none")
	require.Equal(t, result.Shop.StringFixed(2), result.Sklad.StringFixed(2))
	require.Equal(t, "DT279013-0001-0000001", result.FirstUSN)
	require.Equal(t, "DT279013-0001-0000012", result.LastUSN)
	require.Equal(t, exitDone, gombasync(t, nil, "db", "info", "sqlite:"+result.Database).code, "where to look")

	r = gombasync(t, nil, "demo")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "Where to look: the database of the demonstration is ")
	require.NotContains(t, r.out, "%!")
}

func TestDemoTakesNoAddress(t *testing.T) {
	t.Parallel()
	require.Equal(t, exitUsage, gombasync(t, nil, "demo", "sqlite:x.db").code)
}

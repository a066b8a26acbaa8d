package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhatThisVersionDoesNotHaveIsRefused(t *testing.T) {
	t.Parallel()

	_, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", on_change: undo`, 1))
	require.ErrorContains(t, err, `g.yaml:3: import.on_change is "undo"`)
}

func TestAnUnknownGoodMayStandUnderAnother(t *testing.T) {
	t.Parallel()

	for written, codes := range map[string][]string{`"999"`: {"999"}, `["999", "998"]`: {"999", "998"}} {
		got, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", missing_good: item, missing_item: `+written, 1))
		require.NoError(t, err)
		require.Equal(t, "item", got.Import.MissingGood)
		require.Equal(t, codes, got.Import.MissingItem)
	}

	for line, says := range map[string]string{
		"missing_good: item":                          "import.missing_item is missing: write the code of the good",
		"missing_item: \"999\"":                       "set import.missing_good to item",
		"missing_good: create, missing_item: [\"9\"]": "set import.missing_good to item",
	} {
		_, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", `+line, 1))
		require.ErrorContains(t, err, says)
	}
}

func TestAChangedOrderMayBeVoidedOrRefunded(t *testing.T) {
	t.Parallel()

	for _, mode := range []string{"record", "void_order", "refund"} {
		got, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", on_change: `+mode, 1))
		require.NoError(t, err)
		require.Equal(t, mode, got.Import.OnChange)
	}
}

func TestStartModes(t *testing.T) {
	t.Parallel()

	got, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", start: {delay: 10s, every: 7m}`, 1)+
		"export:\n  start: {every: 20m, quantities: {every: 1m}}\n  partners: false\n")
	require.NoError(t, err)
	require.Equal(t, Start{Delay: 10 * time.Second, Every: 7 * time.Minute}, got.Import.Start)
	require.Equal(t, Start{Every: time.Minute}, got.Export.QuantityStart)
	require.Equal(t, Start{Every: 20 * time.Minute}, got.Export.Catalogue)

	for line, says := range map[string]string{
		"export:\n  start: {evry: 5m}\n":                    "g.yaml:5: unknown setting export.start.evry",
		"export:\n  start:\n    catalogue: {every: 1}\n":    `g.yaml:6: export.start.catalogue.every is "1"`,
		"export:\n  start: {quantities: {delay: soon}}\n":   `g.yaml:5: export.start.quantities.delay is "soon"`,
		"export:\n  start: {goods: {every: 5m}}\n":          "g.yaml:5: unknown setting export.start.goods",
		"export:\n  catalogue: {start: {every: 5m}}\n":      "g.yaml:5: unknown setting export.catalogue",
		"export:\n  start:\n    partners: {every: -1h}\n":   `g.yaml:6: export.start.partners.every is "-1h"`,
		"export:\n  start: {delay: 99999999h, every: 5m}\n": "g.yaml:5: export.start.delay",
	} {
		_, err := parse(t, minimal+line)
		require.ErrorContains(t, err, says)
	}
}

func TestAFileIsLookedForBesideTheConfiguration(t *testing.T) {
	t.Parallel()

	whole, err := filepath.Abs("whole.db")
	require.NoError(t, err)

	for address, want := range map[string]string{
		"sqlite:shop.db": filepath.Join("a", "b", "shop.db"), "sqlite:../shop.db": filepath.Join("a", "shop.db"),
		"sqlite:" + whole: whole, "access:shop.mdb;PWD=x": filepath.Join("a", "b", "shop.mdb") + ";PWD=x",
	} {
		text := strings.Replace(minimal, `"sqlite:shop.db"`, `'`+address+`'`, 1)
		got, err := Parse(filepath.Join("a", "b", "g.yaml"), []byte(text), env)
		require.NoError(t, err)
		require.Equal(t, want, got.Warehouse.DSN.Driver())
	}
}

func TestTheDatabaseAloneNeedsNoShop(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), "g.yaml")
	write := func(text string) { require.NoError(t, os.WriteFile(path, []byte(text), 0o600)) }

	write(`warehouse: {dsn: "sqlite:shop.db"}` + "\nshop: {url: nonsense, key_env: NOPE}\n")
	got, err := LoadWarehouse(path, env)
	require.NoError(t, err)
	require.Equal(t, filepath.Join(filepath.Dir(path), "shop.db"), got.Warehouse.DSN.Driver())

	_, err = Load(path, env)
	require.ErrorContains(t, err, "NOPE is not set")

	write("warehouse: {}\nimprt: 1\n")
	_, err = LoadWarehouse(path, env)
	require.ErrorContains(t, err, "warehouse.dsn is missing")
	require.ErrorContains(t, err, "unknown setting imprt")

	_, err = LoadWarehouse(path+".none", env)
	require.ErrorContains(t, err, "does not exist")
}

package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatThisVersionDoesNotHaveIsRefused(t *testing.T) {
	t.Parallel()

	for line, says := range map[string]string{
		"on_change: refund":     `g.yaml:3: import.on_change is "refund": write record`,
		"on_change: void_order": `g.yaml:3: import.on_change is "void_order": write record`,
		"missing_good: item":    `g.yaml:3: import.missing_good is "item": write park or create`,
	} {
		_, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", `+line, 1))
		require.ErrorContains(t, err, says)
	}
}

// A file with start modes stays valid, and a person is told what they do.
func TestStartModesChangeNothing(t *testing.T) {
	t.Parallel()

	got, err := parse(t, strings.Replace(minimal, `object: "2"`, `object: "2", start: {delay: 0s, every: 5m}`, 1)+
		"export:\n  start: {every: 15m, quantities: {every: 5m}}\n")
	require.NoError(t, err)
	require.Len(t, got.Idle, 2)
	require.Contains(t, got.Idle[0].Error(), "g.yaml:3: import.start changes nothing")
	require.Contains(t, got.Idle[1].Error(), "g.yaml:5: export.start changes nothing")
	require.Contains(t, got.Idle[0].In("bg"), "командата run")

	got, err = parse(t, minimal)
	require.NoError(t, err)
	require.Empty(t, got.Idle)
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

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/sample"
	"github.com/skladmost/skladmost/sklad"
)

// result is what a program leaves behind.
type result struct {
	code     int
	out, err string
}

// gombasync runs the program with an environment of its own.
func gombasync(t *testing.T, env map[string]string, args ...string) result {
	t.Helper()

	return gombasyncIn(t.Context(), env, args...)
}

func gombasyncIn(ctx context.Context, env map[string]string, args ...string) result {
	var out, err bytes.Buffer

	code := run(ctx, process{
		Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &err,
		Env: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	})

	return result{code, out.String(), err.String()}
}

func TestHelpInBothLanguages(t *testing.T) {
	t.Parallel()

	for lang, says := range map[string]string{"en": "Write a commented configuration file", "bg": "Пише файл с настройки"} {
		r := gombasync(t, nil, "--lang", lang, "--help")
		require.Equal(t, exitDone, r.code, r.err)
		require.Contains(t, r.out, says)

		for _, command := range []string{"init", "db create", "db info", "db install"} {
			require.Contains(t, r.out, command)
		}

		r = gombasync(t, nil, "db", "create", "--help", "--lang="+lang)
		require.Equal(t, exitDone, r.code)
		require.Contains(t, r.out, "--supto")
		require.NotContains(t, r.out, "${")
	}

	r := gombasync(t, map[string]string{"LANG": "bg_BG.UTF-8"}, "--help")
	require.Contains(t, r.out, "Пише файл")
}

func TestWrongCommandsEndWithUsage(t *testing.T) {
	t.Parallel()

	for name, args := range map[string][]string{
		"none": {}, "unknown": {"exprot"}, "unknown flag": {"init", "--nope"}, "missing argument": {"db", "create"},
		"language": {"--lang", "fr", "init"}, "address": {"db", "create", "shop.db"},
		"no configuration": {"--config", filepath.Join(t.TempDir(), "none.yaml"), "db", "info"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			r := gombasync(t, nil, args...)
			require.Equal(t, exitUsage, r.code)
			require.Empty(t, r.out)
			require.True(t, strings.HasPrefix(r.err, "error: "), r.err)
			require.Equal(t, 1, strings.Count(r.err, "\n"), "one line: %s", r.err)
		})
	}
}

func TestErrorsSpeakBulgarian(t *testing.T) {
	t.Parallel()

	r := gombasync(t, nil, "--lang", "bg", "--config", filepath.Join(t.TempDir(), "няма.yaml"), "db", "info")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, "грешка: ")
	require.Contains(t, r.err, "gombasync init")
}

func TestInitWritesAFileOnce(t *testing.T) {
	t.Parallel()

	for lang, comment := range map[string]string{"en": "# Settings of gombasync", "bg": "# Настройки на gombasync"} {
		path := filepath.Join(t.TempDir(), "g.yaml")
		r := gombasync(t, nil, "--lang", lang, "--config", path, "init")
		require.Equal(t, exitDone, r.code, r.err)

		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.True(t, strings.HasPrefix(string(data), comment))

		mode, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), mode.Mode().Perm())

		require.NoError(t, os.WriteFile(path, []byte("mine"), 0o600))
		r = gombasync(t, nil, "--lang", lang, "--config", path, "init")
		require.Equal(t, exitUsage, r.code)
		require.Contains(t, r.err, "--force")

		data, err = os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, "mine", string(data))

		r = gombasync(t, nil, "--lang", lang, "--config", path, "init", "--force")
		require.Equal(t, exitDone, r.code, r.err)
	}
}

func TestInitWhereNothingCanBeWritten(t *testing.T) {
	t.Parallel()

	r := gombasync(t, nil, "--config", filepath.Join(t.TempDir(), "none", "g.yaml"), "init")
	require.Equal(t, exitFailed, r.code)
}

func TestDatabaseCommands(t *testing.T) {
	t.Parallel()

	dsn := "sqlite:" + filepath.Join(t.TempDir(), "shop.db")

	r := gombasync(t, nil, "db", "info", dsn)
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, "shop.db")

	r = gombasync(t, nil, "db", "create", dsn, "--supto")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, dsn)

	r = gombasync(t, nil, "db", "create", dsn)
	require.Equal(t, exitUsage, r.code, "an existing database is not overwritten")

	r = gombasync(t, nil, "db", "info", dsn)
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "EUR")
	require.Contains(t, r.out, "3.07.100")

	r = gombasync(t, nil, "--json", "db", "info", dsn)

	var got description
	require.NoError(t, json.Unmarshal([]byte(r.out), &got))
	require.True(t, got.Ledger)
	require.True(t, got.Info.SUPTO)
	require.Equal(t, sklad.Counts{Goods: 1, Partners: 1, Objects: 1, Users: 1}, got.Counts)
	require.Len(t, got.Objects, 1)

	r = gombasync(t, nil, "--lang", "bg", "db", "info", dsn)
	for _, says := range []string{"sqlite 3.", "UTF-8", "3.07.100", "средна цена", "с ДДС", "една поредица", "таблици без транзакции", "документи"} {
		require.Contains(t, r.out, says)
	}

	for range 2 {
		r = gombasync(t, nil, "--json", "db", "install", dsn)
		require.Equal(t, exitDone, r.code, r.err)
		require.JSONEq(t, `{"ledger": 1}`, r.out)
	}
}

func TestScriptOfADatabase(t *testing.T) {
	t.Parallel()

	for engine, says := range map[string]string{"sqlite": "AUTOINCREMENT", "mysql": "ENGINE=InnoDB", "mssql": "IDENTITY(1,1)"} {
		r := gombasync(t, nil, "db", "create", "--print", engine)
		require.Equal(t, exitDone, r.code, r.err)
		require.Contains(t, strings.ToUpper(r.out), strings.ToUpper(says))
		require.GreaterOrEqual(t, strings.Count(r.out, "CREATE TABLE"), 30)
	}

	r := gombasync(t, nil, "--lang", "bg", "db", "create", "--print", "oracle")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, "mysql")
}

func TestSampleDatabase(t *testing.T) {
	t.Parallel()

	dsn := "sqlite:" + filepath.Join(t.TempDir(), "shop.db")
	require.Equal(t, exitDone, gombasync(t, nil, "db", "create", dsn, "--sample").code)

	r := gombasync(t, nil, "--json", "db", "info", dsn)

	var got description
	require.NoError(t, json.Unmarshal([]byte(r.out), &got))
	require.Equal(t, 1+len(sample.Goods()), got.Counts.Goods)
}

func TestDatabaseOfTheConfiguration(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	path := filepath.Join(dir, "g.yaml")
	dsn := "sqlite:" + filepath.Join(dir, "shop.db")
	text := `warehouse: {dsn: '` + dsn + `'}
shop: {url: "https://shop.example/api", api_id: "1", key_env: K}
import: {statuses: [confirmed], object: "1"}
`
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))

	env := map[string]string{"K": "secret-key"}
	require.Equal(t, exitDone, gombasync(t, env, "db", "create", dsn).code)

	r := gombasync(t, env, "--config", path, "--lang", "bg", "db", "install")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "журнала")

	r = gombasync(t, nil, "--config", path, "db", "info")
	require.Equal(t, exitDone, r.code, "the database needs no key of the shop: %s", r.err)

	r = gombasync(t, nil, "--config", path, "status")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, "K is not set")
}

func TestStoppedProgramSaysSo(t *testing.T) {
	t.Parallel()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	r := gombasyncIn(ctx, nil, "db", "create", "sqlite:"+filepath.Join(t.TempDir(), "shop.db"))
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "run the command again")
}

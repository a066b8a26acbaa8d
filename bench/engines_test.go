package bench_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	native "github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/mysql"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// bothWays is a database opened by the library and, by hand, as a plain pool
// with the same settings.
type bothWays struct {
	db  *sklad.DB
	raw *sql.DB
}

// engines runs a benchmark on SQLite and, where SKLADMOST_TEST_MYSQL names a
// server, on MySQL.
func engines(b *testing.B, run func(b *testing.B, both bothWays)) {
	b.Helper()
	b.Run("SQLite", func(b *testing.B) { run(b, onSQLite(b)) })

	server, _, _ := strings.Cut(os.Getenv("SKLADMOST_TEST_MYSQL"), " ")
	b.Run("MySQL", func(b *testing.B) {
		if server == "" {
			b.Skip("set SKLADMOST_TEST_MYSQL to the address of a server for tests, like root@tcp(127.0.0.1:3306)/")
		}

		run(b, onMySQL(b, server))
	})
}

func onSQLite(b *testing.B) bothWays {
	b.Helper()

	path := filepath.Join(b.TempDir(), "bench.db")
	db, err := sqlite.Create(b.Context(), path)
	require.NoError(b, err)

	raw, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=synchronous(FULL)&_txlock=immediate")
	require.NoError(b, err)
	raw.SetMaxOpenConns(1)

	return prepared(b, bothWays{db, raw})
}

func onMySQL(b *testing.B, server string) bothWays {
	b.Helper()

	cfg, err := native.ParseDSN(server)
	require.NoError(b, err)

	cfg.DBName, cfg.ParseTime, cfg.InterpolateParams = "skladmost_"+strings.ToLower(rand.Text()[:12]), true, true

	db, err := mysql.Create(b.Context(), cfg.FormatDSN())
	require.NoError(b, err)

	raw, err := sql.Open("mysql", cfg.FormatDSN())
	require.NoError(b, err)
	b.Cleanup(func() { _, _ = raw.ExecContext(context.WithoutCancel(b.Context()), "DROP DATABASE "+cfg.DBName) })

	return prepared(b, bothWays{db, raw})
}

func prepared(b *testing.B, both bothWays) bothWays {
	b.Helper()
	b.Cleanup(func() { require.NoError(b, both.db.Close()) })
	require.NoError(b, ledger.Install(b.Context(), both.db))

	return both
}

func (w bothWays) exec(b *testing.B, query string, args ...any) {
	b.Helper()

	_, err := w.raw.ExecContext(b.Context(), query, args...)
	require.NoError(b, err)
}

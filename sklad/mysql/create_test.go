package mysql_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/mysql"
)

func (s server) tables(tb testing.TB, name string) int {
	tb.Helper()
	var n int
	err := s.admin.QueryRowContext(tb.Context(), "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = ?", name).Scan(&n)
	require.NoError(tb, err)
	return n
}

func (s server) exists(tb testing.TB, name string) bool {
	tb.Helper()
	var n int
	err := s.admin.QueryRowContext(tb.Context(), "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?", name).Scan(&n)
	require.NoError(tb, err)
	return n > 0
}

func TestCreateMakesTheDatabase(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.database(t)
		s.run(t, "DROP DATABASE "+name)
		db, err := mysql.Create(t.Context(), s.dsn(name))
		require.NoError(t, err)
		defer db.Close()
		info, err := db.Info(t.Context())
		require.NoError(t, err)
		require.Contains(t, info.Charset, "utf8mb4", "whatever the server's own is")
	})
}

func TestCreateRefusesADatabaseWithTables(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.database(t)
		s.run(t, "CREATE TABLE "+name+".Store (ID INTEGER)", "INSERT INTO "+name+".Store VALUES (7)")
		_, err := mysql.Create(t.Context(), s.dsn(name))
		require.ErrorIs(t, err, fs.ErrExist)
		require.Equal(t, 1, s.tables(t, name), "what was there stays, and nothing comes to it")
	})
}

func TestCreateLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		stop := errors.New("stop")
		failing := func(settings *engine.Settings) {
			settings.Hook = func(_ context.Context, statement string) error {
				if strings.HasPrefix(statement, "INSERT INTO `operationtype`") {
					return stop
				}
				return nil
			}
		}
		name := s.database(t)
		_, err := mysql.Create(t.Context(), s.dsn(name), failing)
		require.ErrorIs(t, err, stop)
		require.True(t, s.exists(t, name), "an empty database that was there stays")
		require.Zero(t, s.tables(t, name))

		_, err = mysql.Create(t.Context(), s.dsn(name+"_new"), failing)
		require.ErrorIs(t, err, stop)
		require.False(t, s.exists(t, name+"_new"), "one that Create has made goes")
	})
}

func TestTablesWithoutTransactionsAreRefused(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		s.run(t, "CREATE TABLE "+name+".fitness (ID INTEGER) ENGINE=MyISAM")
		_, err := s.opened(t, name).Record(t.Context(), order(1))
		require.NoError(t, err, "a table of another program is its owner's matter")

		s.run(t, "ALTER TABLE "+name+".store ENGINE=MyISAM", "ALTER TABLE "+name+".payments ENGINE=MyISAM")
		db := s.opened(t, name)
		info, err := db.Info(t.Context())
		require.NoError(t, err)
		require.Equal(t, []string{"payments (MyISAM)", "store (MyISAM)"}, info.UnsafeTables)
		_, err = db.Record(t.Context(), order(1))
		require.ErrorIs(t, err, sklad.ErrUnsafeTables)
		require.ErrorContains(t, err, "ENGINE=InnoDB")
		_, err = db.Good(t.Context(), 1)
		require.NoError(t, err, "reading goes on")
	})
}

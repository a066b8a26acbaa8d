package mssql_test

import (
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/mssql"
)

// shimmed is a database of this package's dialect over SQLite.
func shimmed(tb testing.TB, log *statementLog) *sql.DB {
	tb.Helper()
	connector, err := newShim(filepath.Join(tb.TempDir(), "shim.db"), log)
	require.NoError(tb, err)
	pool := sql.OpenDB(connector)
	tb.Cleanup(func() { require.NoError(tb, pool.Close()) })
	require.NoError(tb, engine.Fill(tb.Context(), engine.NewPool(pool, mssql.Dialect)))
	return pool
}

func TestTheStatementsFitTheirValues(t *testing.T) {
	t.Parallel()
	log := &statementLog{seen: map[string]bool{}}
	db, err := mssql.New(t.Context(), shimmed(t, log))
	require.NoError(t, err)

	info, err := db.Info(t.Context())
	require.NoError(t, err)
	require.Equal(t, "mssql", info.Engine)
	require.Equal(t, "nvarchar (Cyrillic_General_CI_AS)", info.Charset)
	for g, err := range db.Goods(t.Context(), sklad.GoodsFilter{}) {
		require.NoError(t, err)
		require.Equal(t, "Служебна стока", g.Name)
	}
	last := log.list[len(log.list)-1]
	require.True(t, strings.HasPrefix(last, "SELECT TOP (1000) g.[ID] AS [ID], "), last)
}

func TestADatabaseWithTablesIsNotFilled(t *testing.T) {
	t.Parallel()
	pool := shimmed(t, &statementLog{seen: map[string]bool{}})
	require.ErrorIs(t, engine.Fill(t.Context(), engine.NewPool(pool, mssql.Dialect)), fs.ErrExist)
}

func TestAddressesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{
		"", "sqlserver://sa:canary@host", "sqlserver://sa:canary@host:99999?database=x", "sqlserver://sa:canary%zz@host?database=x",
		"sqlserver://sa:canary@host?database=x&encrypt=perhaps",
	} {
		_, err := mssql.Open(t.Context(), dsn)
		require.ErrorContains(t, err, "sqlserver://user:password@host:1433?database=NAME", dsn)
		require.NotContains(t, err.Error(), "canary")
	}
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	_, err := mssql.Open(t.Context(), "sqlserver://sa:canary@127.0.0.1:1?database=x&dial+timeout=1")
	require.ErrorContains(t, err, "check host and port")
	require.NotContains(t, err.Error(), "canary")
}

func TestNewNeedsAPool(t *testing.T) {
	t.Parallel()
	_, err := mssql.New(t.Context(), nil)
	require.ErrorContains(t, err, "pass what sql.Open returned")
}

// The columns know no zone: a day stays the day that the caller means, a moment
// stands as the shop's clock shows it.
func TestDatesHaveTheirOwnType(t *testing.T) {
	t.Parallel()
	sofia, err := time.LoadLocation("Europe/Sofia")
	require.NoError(t, err)
	late := time.Date(2026, 11, 23, 23, 30, 15, 999, sofia)
	require.Equal(t, "{2026-11-23 00:00:00 +0000 UTC}", fmt.Sprintf("{%v}", time.Time(mssql.Day(late))))
	require.Equal(t, "{2026-11-23 23:30:15 +0000 UTC}", fmt.Sprintf("{%v}", time.Time(mssql.Stamp(late.UTC(), sofia))))
}

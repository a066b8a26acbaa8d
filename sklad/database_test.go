package sklad_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/internal/sampledata"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// noon is the present of the databases that freshDB makes.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// freshDB is a new database of its own file.
func freshDB(tb testing.TB, opts ...sklad.Option) *sklad.DB {
	tb.Helper()
	opts = append([]sklad.Option{sklad.WithClock(noon), sqlite.WithWAL()}, opts...)
	db, err := sqlite.Create(tb.Context(), filepath.Join(tb.TempDir(), "sklad.db"), opts...)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	return db
}

// sampleDB is a copy of the vendor's sample shop.
func sampleDB(tb testing.TB) *sklad.DB {
	tb.Helper()
	db, err := sqlite.Open(tb.Context(), sampledata.Copy(tb, "samplestore.sqlite"), sklad.WithClock(noon))
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	return db
}

func insertRow(tb testing.TB, db *sklad.DB, table string, row engine.Row) {
	tb.Helper()
	require.NoError(tb, db.SQL().Insert(tb.Context(), table, row))
}

func execute(tb testing.TB, db *sklad.DB, query string, args ...any) {
	tb.Helper()
	_, err := db.SQL().Exec(tb.Context(), query, args...)
	require.NoError(tb, err)
}

package sklad_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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
	source, err := os.Open(filepath.Join("..", "..", "shared", "data", "samplestore.sqlite"))
	if err != nil {
		tb.Skip("the sample shop is not beside the repository")
	}
	defer source.Close()
	path := filepath.Join(tb.TempDir(), "sample.sqlite")
	target, err := os.Create(path)
	require.NoError(tb, err)
	_, err = io.Copy(target, source)
	require.NoError(tb, err)
	require.NoError(tb, target.Close())
	db, err := sqlite.Open(tb.Context(), path, sklad.WithClock(noon))
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

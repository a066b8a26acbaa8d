package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// create makes a database file, closed, after running the given statements.
func create(tb testing.TB, name string, statements ...string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), name)
	db, err := sqlite.Create(tb.Context(), path)
	require.NoError(tb, err)
	for _, statement := range statements {
		_, err := db.SQL().Exec(tb.Context(), statement)
		require.NoError(tb, err)
	}
	require.NoError(tb, db.Close())
	return path
}

func TestOpenTakesThePathLiterally(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"plain.db", "a b.db", "#1.db", "50%.db", "a%20b.db", "q?mode=memory.db", "база.db", "&_x=1;.db", ":memory:"} {
		path := create(t, name)
		entries, err := os.ReadDir(filepath.Dir(path))
		require.NoError(t, err)
		require.Len(t, entries, 1, name)
		require.Equal(t, name, entries[0].Name())
		db, err := sqlite.Open(t.Context(), path)
		require.NoError(t, err, name)
		require.NoError(t, db.Close())
	}
}

func TestOpenOfWrongFiles(t *testing.T) {
	t.Parallel()
	write := func(content []byte) string {
		path := filepath.Join(t.TempDir(), "x.db")
		require.NoError(t, os.WriteFile(path, content, 0o600))
		return path
	}
	whole, err := os.ReadFile(create(t, "whole.db"))
	require.NoError(t, err)
	for _, c := range []struct {
		name, path string
		is         error
		says       string
	}{
		{"no such file", filepath.Join(t.TempDir(), "x.db"), fs.ErrNotExist, "sqlite.Create"},
		{"no name", " ", fs.ErrNotExist, ""},
		{"a folder", t.TempDir(), sklad.ErrNotSklad, "folder"},
		{"an empty file", write(nil), sklad.ErrNotSklad, "empty"},
		{"a text file", write(bytes.Repeat([]byte("hello "), 1000)), sklad.ErrNotSklad, "backup"},
		{"a short text file", write([]byte("hi")), sklad.ErrNotSklad, "backup"},
		{"half a database", write(whole[:len(whole)/2]), sklad.ErrNotSklad, ""},
		{"another program's database", create(t, "other.db", "DROP TABLE {System}"), sklad.ErrNotSklad, "table System"},
		{"no version", create(t, "none.db", "DELETE FROM {System}"), sklad.ErrNotSklad, "no row of product 1"},
		{"another product", create(t, "product.db", "UPDATE {System} SET [ProductID] = 7"), sklad.ErrNotSklad, "product 1"},
		{"an old schema", create(t, "306.db", "UPDATE {System} SET [Version] = '3.06'"), sklad.ErrSchemaVersion, "upgrades"},
		{"a new schema", create(t, "308.db", "UPDATE {System} SET [Version] = '3.08'"), sklad.ErrSchemaVersion, "newer release"},
		{"the next major schema", create(t, "407.db", "UPDATE {System} SET [Version] = '4.07'"), sklad.ErrSchemaVersion, "newer release"},
		{"nonsense for a version", create(t, "x.db", "UPDATE {System} SET [Version] = 'x.y'"), sklad.ErrSchemaVersion, `"x.y"`},
	} {
		db, err := sqlite.Open(t.Context(), c.path)
		require.Nil(t, db, c.name)
		require.ErrorIs(t, err, c.is, c.name)
		require.ErrorContains(t, err, c.says, c.name)
	}
}

func TestOpenCreatesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	_, err := sqlite.Open(t.Context(), filepath.Join(folder, "x.db"))
	require.Error(t, err)
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, entries)
}

func TestOpenAcceptsEditions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"3.07", "3.7", "3.07.100", " 3.07.1 "} {
		path := create(t, "v.db", "UPDATE {System} SET [Version] = '"+version+"'")
		db, err := sqlite.Open(t.Context(), path)
		require.NoError(t, err, version)
		require.NoError(t, db.Close())
	}
}

func TestSessionSettings(t *testing.T) {
	t.Parallel()
	path := create(t, "s.db")
	db, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	defer db.Close()
	for pragma, want := range map[string]string{
		"busy_timeout": "10000", "synchronous": "2", "foreign_keys": "0", "journal_mode": "delete",
	} {
		var got string
		_, err := db.SQL().Get(t.Context(), &got, "PRAGMA "+pragma)
		require.NoError(t, err)
		require.Equal(t, want, got, pragma)
	}
}

func TestWithWAL(t *testing.T) {
	t.Parallel()
	path := create(t, "wal.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.WithWAL())
	require.NoError(t, err)
	info, err := db.Info(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{"wal", "UTF-8"}, []string{info.JournalMode, info.Charset})
	require.NoError(t, db.Close())
}

func TestOpenOfALockedFile(t *testing.T) {
	t.Parallel()
	path := create(t, "locked.db")
	holder, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	defer holder.Close()
	_, err = holder.SQL().Exec(t.Context(), "BEGIN EXCLUSIVE")
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = sqlite.Open(ctx, path)
	require.Error(t, err, "the caller's patience counts, not the ten seconds")
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestNew(t *testing.T) {
	t.Parallel()
	path := create(t, "new.db")
	open := func(query string) *sql.DB {
		pool, err := sql.Open("sqlite", "file:"+path+query)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, pool.Close()) })
		return pool
	}
	for query, says := range map[string]string{
		"": "busy_timeout(10000)",
		"?_pragma=busy_timeout(10000)&_pragma=synchronous(NORMAL)": "synchronous(FULL)",
	} {
		_, err := sqlite.New(t.Context(), open(query))
		require.ErrorContains(t, err, says)
	}
	good := "?_pragma=busy_timeout(10000)&_pragma=synchronous(FULL)"
	_, err := sqlite.New(t.Context(), open(good), sqlite.WithWAL())
	require.ErrorContains(t, err, "WithWAL")
	_, err = sqlite.New(t.Context(), nil)
	require.ErrorContains(t, err, "no pool")

	db, err := sqlite.New(t.Context(), open(good))
	require.NoError(t, err)
	other := open(good + "&_txlock=immediate")
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, _ *sklad.Tx) error {
		conn, err := other.Conn(ctx)
		require.NoError(t, err)
		defer conn.Close()
		_, err = conn.ExecContext(ctx, "PRAGMA busy_timeout = 1")
		require.NoError(t, err)
		_, err = conn.ExecContext(ctx, "UPDATE network SET Counter = 1")
		require.ErrorContains(t, err, "locked", "the transaction holds the write lock from its beginning, whatever the DSN says")
		return nil
	}))
}

func TestLocationAndClock(t *testing.T) {
	t.Parallel()
	path := create(t, "opt.db")
	moment := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	db, err := sqlite.Open(t.Context(), path, sklad.WithClock(func() time.Time { return moment }), sklad.WithLocation(time.UTC), nil,
		sklad.WithClock(nil), sklad.WithLocation(nil), sklad.WithLogger(nil))
	require.NoError(t, err)
	defer db.Close()
	require.Equal(t, moment, db.Now())
	require.Equal(t, time.UTC, db.Location())
	require.NoError(t, db.InTx(t.Context(), func(_ context.Context, tx *sklad.Tx) error {
		require.Equal(t, moment, tx.Now())
		require.Equal(t, time.UTC, tx.Location())
		require.NotNil(t, tx.Logger())
		return nil
	}))
	insert := engine.Row{"NextAcct": "S1"}
	require.NoError(t, db.SQL().Insert(t.Context(), "NextAcct", insert))
	require.True(t, db.SQL().Dialect().IsDuplicate(db.SQL().Insert(t.Context(), "NextAcct", insert)))
}

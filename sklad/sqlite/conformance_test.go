package sqlite_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/skladtest"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	// One file is created, the others are copies: creating takes most of the time.
	empty := sync.OnceValue(func() []byte {
		content, err := os.ReadFile(create(t, "empty.db"))
		require.NoError(t, err)
		return content
	})
	skladtest.Run(t, func(tb testing.TB) (*sklad.DB, *sql.DB) {
		tb.Helper()
		path := filepath.Join(tb.TempDir(), "shop.db")
		require.NoError(tb, os.WriteFile(path, empty(), 0o600))
		db, err := sqlite.Open(tb.Context(), path, sqlite.WithWAL())
		require.NoError(tb, err)
		tb.Cleanup(func() { require.NoError(tb, db.Close()) })
		pool, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=synchronous(FULL)&_txlock=immediate")
		require.NoError(tb, err)
		tb.Cleanup(func() { require.NoError(tb, pool.Close()) })
		_, err = sqlite.New(tb.Context(), pool)
		require.NoError(tb, err, "the pool is as New demands it")
		return db, pool
	})
}

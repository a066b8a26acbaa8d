package sqlite_test

import (
	"context"
	"database/sql"
	"io/fs"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// The desktop program begins its save as a reader, becomes a writer later, and
// then waits without end. We must not commit over it but step back, and long
// enough for it to try again.
func TestAProgramInTheMiddleOfItsSaveIsLetThrough(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := sqlite.Create(t.Context(), path)
	require.NoError(t, err)
	defer db.Close()

	desktop, err := sql.Open("sqlite", "file:"+path)
	require.NoError(t, err)
	defer desktop.Close()
	conn, err := desktop.Conn(t.Context())
	require.NoError(t, err)
	defer conn.Close()
	must := func(statement string) {
		_, err := conn.ExecContext(t.Context(), statement)
		require.NoError(t, err)
	}
	must("BEGIN")
	var n int
	require.NoError(t, conn.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM nextacct").Scan(&n))

	ours := make(chan error, 1)
	runs := make(chan struct{}, 10)
	go func() {
		ours <- db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			runs <- struct{}{}
			return tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": "S1"})
		})
	}()
	<-runs
	time.Sleep(20 * time.Millisecond) // now it commits
	start := time.Now()
	for {
		if _, err := conn.ExecContext(t.Context(), "INSERT INTO nextacct (NextAcct) VALUES ('S2')"); err == nil {
			break
		}
		require.Less(t, time.Since(start), 10*time.Second, "the program stands still")
		time.Sleep(150 * time.Millisecond)
	}
	must("COMMIT")
	require.NoError(t, <-ours)
	require.NotEmpty(t, runs, "we have stepped back")
	require.NoError(t, conn.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM nextacct").Scan(&n))
	require.Equal(t, 2, n)
}

// A pool of the caller's own keeps its own patience between transactions.
func TestTheBusyTimeoutIsPutBack(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shop.db")
	made, err := sqlite.Create(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, made.Close())
	pool, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(23456)&_pragma=synchronous(FULL)")
	require.NoError(t, err)
	pool.SetMaxOpenConns(1)
	db, err := sqlite.New(t.Context(), pool)
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, db.InTx(t.Context(), func(context.Context, *sklad.Tx) error { return nil }))
	var wait int
	require.NoError(t, pool.QueryRowContext(t.Context(), "PRAGMA busy_timeout").Scan(&wait))
	require.Equal(t, 23456, wait)
}

func TestTwoThatCreateOneFile(t *testing.T) {
	t.Parallel()
	for range 5 {
		path := filepath.Join(t.TempDir(), "shop.db")
		errs := make([]error, 3)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				db, err := sqlite.Create(t.Context(), path)
				if errs[i] = err; err == nil {
					errs[i] = db.Close()
				}
			})
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			require.ErrorIs(t, err, fs.ErrExist)
		}
		require.Equal(t, 1, won)
		db, err := sqlite.Open(t.Context(), path)
		require.NoError(t, err, "the winner's file is whole")
		require.NoError(t, db.Close())
	}
}

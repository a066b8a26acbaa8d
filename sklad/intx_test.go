package sklad_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func reservations(tb testing.TB, db *sklad.DB) []string {
	tb.Helper()
	var keys []string
	require.NoError(tb, db.SQL().Select(tb.Context(), &keys, "SELECT [NextAcct] FROM {NextAcct} ORDER BY [NextAcct]"))
	return keys
}

// failOnce is an option that makes the first statement equal to text fail as a
// busy file does.
func failOnce(tb testing.TB, text string, fails int) sklad.Option {
	tb.Helper()
	busy := busyError(tb)
	return func(s *engine.Settings) {
		s.Hook = func(_ context.Context, statement string) error {
			if statement != text || fails == 0 {
				return nil
			}
			fails--
			return busy
		}
	}
}

// busyError is SQLite's own, made by two writers.
func busyError(tb testing.TB) error {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "busy.db")
	one, err := sqlite.Create(tb.Context(), path)
	require.NoError(tb, err)
	defer one.Close()
	two, err := sqlite.Open(tb.Context(), path)
	require.NoError(tb, err)
	defer two.Close()
	_, err = two.SQL().Exec(tb.Context(), "PRAGMA busy_timeout = 1")
	require.NoError(tb, err)
	var busy error
	require.NoError(tb, one.InTx(tb.Context(), func(ctx context.Context, _ *sklad.Tx) error {
		_, busy = two.SQL().Exec(context.WithoutCancel(ctx), "UPDATE {Network} SET [Counter] = 1")
		return nil
	}))
	require.ErrorContains(tb, busy, "locked")
	return busy
}

func TestInTxRunsAgainWhenTheCommitIsBusy(t *testing.T) {
	t.Parallel()
	db := freshDB(t, failOnce(t, "COMMIT", 0))
	require.NoError(t, db.Close())
	path := filepath.Join(t.TempDir(), "commit.db")
	db, err := sqlite.Create(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	db, err = sqlite.Open(t.Context(), path, failOnce(t, "COMMIT", 2))
	require.NoError(t, err)
	defer db.Close()
	runs := 0
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		runs++
		return tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": "S1"})
	}))
	require.Equal(t, 3, runs)
	require.Equal(t, []string{"S1"}, reservations(t, db))
}

func TestConcurrentTransactionsLoseNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shared.db")
	first, err := sqlite.Create(t.Context(), path)
	require.NoError(t, err)
	defer first.Close()
	second, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	defer second.Close()
	var group sync.WaitGroup
	errs := make(chan error, 40)
	for i := range 40 {
		group.Go(func() {
			errs <- []*sklad.DB{first, second}[i%2].InTx(t.Context(), addOne)
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	var counter int
	_, err = first.SQL().Get(t.Context(), &counter, "SELECT [Counter] FROM {Network}")
	require.NoError(t, err)
	require.Equal(t, 40, counter)
}

// addOne reads first and writes then: two of it lose an addition unless each
// transaction begins as a writer.
func addOne(ctx context.Context, tx *sklad.Tx) error {
	var counter int
	if _, err := tx.SQL().Get(ctx, &counter, "SELECT [Counter] FROM {Network}"); err != nil {
		return err
	}
	_, err := tx.SQL().Exec(ctx, "UPDATE {Network} SET [Counter] = ?", counter+1)
	return err
}

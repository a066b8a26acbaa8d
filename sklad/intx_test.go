package sklad_test

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func TestInTxCommitsOrLeavesNothing(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	boom := errors.New("boom")
	insert := func(key string, end error) error {
		return db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			return errors.Join(tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": key}), end)
		})
	}
	require.NoError(t, insert("S1", nil))
	require.ErrorIs(t, insert("S2", boom), boom)
	require.Equal(t, []string{"S1"}, reservations(t, db))
	require.Panics(t, func() {
		_ = db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			require.NoError(t, tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": "S3"}))
			panic("a bug of the caller's")
		})
	})
	require.Equal(t, []string{"S1"}, reservations(t, db))
}

func reservations(tb testing.TB, db *sklad.DB) []string {
	tb.Helper()
	var keys []string
	require.NoError(tb, db.SQL().Select(tb.Context(), &keys, "SELECT [NextAcct] FROM {NextAcct} ORDER BY [NextAcct]"))
	return keys
}

func TestInTxRunsAgainOnATakenKey(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	insertRow(t, db, "NextAcct", engine.Row{"NextAcct": "S1"})
	runs := 0
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		runs++
		if err := tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": "T" + string(rune('0'+runs))}); err != nil {
			return err
		}
		key := "S1"
		if runs == 3 {
			key = "S2"
		}
		return tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": key})
	}))
	require.Equal(t, 3, runs)
	require.Equal(t, []string{"S1", "S2", "T3"}, reservations(t, db), "the first two runs left nothing")
}

func TestInTxGivesUp(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	runs := 0
	taken := func(ctx context.Context, tx *sklad.Tx) error {
		runs++
		return tx.SQL().Insert(ctx, "System", engine.Row{"Version": "3.07", "ProductID": 2})
	}
	err := db.InTx(t.Context(), taken)
	require.ErrorIs(t, err, sklad.ErrContention)
	require.Equal(t, 10, runs)
	require.ErrorContains(t, err, "system.Version", "the cause is told")

	ctx, cancel := context.WithCancel(t.Context())
	runs = 0
	err = db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		cancel()
		return taken(t.Context(), tx)
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 1, runs)
}

func TestInTxRefusesCallsOfItsOwnDB(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, _ *sklad.Tx) error {
		_, err := db.Info(ctx)
		require.ErrorContains(t, err, "InTx")
		_, err = db.Document(ctx, sklad.OperSale, 1)
		require.ErrorContains(t, err, "InTx")
		_, err = db.FindGoods(ctx, sklad.GoodQuery{ID: 1})
		require.ErrorContains(t, err, "InTx")
		_, err = db.FindPartners(ctx, sklad.PartnerQuery{ID: 1})
		require.ErrorContains(t, err, "InTx")
		for _, err := range db.Goods(ctx, sklad.GoodsFilter{}) {
			require.ErrorContains(t, err, "InTx")
		}
		require.ErrorContains(t, db.InTx(ctx, nil), "InTx")
		return nil
	}))
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

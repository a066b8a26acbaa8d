package skladtest

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// transactionTopic is what InTx promises.
func transactionTopic(t *testing.T, s suite) {
	w := s.world(t)
	t.Run("commits or leaves nothing", w.commitsOrNot)
	t.Run("runs again on a taken key", w.runsAgain)
	t.Run("gives up with the cause", w.givesUp)
	t.Run("refuses calls of its own DB", w.refusesCalls)
}

var errStop = errors.New("stop")

func reserve(ctx context.Context, tx *sklad.Tx, key string) error {
	return tx.SQL().Insert(ctx, "NextAcct", engine.Row{"NextAcct": key})
}

func (w world) reservations(t *testing.T) []string {
	t.Helper()
	var keys []string
	require.NoError(t, w.db.SQL().Select(t.Context(), &keys, "SELECT [NextAcct] FROM {NextAcct} ORDER BY [NextAcct]"))
	return keys
}

func (w world) commitsOrNot(t *testing.T) {
	write := func(key string, end error) error {
		return w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error { return errors.Join(reserve(ctx, tx, key), end) })
	}
	require.NoError(t, write("S1", nil))
	require.ErrorIs(t, write("S2", errStop), errStop)
	require.Panics(t, func() {
		_ = w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			require.NoError(t, reserve(ctx, tx, "S3"))
			panic("a bug of the caller's")
		})
	})
	require.Equal(t, []string{"S1"}, w.reservations(t))
}

func (w world) runsAgain(t *testing.T) {
	w.exec(t, "DELETE FROM {NextAcct} WHERE [NextAcct] <> 'S1'")
	runs := 0
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		runs++
		if err := reserve(ctx, tx, "T"+strconv.Itoa(runs)); err != nil {
			return err
		}
		key := "S1"
		if runs == 3 {
			key = "S2"
		}
		return reserve(ctx, tx, key)
	}))
	require.Equal(t, 3, runs)
	require.Equal(t, []string{"S1", "S2", "T3"}, w.reservations(t), "the first two runs left nothing")
}

func (w world) givesUp(t *testing.T) {
	runs := 0
	taken := func(ctx context.Context, tx *sklad.Tx) error {
		runs++
		return reserve(ctx, tx, "S1")
	}
	err := w.db.InTx(t.Context(), taken)
	require.ErrorIs(t, err, sklad.ErrContention)
	require.Equal(t, 20, runs)
	require.True(t, w.db.SQL().Dialect().IsDuplicate(err), "the cause is kept: %v", err)

	ctx, cancel := context.WithCancel(t.Context())
	runs = 0
	err = w.db.InTx(ctx, func(_ context.Context, tx *sklad.Tx) error {
		cancel()
		return taken(t.Context(), tx) //nolint:contextcheck // the statement itself is not to notice
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 1, runs)
}

func (w world) refusesCalls(t *testing.T) {
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, _ *sklad.Tx) error {
		_, err := w.db.Info(ctx)
		require.ErrorContains(t, err, "InTx")
		_, err = w.db.Document(ctx, sklad.OperSale, 1)
		require.ErrorContains(t, err, "InTx")
		_, err = w.db.FindGoods(ctx, sklad.GoodQuery{ID: 1})
		require.ErrorContains(t, err, "InTx")
		_, err = w.db.FindPartners(ctx, sklad.PartnerQuery{ID: 1})
		require.ErrorContains(t, err, "InTx")
		for _, list := range w.listings() {
			for _, err := range list(ctx) {
				require.ErrorContains(t, err, "InTx")
			}
		}
		require.ErrorContains(t, w.db.InTx(ctx, nil), "InTx")
		return nil
	}))
}

package skladtest

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// lostTopic ends the connection from the server's side before each statement of
// a sale.
func lostTopic(t *testing.T, s suite) {
	if s.kill == nil {
		t.Skip("the engine's test gives no WithKill: there is no server whose connection could be ended")
	}
	w := s.shop(t)
	t.Run("at each statement of a sale", func(t *testing.T) { w.losesAtEach(t, s) })
}

func (w shop) losesAtEach(t *testing.T, s suite) {
	db, hook := w.hooked(t)
	before := w.dump(t)
	for n := 1; ; n++ {
		var recorded sklad.Recorded
		left := 0
		err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			left = n // anew in each run: a connection that was dead before a statement was sent is tried again
			*hook = func(ctx context.Context, _ string) error {
				if left--; left != 0 {
					return nil
				}
				return s.end(ctx, tx)
			}
			var err error
			recorded, err = tx.Record(ctx, w.keyed("lost", "1"))
			return err
		})
		*hook = nil
		if err == nil {
			require.Greater(t, n, 10, "statements")
			require.NoError(t, db.CheckRecorded(t.Context(), recorded))
			return
		}
		require.True(t, errors.Is(err, sklad.ErrConnectionLost) || errors.Is(err, sklad.ErrOutcomeUnknown), "statement %d: %v", n, err)
		require.Equal(t, before, w.dump(t), "statement %d left something behind", n)
	}
}

// end kills the connection of a transaction.
func (s suite) end(ctx context.Context, tx *sklad.Tx) error {
	var number int64
	if err := tx.SQL().Raw().QueryRowxContext(ctx, s.number).Scan(&number); err != nil {
		return err
	}
	return s.kill(ctx, number)
}

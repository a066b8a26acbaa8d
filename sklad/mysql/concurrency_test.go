package mysql_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// order is a document without need of stock, of the default good.
func order(qty int64) sklad.Document {
	return sklad.Document{
		OperType: sklad.OperOrder, PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1,
		Lines: []sklad.Line{{GoodID: 1, Qty: decimal.NewFromInt(qty), Price: decimal.NewFromInt(1)}},
	}
}

// TestADeadlockRunsAgain has two transactions take two rows in opposite orders,
// each waiting until the other has its first.
func TestADeadlockRunsAgain(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		db := s.opened(t, name)
		var first sync.WaitGroup
		first.Add(2)
		errs, runs := make([]error, 2), make([]int, 2)
		var group sync.WaitGroup
		for i := range 2 {
			group.Go(func() {
				errs[i] = db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
					runs[i]++
					for step, row := range []int{1 + i, 2 - i} {
						if _, err := tx.SQL().Exec(ctx, "UPDATE {PaymentTypes} SET [Name] = ? WHERE [ID] = ?", "x", row); err != nil {
							return err
						}
						if step == 0 && runs[i] == 1 {
							first.Done()
							first.Wait()
						}
					}
					return nil
				})
			})
		}
		group.Wait()
		require.NoError(t, errs[0])
		require.NoError(t, errs[1])
		require.Equal(t, 3, runs[0]+runs[1], "one of the two ran again")
	})
}

// TestNamedLocksAreGivenBack takes the lock that a connection in another pool has
// had before: the server keeps it beyond the transaction.
func TestNamedLocksAreGivenBack(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		one, two := s.opened(t, name), s.opened(t, name)
		for _, end := range []error{nil, context.Canceled} {
			err := one.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
				require.NoError(t, tx.SQL().Lock(ctx, "x"))
				return end
			})
			require.ErrorIs(t, err, end)
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			require.NoError(t, two.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error { return tx.SQL().Lock(ctx, "x") }))
			cancel()
		}
	})
}

// TestAForeignSaleBetweenOurStatements sells five of ten pieces by the desktop
// program before each statement of our sale of eight in turn, wherever it does
// not hold the row: somebody gets too little, but never is more sold than there
// was.
func TestAForeignSaleBetweenOurStatements(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s server) {
		t.Helper()
		name := s.filled(t)
		left, statements := 0, 0
		db := s.opened(t, name, func(settings *engine.Settings) {
			settings.Hook = func(ctx context.Context, _ string) error {
				statements++
				if left--; left == 0 {
					s.sellsFive(ctx, t, name)
				}
				return nil
			}
		})
		d := order(8)
		d.OperType = sklad.OperSale
		for n := 1; n == 1 || statements >= n; n++ {
			s.run(t, "DELETE FROM "+name+".operations", "DELETE FROM "+name+".nextacct", "UPDATE "+name+".store SET Qtty = 10")
			left, statements = n, 0
			_, err := db.Record(t.Context(), d)
			left = 0
			if err != nil {
				require.ErrorIs(t, err, sklad.ErrInsufficientStock)
			}
			var qty float64
			require.NoError(t, s.admin.QueryRowContext(t.Context(), "SELECT Qtty FROM "+name+".store").Scan(&qty))
			require.GreaterOrEqual(t, qty, 0.0, "statement %d", n)
		}
	})
}

// sellsFive takes five pieces in a transaction of its own, unless the row is
// locked.
func (s server) sellsFive(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	tx, err := s.admin.BeginTx(ctx, nil)
	require.NoError(t, err)
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	var qty float64
	if err := tx.QueryRowContext(ctx, "SELECT Qtty FROM "+name+".store FOR UPDATE NOWAIT").Scan(&qty); err != nil || qty < 5 {
		return
	}
	_, err = tx.ExecContext(ctx, "UPDATE "+name+".store SET Qtty = Qtty - 5")
	require.NoError(t, err)
	require.NoError(t, tx.Commit())
}

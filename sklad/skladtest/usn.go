package skladtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/usn"
	"github.com/skladmost/skladmost/usn/usntest"
)

// usnTopic gives out unique sale numbers.
func usnTopic(t *testing.T, s suite) {
	t.Run("without a ledger there is none", func(t *testing.T) {
		w := s.world(t)
		_, err := w.allocate(t, device, "a")
		require.ErrorIs(t, err, sklad.ErrNoLedger)
	})
	usntest.Run(t, func(t *testing.T) usntest.Open {
		w := s.world(t)
		w.ledger(t, w.db)
		return func() usn.Allocator { return usn.AllocatorFunc(w.allocated) }
	})
	w := s.world(t)
	l := w.ledger(t, w.db)
	t.Run("above what the program has recorded", func(t *testing.T) {
		w.add(t, "ECRReceipts",
			engine.Row{"OperType": 2, "Acct": 1, "ReceiptID": 41, "ReceiptType": 8, "ECRID": device, "UserID": 1},
			engine.Row{"OperType": 2, "Acct": 1, "ReceiptID": 5000, "ReceiptType": 1, "ECRID": device, "UserID": 1})
		w.gives(t, device, "d", 42)
	})
	t.Run("above the floor of a restored backup", func(t *testing.T) {
		require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			return l.RaiseUSNFloor(ctx, tx, device, 9_999_998)
		}))
		w.gives(t, device, "e", 9_999_999)
	})
	t.Run("after the last there is none", func(t *testing.T) {
		_, err := w.allocate(t, device, "f")
		require.ErrorIs(t, err, usn.ErrExhausted)
	})
	t.Run("all of them stand in the ledger", func(t *testing.T) {
		n := 0
		for row, err := range l.USNs(t.Context(), device) {
			require.NoError(t, err)
			require.Equal(t, device, row.Number.Device)
			n++
		}
		require.Equal(t, 2, n)
	})
}

func (w world) allocate(t *testing.T, device, key string) (usn.Number, error) {
	t.Helper()
	return w.allocated(t.Context(), usn.Request{Device: device, Operator: "0001", Key: key})
}

// allocated is one allocation in a transaction of its own.
func (w world) allocated(ctx context.Context, r usn.Request) (number usn.Number, err error) {
	err = w.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		number, err = tx.Allocate(ctx, r)
		return err
	})
	return number, err
}

func (w world) gives(t *testing.T, device, key string, want uint32) {
	t.Helper()
	number, err := w.allocate(t, device, key)
	require.NoError(t, err)
	require.Equal(t, usn.Number{Device: device, Operator: "0001", Seq: want}, number)
}

package skladtest

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// rounds is how often two handles race: neither wins every time.
const rounds = 10

// both runs the same at once on the ledgers of two handles.
func (w world) both(t *testing.T, l *ledger.Ledger, do func(l *ledger.Ledger, i int) error) [2]error {
	t.Helper()
	var errs [2]error
	var group sync.WaitGroup
	for i, l := range []*ledger.Ledger{l, w.ledger(t, w.handle(t))} {
		group.Go(func() { errs[i] = do(l, i) })
	}
	group.Wait()
	return errs
}

// oneWins proves that one got through and the other was told why it did not.
func oneWins(t *testing.T, errs [2]error, refusal error) {
	t.Helper()
	won, lost := errs[0], errs[1]
	if won != nil {
		won, lost = lost, won
	}
	require.NoError(t, won)
	require.ErrorIs(t, lost, refusal)
}

func (w world) leasesOnce(t *testing.T, l *ledger.Ledger) {
	for n := range rounds {
		oneWins(t, w.both(t, l, func(l *ledger.Ledger, i int) error {
			_, err := l.AcquireLease(t.Context(), fmt.Sprint("import", n), strconv.Itoa(i), time.Minute)
			return err
		}), ledger.ErrBusy)
	}
}

// printsOnce begins one job twice: a second receipt of a sale must not be.
func (w world) printsOnce(t *testing.T, l *ledger.Ledger) {
	for n := range rounds {
		job := ledger.Receipt{Job: fmt.Sprint("sale:main:", n), Device: fmt.Sprintf("DT%06d", n), Anchor: "{}"}
		oneWins(t, w.both(t, l, func(l *ledger.Ledger, _ int) error { return l.BeginReceipt(t.Context(), job, nil) }),
			ledger.ErrReceiptUnsettled)
	}
}

// printsAlone begins two jobs on one device at once, new ones and ones that failed
// before: a device has one queue.
func (w world) printsAlone(t *testing.T, l *ledger.Ledger) {
	for n := range rounds {
		device := fmt.Sprintf("ED%06d", n/2)
		errs := w.both(t, l, func(l *ledger.Ledger, i int) error {
			return l.BeginReceipt(t.Context(), ledger.Receipt{Job: fmt.Sprint("alone:", n/2, i), Device: device, Anchor: "{}"}, nil)
		})
		oneWins(t, errs, ledger.ErrDeviceBusy)
		for r, err := range l.UnsettledReceipts(t.Context(), device) {
			require.NoError(t, err)
			require.NoError(t, l.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
				_, err := l.SettleReceipt(ctx, tx, ledger.Outcome{Job: r.Job, State: ledger.ReceiptFailed})
				return err
			}))
		}
	}
}

func (w world) raisesFloor(t *testing.T, l *ledger.Ledger) {
	for n := range rounds {
		device := fmt.Sprintf("ZK%06d", n)
		errs := w.both(t, l, func(l *ledger.Ledger, i int) error {
			return l.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
				return l.RaiseUSNFloor(ctx, tx, device, uint32(7+i)) //nolint:gosec // 7 or 8
			})
		})
		require.Equal(t, [2]error{}, errs)
		floor, err := l.USNFloor(t.Context(), device)
		require.NoError(t, err)
		require.Equal(t, uint32(8), floor)
	}
}

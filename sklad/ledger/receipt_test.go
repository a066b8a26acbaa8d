package ledger_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (b bundle) settle(t *testing.T, o ledger.Outcome) (changed bool) {
	t.Helper()
	b.tx(t, func(ctx context.Context, tx *sklad.Tx) (err error) {
		changed, err = b.ledger.SettleReceipt(ctx, tx, o)
		return err
	})
	return changed
}

func (b bundle) begin(t *testing.T, job, device string) error {
	t.Helper()
	return b.ledger.BeginReceipt(t.Context(), ledger.Receipt{Job: job, Device: device, Anchor: "{}"}, nil)
}

func TestReceipts_one_at_a_time_on_a_device(t *testing.T) {
	t.Parallel()
	b := setup(t)
	require.NoError(t, b.begin(t, "a", "DT279013"))
	require.ErrorIs(t, b.begin(t, "b", "DT279013"), ledger.ErrDeviceBusy)
	require.NoError(t, b.begin(t, "c", "DT000001"), "another device is another queue")
	require.NoError(t, b.begin(t, "d", ""))
	require.ErrorIs(t, b.begin(t, "e", ""), ledger.ErrDeviceBusy, "devices without a name share one queue")

	require.True(t, b.settle(t, ledger.Outcome{Job: "a", State: ledger.ReceiptUnknown}))
	require.NoError(t, b.begin(t, "b", "DT279013"), "an unknown job leaves the device to others")
	require.ErrorIs(t, b.begin(t, "a", "DT279013"), ledger.ErrReceiptUnsettled)
}

// A program that was held up comes back when another one has begun the job anew: only
// what is on paper counts.
func TestReceipts_an_earlier_attempt_cannot_end_a_later_one(t *testing.T) {
	t.Parallel()
	b := setup(t)
	of := func(answer bool) func(ledger.Receipt) bool {
		return func(begun ledger.Receipt) bool {
			require.Equal(t, "{}", begun.Anchor)
			return answer
		}
	}
	require.NoError(t, b.begin(t, "a", "DT279013"))
	for _, state := range []string{ledger.ReceiptFailed, ledger.ReceiptUnknown} {
		require.False(t, b.settle(t, ledger.Outcome{Job: "a", State: state, Of: of(false)}))
		require.ErrorIs(t, b.begin(t, "b", "DT279013"), ledger.ErrDeviceBusy)
	}
	require.True(t, b.settle(t, ledger.Outcome{Job: "a", State: ledger.ReceiptPrinted, Number: "0000085", Of: of(false)}))
	require.False(t, b.settle(t, ledger.Outcome{Job: "a", State: ledger.ReceiptFailed, Of: of(true)}))
}

func TestReceipts_know_who_holds_a_number(t *testing.T) {
	t.Parallel()
	b := setup(t)
	holder := func(device, number string) string {
		job, err := b.ledger.ReceiptHolder(t.Context(), device, number)
		require.NoError(t, err)
		return job
	}
	require.NoError(t, b.begin(t, "a", "DT279013"))
	require.Empty(t, holder("DT279013", "0000085"))
	require.True(t, b.settle(t, ledger.Outcome{Job: "a", State: ledger.ReceiptPrinted, Number: "0000085"}))
	require.Equal(t, "a", holder("DT279013", "0000085"))
	require.Empty(t, holder("DT000001", "0000085"))
	require.Empty(t, holder("DT279013", "0000086"))
}

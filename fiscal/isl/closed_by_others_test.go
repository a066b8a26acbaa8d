package isl

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// afterPayment runs one conversation of another program when the device has taken the
// nth payment and has not answered it yet.
func afterPayment(t *testing.T, b *bench, nth int, talk func(s *session)) chan error {
	t.Helper()
	other, err := openFast(b.device.Addr(), b.printer.profile.maker)
	require.NoError(t, err)
	b.device.On(cmdPay, nth, fiscaltest.SYN(5))
	done := make(chan error, 1)
	go func() {
		for pays := 0; pays < nth; time.Sleep(time.Millisecond) {
			pays = 0
			for _, c := range b.device.Commands() {
				if c.Code == cmdPay {
					pays++
				}
			}
		}
		done <- other.converse(t.Context(), func(s *session) error {
			talk(s)
			return nil
		})
	}()
	return done
}

// Somebody at the device, or a program outside the journal, closes our receipt after its
// last payment. Our own close is then refused, and the receipt is on paper all the same.
func TestAReceiptThatSomebodyElseClosedIsPrinted(t *testing.T) {
	for _, m := range []Maker{DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex} {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			b := newBench(t, m)
			done := afterPayment(t, b, 2, func(s *session) { _, _ = s.ask(cmdClose, "") })
			r, err := b.do(t.Context(), false)
			require.NoError(t, <-done)
			require.NoError(t, err, "a refusal would let it be printed again")
			require.NoError(t, b.onceOnly(r, false))
		})
	}
}

// The same after a part of the payments: our next payment is refused, and a receipt came
// out that may be ours.
func TestAReceiptThatSomebodyElsePaidAndClosedIsNotPrintedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, DatecsA)
	done := afterPayment(t, b, 1, func(s *session) {
		_, _ = s.ask(cmdPay, "\t")
		_, _ = s.ask(cmdClose, "")
	})
	_, err := b.do(t.Context(), false)
	require.NoError(t, <-done)
	require.Len(t, b.device.Receipts(), 1)
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	b.later()
	_, _ = b.do(t.Context(), false)
	require.Len(t, b.device.Receipts(), 1)
}

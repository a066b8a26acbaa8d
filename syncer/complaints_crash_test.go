package syncer_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// dies runs an import whose process ends where a strategy panics; false when it
// went through.
func (w *world) dies(t *testing.T) (died bool) {
	t.Helper()

	defer func() { died = recover() != nil }()

	w.imports(t)

	return false
}

// expire lets the time of a lease run out that a dead run has left.
func (w *world) expire(t *testing.T) {
	t.Helper()
	w.execute(t, "UPDATE gomba_marks SET Value = '2020-01-01T00:00:00Z' || substr(Value, instr(Value, ' ')) WHERE Name LIKE 'lease:%' AND Value <> ''")
}

// Complaint 17: jobs stay "started" after a crash and block the queue, and a
// record that ends the process does so for ever. The lease of a dead run runs
// out; each death counts as an attempt of the order in hand; the order comes
// last, then seldom, then only when a person asks.
func TestComplaint17_ARecordThatEndsTheProcessCannotLoop(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	killer, good := w.order(t, buys("A", "1")), w.order(t, buys("A", "1"))
	w.cfg.Eligibility = syncer.EligibilityFunc(func(_ context.Context, q syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) {
		if q.Order.ID == killer {
			panic("this order ends the process")
		}

		return syncer.EligibilityAnswer{Eligible: true}, nil
	})

	deaths := 0
	ahead := time.Duration(0)
	w.cfg.Now = func() time.Time { return time.Now().Add(ahead) }

	for range 40 { // a service manager starts the program again and again
		if w.dies(t) {
			deaths++

			w.expire(t)
		}

		if deaths == 3 {
			require.Equal(t, "imported", w.state(t, good), "the others are done before it comes again")
		}

		ahead += time.Hour
	}

	require.Equal(t, 9, deaths, "once unnoticed, then as often as an order may")

	o, _, err := w.ledger.Order(t.Context(), "main", string(killer))
	require.NoError(t, err)
	require.Equal(t, string(text.RunDied), o.Reason)
	require.Equal(t, 8, o.Attempts)
	require.True(t, syncer.GivenUp(o))
	require.Equal(t, "8", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'parked' AND Code = 'run_died'"))

	w.cfg.Eligibility = nil
	require.Empty(t, w.imports(t).Documents)
	require.Len(t, w.imports2(t, syncer.ImportOptions{Orders: []string{string(killer)}}).Documents, 1, "a person tries it")
	require.Equal(t, "2", w.documents(t))
}

// While the lease of a dead run has not run out, others are told who has it.
func TestComplaint17_ALeaseThatWasLeftIsTakenOver(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))
	w.cfg.Eligibility = syncer.EligibilityFunc(func(context.Context, syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) { panic("dead") })
	require.True(t, w.dies(t))

	w.cfg.Eligibility = nil
	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.ErrorIs(t, err, syncer.ErrBusy)

	w.expire(t)
	require.Len(t, w.imports(t).Documents, 1)
}

package page

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// longJournal has an event with each number that is not a multiple of 7, one a
// minute; every 5,000th is of the kind rare.
type longJournal struct {
	events int64
	read   int
}

func longBegin() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }

func (j *longJournal) Events(_ context.Context, f ledger.EventFilter) iter.Seq2[ledger.Event, error] {
	return func(yield func(ledger.Event, error) bool) {
		for id := f.After + 1; id <= j.events; id++ {
			e := ledger.Event{ID: id, At: longBegin().Add(time.Duration(id) * time.Minute), Kind: "usual"}
			if id%5000 == 1 {
				e.Kind = "rare"
			}

			if id%7 == 0 || f.Kind != "" && f.Kind != e.Kind {
				continue
			}

			if j.read++; !yield(e, nil) {
				return
			}
		}
	}
}

func TestTheJournalIsReadFromItsEnd(t *testing.T) {
	t.Parallel()

	for _, events := range []int64{0, 1, 99, 1000, 1001, 1002, 20_011} {
		j := &longJournal{events: events}

		var seen []int64

		for before := int64(0); ; {
			page, err := newestEvents(t.Context(), j, ledger.EventFilter{}, before, 100)
			require.NoError(t, err)

			for _, e := range page {
				seen = append(seen, e.ID)
			}

			if len(page) < 100 {
				break
			}

			before = page[99].ID
		}

		require.Len(t, seen, int(events-events/7), "of %d", events)

		for i := range seen[min(1, len(seen)):] {
			require.Greater(t, seen[i], seen[i+1])
		}
	}
}

// A page of the journal of years costs little, and one that finds little reads it
// not much more than once.
func TestAPageOfALongJournalReadsLittle(t *testing.T) {
	t.Parallel()

	j := &longJournal{events: 300_000}
	page, err := newestEvents(t.Context(), j, ledger.EventFilter{}, 0, 101)
	require.NoError(t, err)
	require.Len(t, page, 101)
	require.Less(t, j.read, 2000)

	j.read = 0
	rare, err := newestEvents(t.Context(), j, ledger.EventFilter{Kind: "rare"}, 0, 5)
	require.NoError(t, err)
	require.Len(t, rare, 5)
	require.EqualValues(t, 290_001, rare[0].ID)
	require.Less(t, j.read, 200)
}

func TestTheJournalEndsWithItsFirstDay(t *testing.T) {
	t.Parallel()

	j := &longJournal{events: 100_000}
	since := longBegin().Add(99_950 * time.Minute)

	page, err := newestEvents(t.Context(), j, ledger.EventFilter{Since: since}, 0, 101)
	require.NoError(t, err)
	require.Len(t, page, 51-7)
	require.EqualValues(t, 99_950, page[len(page)-1].ID)
	require.Less(t, j.read, 3000)
}

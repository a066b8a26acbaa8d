package page

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// eventSource is the part of the ledger that is read here.
type eventSource interface {
	Events(ctx context.Context, f ledger.EventFilter) iter.Seq2[ledger.Event, error]
}

// eventWindow is how many numbers of events are looked through at first.
const eventWindow = 1000

// newestEvents are the last n events before one, the newest first. The journal is
// read in its own order only, so it is gone through backwards in windows, each
// twice as wide as the one before: a page of a journal of years costs no more than
// one of a new journal, unless the filter finds little.
func newestEvents(ctx context.Context, l eventSource, f ledger.EventFilter, before int64, n int) ([]ledger.Event, error) {
	if before == 0 {
		end, err := afterLast(ctx, l)
		if err != nil {
			return nil, err
		}

		before = end
	}

	width := int64(eventWindow)
	if f.Record != "" {
		width = before // one record's story is short, and found by an index
	}

	var found []ledger.Event

	for high := before; high > 1 && len(found) < n; width *= 2 {
		low := max(high-1-width, 0)

		part, past, err := lastOf(ctx, l, f, low, high, n-len(found))
		if err != nil {
			return nil, err
		}

		found = append(part, found...)

		if past {
			break
		}

		high = low + 1
	}

	slices.Reverse(found)

	return found, nil
}

// lastOf are the last n events whose number is above low and below high. past
// tells that there was one from before f.Since: none before the window counts.
func lastOf(ctx context.Context, l eventSource, f ledger.EventFilter, low, high int64, n int,
) (events []ledger.Event, past bool, err error) {
	since := f.Since
	f.After, f.Since = low, time.Time{}

	for e, err := range l.Events(ctx, f) {
		if err != nil {
			return nil, false, err
		}

		if e.ID >= high {
			break
		}

		if e.At.Before(since) {
			past = true

			continue
		}

		if len(events) == n {
			events = append(events[:0], events[1:]...)
		}

		events = append(events, e)
	}

	return events, past, nil
}

// afterLast is a number above that of every event, and not much above.
func afterLast(ctx context.Context, l eventSource) (int64, error) {
	low, step := int64(0), int64(eventWindow)

	for {
		more, err := anyAfter(ctx, l, low+step)
		if err != nil {
			return 0, err
		}

		if !more {
			break
		}

		low += step
		step *= 2
	}

	for step > eventWindow {
		step /= 2

		more, err := anyAfter(ctx, l, low+step)
		if err != nil {
			return 0, err
		}

		if more {
			low += step
		}
	}

	return low + step + 1, nil
}

func anyAfter(ctx context.Context, l eventSource, id int64) (bool, error) {
	for _, err := range l.Events(ctx, ledger.EventFilter{After: id}) {
		return err == nil, err
	}

	return false, nil
}

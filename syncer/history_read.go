package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// RunFilter chooses past runs; the zero value means those of the last 30 days.
type RunFilter struct {
	// Task limits them to one task.
	Task Task
	// Since leaves out runs that began before.
	Since time.Time
}

// Runs yields the past runs of this shop, the last one first, from every
// process that works on the database. Quiet runs are not among them, see
// LastRun.
func (s *Syncer) Runs(ctx context.Context, f RunFilter) iter.Seq2[PastRun, error] {
	now := s.cfg.Now().UTC()
	if f.Since.IsZero() {
		f.Since = now.Add(-30 * day)
	}

	return func(yield func(PastRun, error) bool) {
		// The clock of the process that wrote may be ahead of ours.
		for at := now.Add(day); !at.Before(f.Since.UTC().Truncate(day)); at = at.Add(-day) {
			runs, err := s.runsOfDay(ctx, at, f)
			if err != nil {
				yield(PastRun{}, err)

				return
			}

			for _, r := range slices.Backward(runs) {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

const day = 24 * time.Hour

func (s *Syncer) runsOfDay(ctx context.Context, at time.Time, f RunFilter) ([]PastRun, error) {
	var runs []PastRun

	for e, err := range s.cfg.Warehouse.Events(ctx, ledger.EventFilter{Shop: s.cfg.ShopID, Kind: eventRun, Record: runsOf(at)}) {
		if err != nil {
			return nil, err
		}

		var r PastRun
		if err := json.Unmarshal([]byte(e.Data), &r); err != nil {
			return nil, fmt.Errorf("syncer: gomba_events %d holds no run: %w; it was changed by hand, delete the row", e.ID, err)
		}

		if !r.Started.Before(f.Since) && (f.Task == "" || f.Task == r.Task) {
			runs = append(runs, r)
		}
	}

	return runs, nil
}

// LastRuns are the last run of each task that ever ran in this shop, from every
// process that works on the database.
func (s *Syncer) LastRuns(ctx context.Context) (map[Task]LastRun, error) {
	runs := map[Task]LastRun{}

	for _, task := range []Task{TaskImport, TaskExport, TaskCatalogue, TaskQuantities, TaskPartners, TaskMatching} {
		last, err := s.lastRun(ctx, task)
		if err != nil {
			return nil, err
		}

		if last.Run != "" {
			runs[task] = last
		}
	}

	return runs, nil
}

// lastRun is zero when there was none, also where the mark is not readable:
// then the next run writes it anew.
func (s *Syncer) lastRun(ctx context.Context, t Task) (LastRun, error) {
	value, _, err := s.cfg.Warehouse.Mark(ctx, s.markLastRun(t))

	var last LastRun
	if json.Unmarshal([]byte(value), &last) != nil {
		last = LastRun{}
	}

	return last, err
}

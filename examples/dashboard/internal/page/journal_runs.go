package page

import (
	"context"
	"iter"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// runLine is a run that did something or failed.
type runLine struct {
	syncer.PastRun

	// At is when it began, in the warehouse's zone.
	At      time.Time
	Took    time.Duration
	Written int
	// Outcome is the key of how it ended, Tone its colour.
	Outcome, Tone string
	// Fault is why it failed and what to do, Error the engine's own words.
	Fault *notice
}

// Brief tells that it took less than anybody notices.
func (l runLine) Brief() bool { return l.Took < time.Second }

// stoppedRun is the code of a run that somebody stopped, failedRun of one whose
// error has no code of its own.
const (
	stoppedRun text.Code = "stopped"
	failedRun  text.Code = "failed"
)

func (w *words) runLine(r syncer.PastRun, zone *time.Location) runLine {
	l := runLine{PastRun: r, At: r.Started.In(zone), Took: r.Ended.Sub(r.Started), Outcome: "journal.done", Tone: "good"}
	for _, b := range r.Buckets {
		l.Written += b.Written
	}

	switch {
	case r.Code == stoppedRun:
		l.Outcome, l.Tone = "journal.stopped", "muted"
	case r.Code != "":
		l.Outcome, l.Tone = "journal.failed", "bad"
		l.Fault = w.runFault(r)
	case r.Parked > 0:
		l.Outcome, l.Tone = "journal.aside", "warn"
	}

	return l
}

// runFault is why a run failed. The journal has its code, and its words in
// English alone.
func (w *words) runFault(r syncer.PastRun) *notice {
	if r.Code == failedRun {
		return &notice{Tone: "bad", Message: r.Error}
	}

	n := w.explain(&syncer.Problem{Code: r.Code})

	return &n
}

// pastRuns are the runs that the filter leaves, the newest first.
func pastRuns(ctx context.Context, s *assembly.Session, f journalFilter) iter.Seq2[syncer.PastRun, error] {
	return func(yield func(syncer.PastRun, error) bool) {
		for run, err := range s.Runs(ctx, syncer.RunFilter{Task: f.Task, Since: f.since}) {
			if err == nil && f.Failed && (run.Code == "" || run.Code == stoppedRun) {
				continue
			}

			if !yield(run, err) || err != nil {
				return
			}
		}
	}
}

// runs fills a page. Older pages are found by how many runs come before them.
func (v *journalView) runs(ctx context.Context, s *assembly.Session, f journalFilter, w *words) error {
	var n int64

	for run, err := range pastRuns(ctx, s, f) {
		if err != nil {
			return err
		}

		if n++; n <= f.Before {
			continue
		}

		if len(v.Runs) == journalPage {
			v.older(f, n-1)

			return nil
		}

		v.Runs = append(v.Runs, w.runLine(run, s.Config.Warehouse.Timezone))
	}

	return nil
}

// older is the address of the page that begins after a line.
func (v *journalView) older(f journalFilter, before int64) {
	q := f.query()
	q.Set("before", strconv.FormatInt(before, 10))
	v.Older = "/journal?" + q.Encode()
}

// journalTasks are the kinds of run.
func journalTasks() []syncer.Task {
	return []syncer.Task{
		syncer.TaskImport, syncer.TaskExport, syncer.TaskCatalogue, syncer.TaskQuantities, syncer.TaskPartners, syncer.TaskMatching,
	}
}

// wholeNumber of an address; whatever is none is 0.
func wholeNumber(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}

	return max(n, 0)
}

// runSummary is a past run in one sentence.
func (w *words) runSummary(r syncer.PastRun) string { return r.Summary(text.Language(w.lang)) }

package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/skladmost/skladmost/syncer/text"
)

// Task is what a run was for.
type Task string

// The tasks. TaskExport is an export of everything that is switched on.
const (
	TaskImport     Task = "import"
	TaskExport     Task = "export"
	TaskCatalogue  Task = "catalogue"
	TaskQuantities Task = "quantities"
	TaskPartners   Task = "partners"
	TaskMatching   Task = "match"
)

// taskOf is the task of a run of a direction, limited to a kind.
func taskOf(d Direction, only Kind) Task {
	switch {
	case d == Import:
		return TaskImport
	case d == Matching:
		return TaskMatching
	case only == KindGood:
		return TaskCatalogue
	case only == KindQuantity:
		return TaskQuantities
	case only == KindPartner:
		return TaskPartners
	}

	return TaskExport
}

// PastRun is a run that did something or failed, as the journal keeps it.
type PastRun struct {
	Task    Task      `json:"task"`
	Run     string    `json:"run"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended"`
	// Buckets are those of the report.
	Buckets Counts `json:"buckets"`
	// Parked and Warnings count; the records have events of their own with the
	// same Run.
	Parked   int `json:"parked"`
	Warnings int `json:"warnings"`
	// Code and Error are of the error that the run ended with; empty: none.
	Code  text.Code `json:"code,omitempty"`
	Error string    `json:"error,omitempty"`
}

// LastRun is the last run of a task. Quiet runs, which found nothing to do, are
// counted here and have no PastRun: a schedule of minutes would fill the journal
// with them.
type LastRun struct {
	Run     string    `json:"run"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended"`
	// Succeeded is when the last run began that did not fail; zero: none yet.
	// What was changed since then may not be on the other side yet.
	Succeeded time.Time `json:"succeeded,omitzero"`
	// Failed counts the failures since then.
	Failed  int `json:"failed,omitempty"`
	Written int `json:"written"`
	Parked  int `json:"parked"`
	// Warnings counts as in PastRun. One that stands from run to run makes none
	// of them less quiet.
	Warnings int `json:"warnings,omitempty"`
	// Quiet counts the quiet runs since the last PastRun.
	Quiet int `json:"quiet,omitempty"`
}

// remember keeps a run in the history; one that found another at work was none.
// A run whose work is done does not fail because of it.
func (r *run) remember(ctx context.Context, err error) {
	if errors.Is(err, ErrBusy) {
		return
	}

	past := r.past(err)
	if err != nil && ctx.Err() != nil && !errors.Is(err, ErrLeaseLost) {
		past.Code = codeStopped
	}

	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), handTime) // a stopped run is remembered too
	defer cancel()

	fault := r.record(ctx, past)
	if fault == nil {
		return
	}

	r.cfg.Logger.WarnContext(ctx, "run not remembered", slog.Any("error", fault))

	if err == nil {
		r.report.warn(&Problem{Code: text.HistoryLost, Record: "run " + r.id, Err: fault})
	}
}

func (r *run) record(ctx context.Context, past PastRun) error {
	before, err := r.lastRun(ctx, past.Task)
	if err != nil {
		return err
	}

	last := past.after(before)

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if last.Quiet == 0 {
			data, err := json.Marshal(past)
			if err != nil {
				return err
			}

			if err := tx.Append(ctx, r.event(eventRun, runsOf(past.Started), past.Code, string(data))); err != nil {
				return err
			}
		}

		value, err := json.Marshal(last)
		if err != nil {
			return err
		}

		return tx.SetMark(ctx, r.markLastRun(past.Task), string(value))
	})
}

// after is the last run when this one has ended.
func (p PastRun) after(before LastRun) LastRun {
	last := LastRun{
		Run: p.Run, Started: p.Started, Ended: p.Ended, Parked: p.Parked, Warnings: p.Warnings,
		Succeeded: before.Succeeded, Failed: before.Failed, Quiet: before.Quiet + 1,
	}

	switch p.Code {
	case "":
		last.Succeeded, last.Failed = p.Started, 0
	case codeStopped:
	default:
		last.Failed++
	}

	for _, b := range p.Buckets {
		last.Written += b.Written
	}

	changed := last.Parked != before.Parked || last.Warnings != before.Warnings
	if p.Code != "" || last.Written > 0 || changed || before.Run == "" {
		last.Quiet = 0
	}

	return last
}

const (
	// eventRun is the kind of the journal's lines about runs.
	eventRun = "run"
	// codeStopped is the Code of a run that was told to stop, codeFailed of one
	// whose error has none.
	codeStopped text.Code = "stopped"
	codeFailed  text.Code = "failed"
)

// runsOf is the record of those lines: the runs of a day, which the journal
// finds by its index however long it is.
func runsOf(at time.Time) string { return "runs of " + at.UTC().Format(time.DateOnly) }

func (r *run) past(err error) PastRun {
	p := PastRun{
		Task: taskOf(r.direction, r.report.Only), Run: r.id,
		Started: r.report.Started.Truncate(time.Millisecond), Ended: r.report.Ended.Truncate(time.Millisecond),
		Buckets: r.report.Buckets, Parked: len(r.report.Parked), Warnings: r.report.telling(),
	}
	if err == nil {
		return p
	}

	const longest = 1000

	letters := []rune(err.Error())
	p.Code, p.Error = codeFailed, string(letters[:min(longest, len(letters))])

	if problem := asProblem(err); problem != nil {
		p.Code = problem.Code
	}

	return p
}

// markLastRun is where the last run of a task is kept.
func (s *Syncer) markLastRun(t Task) string { return "last_run:" + string(t) + ":" + s.cfg.ShopID }

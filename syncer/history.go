package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
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
)

// tasks are all of them.
func tasks() []Task {
	return []Task{TaskImport, TaskExport, TaskCatalogue, TaskQuantities, TaskPartners}
}

// taskOf is the task of a run of a direction, limited to a kind.
func taskOf(d Direction, only Kind) Task {
	switch {
	case d == Import:
		return TaskImport
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
	// Quiet counts the quiet runs since the last PastRun.
	Quiet int `json:"quiet,omitempty"`
}

// remember keeps a run in the history; one that found another at work was none.
// A run whose work is done does not fail because of it.
func (r *run) remember(ctx context.Context, err error) {
	if errors.Is(err, ErrBusy) {
		return
	}

	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), handTime) // a stopped run is remembered too
	defer cancel()

	fault := r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return r.history(ctx, tx, err) })
	if fault == nil {
		return
	}

	r.cfg.Logger.WarnContext(ctx, "run not remembered", slog.Any("error", fault))

	if err == nil {
		r.report.warn(&Problem{Code: text.HistoryLost, Record: "run " + r.id, Err: fault})
	}
}

func (r *run) history(ctx context.Context, tx WarehouseTx, err error) error {
	past, before := r.past(err), r.before

	last := LastRun{
		Run: r.id, Started: past.Started, Ended: past.Ended, Parked: past.Parked,
		Succeeded: before.Succeeded, Failed: before.Failed + 1, Quiet: before.Quiet + 1,
	}
	if err == nil {
		last.Succeeded, last.Failed = past.Started, 0
	}

	for _, b := range past.Buckets {
		last.Written += b.Written
	}

	if err != nil || last.Written > 0 || past.Warnings > 0 || last.Parked != before.Parked || before.Run == "" {
		last.Quiet = 0

		data, fault := json.Marshal(past)
		if fault != nil {
			return fault
		}

		event := r.event(eventRun, runsOf(past.Started), past.Code, string(data))
		if err := tx.Append(ctx, event); err != nil {
			return err
		}
	}

	value, fault := json.Marshal(last)
	if fault != nil {
		return fault
	}

	return tx.SetMark(ctx, r.markLastRun(past.Task), string(value))
}

// eventRun is the kind of the journal's lines about runs.
const eventRun = "run"

// runsOf is the record of those lines: the runs of a day, which the journal
// finds by its index however long it is.
func runsOf(at time.Time) string { return "runs of " + at.UTC().Format(time.DateOnly) }

func (r *run) past(err error) PastRun {
	p := PastRun{
		Task: taskOf(r.direction, r.report.Only), Run: r.id, Started: r.report.Started, Ended: r.report.Ended,
		Buckets: r.report.Buckets, Parked: len(r.report.Parked), Warnings: r.report.tellingWarnings(),
	}
	if err == nil {
		return p
	}

	const longest = 1000

	p.Code, p.Error = "failed", err.Error()
	if problem := asProblem(err); problem != nil {
		p.Code = problem.Code
	}

	if len(p.Error) > longest {
		p.Error = string([]rune(p.Error)[:min(longest, len([]rune(p.Error)))])
	}

	return p
}

func (s *Syncer) markLastRun(t Task) string { return "last_run:" + string(t) + ":" + s.cfg.ShopID }

var _ = ledger.Event{}

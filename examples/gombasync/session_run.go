package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// with opens a session for as long as do runs.
func (a *app) with(ctx context.Context, watch syncer.Observer, do func(*session) error) error {
	s, err := a.open(ctx, watch)
	if err != nil {
		return err
	}

	return errors.Join(do(s), s.close())
}

// runs shows the progress of a run and then its report, which is valid beside
// every error.
func (a *app) runs(ctx context.Context, do func(*session) (syncer.Report, error)) error {
	progress := a.out.Progress()
	defer progress.Close()

	watch := &watcher{app: a, progress: progress}

	return a.with(ctx, watch, func(s *session) error {
		report, err := do(s)
		progress.Close()

		if report.Run == "" {
			return err
		}

		report.Warnings = distinct(report.Warnings)
		a.showReport(report)

		err = errors.Join(s.remember(ctx, report, err), a.out.JSON(report))
		if err != nil {
			return err
		}

		return outcome(report)
	})
}

// outcome is what is left to say after a run that did not fail. A shop that was
// not told of an order is told by the next run, so somebody has to start it.
func outcome(r syncer.Report) error {
	if n := countCode(r.Warnings, text.AckLater); n > 0 {
		return &told{
			code: "shop_not_told",
			text: lang.Of(fmt.Sprintf("the shop could not be told of %d documents; what was done is whole and recorded", n),
				fmt.Sprintf("на магазина не можа да се съобщи за %d документа; свършеното е цяло и записано", n)),
			todo: lang.Of("run import again when the shop answers", "пуснете import пак, когато магазинът отговаря"),
		}
	}

	if len(r.Parked) > 0 {
		return errParked
	}

	return nil
}

// lastRun is what the ledger keeps of the last run of each direction, for
// status.
type lastRun struct {
	At      time.Time `json:"at"`
	Failed  bool      `json:"failed,omitempty"`
	Written int       `json:"written"`
	Parked  int       `json:"parked"`
}

func lastRunMark(d syncer.Direction, shop string) string { return "last_run:" + string(d) + ":" + shop }

// remember keeps when the run was and how it ended. One that found another at
// work, or a configuration that cannot be used, was none.
func (s *session) remember(ctx context.Context, r syncer.Report, err error) error {
	if errors.Is(err, ledger.ErrBusy) || exitCode(err) == exitUsage {
		return err
	}

	last := lastRun{At: r.Ended, Failed: err != nil, Parked: len(r.Parked)}
	for _, b := range r.Buckets {
		last.Written += b.Written
	}

	value, fault := json.Marshal(last)
	if fault == nil {
		ctx = context.WithoutCancel(ctx) // a stopped run is remembered too
		fault = s.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
			return s.ledger.SetMark(ctx, tx, lastRunMark(r.Direction, s.cfg.Shop.ID), string(value))
		})
	}

	if err != nil { // the same cause, most likely; a person needs one line
		return err
	}

	return fault
}

// watcher shows the progress of a run.
type watcher struct {
	app      *app
	progress *output.Progress
}

// Observe implements syncer.Observer.
func (w *watcher) Observe(_ context.Context, e syncer.Event) {
	if e, ok := e.(syncer.Progress); ok {
		w.progress.Step(kindName(e.Kind).In(w.app.out.Lang()), e.Done, e.Total)
	}
}

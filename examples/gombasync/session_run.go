package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// with opens a session for as long as do runs.
func (a *app) with(ctx context.Context, watch syncer.Observer, do func(*session) error) error {
	s, err := a.open(ctx, watch)
	if err != nil {
		return err
	}

	return errors.Join(do(s), s.Close())
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

		if err = errors.Join(err, a.out.JSON(report)); err != nil {
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

// watcher shows the progress of a run.
type watcher struct {
	app      *app
	progress *output.Progress
}

// Observe implements syncer.Observer.
func (w *watcher) Observe(_ context.Context, e syncer.Event) {
	const long = 2 * time.Second // what is over sooner is not worth a line

	l := w.app.out.Lang()

	switch e := e.(type) {
	case syncer.Progress:
		w.progress.Step(kindName(e.Kind).In(l), e.Done, e.Total)
	case syncer.Retried:
		if e.Wait >= long {
			w.progress.Note(fmt.Sprintf(lang.Of("the shop does not answer as it should (%s); trying again in %s",
				"магазинът не отговаря както трябва (%s); нов опит след %s").In(l),
				explain.Reader{Lang: l}.Shop(e.Err), e.Wait.Round(time.Second)))
		}
	}
}

package page

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
)

// journalSheet is every line that the filter leaves, as a file: runs from the
// newest on, events in the order of time. It is sent while it is read.
func (p *Pages) journalSheet(w http.ResponseWriter, r *http.Request) {
	f, words, begun := journalFilterOf(r), p.drawers[p.lang(r)].words, false

	err := p.opts.Control.With(r.Context(), func(s *assembly.Session) error {
		f = f.in(s.Config.Warehouse.Timezone)

		begun = true

		if f.View == viewEvents {
			return writeEvents(r.Context(), w, s, f, words)
		}

		return writeRuns(r.Context(), w, s, f, words)
	})

	switch {
	case err == nil:
	case begun: // half a file is sent, and no page can follow
		p.opts.Logger.WarnContext(r.Context(), "sheet not sent whole", slog.Any("error", err))
	default:
		p.draw(w, r, "journal", &journalView{Filter: f, Tasks: journalTasks(), Kinds: journalKinds()}, p.notices(r, err)...)
	}
}

// sheetTime is one that a table program reads as a date and time.
func sheetTime(at time.Time) string { return at.Format(time.DateTime) }

func writeRuns(ctx context.Context, w http.ResponseWriter, s *assembly.Session, f journalFilter, words *words) error {
	out, err := newSheet(w, "runs", words.t("journal.start"), words.t("journal.end"), words.t("home.task"), words.t("journal.written"),
		words.t("journal.parked"), words.t("journal.warnings"), words.t("journal.outcome"), words.t("journal.text"), words.t("plan.todo"),
		words.t("journal.run"))
	if err != nil {
		return err
	}

	zone := s.Config.Warehouse.Timezone

	for run, err := range pastRuns(ctx, s, f) {
		if err != nil {
			return err
		}

		l := words.runLine(run, zone)

		fault := notice{Message: words.runSummary(run)}
		if l.Fault != nil {
			fault = *l.Fault
		}

		if err := out.row(sheetTime(l.At), sheetTime(run.Ended.In(zone)), words.word(run.Task), strconv.Itoa(l.Written),
			strconv.Itoa(run.Parked), strconv.Itoa(run.Warnings), words.t(l.Outcome), fault.Message, fault.Remedy, run.Run); err != nil {
			return err
		}
	}

	return out.end()
}

func writeEvents(ctx context.Context, w http.ResponseWriter, s *assembly.Session, f journalFilter, words *words) error {
	choice, err := eventChoice(ctx, s, f)
	if err != nil {
		return err
	}

	out, err := newSheet(w, "events", words.t("journal.at"), words.t("journal.kind"), words.t("plan.record"), words.t("journal.text"),
		words.t("plan.todo"), words.t("journal.run"))
	if err != nil {
		return err
	}

	orders := &orderNames{session: s}

	for e, err := range s.Ledger.Events(ctx, choice) {
		if err != nil {
			return err
		}

		order, err := orders.of(ctx, e)
		if err != nil {
			return err
		}

		l := words.eventLine(e, order, s.Config.Warehouse.Timezone)
		if err := out.row(sheetTime(l.At), words.t(l.What), l.Record, l.said(), l.Remedy, l.Run); err != nil {
			return err
		}
	}

	return out.end()
}

// said is the line's text, or what changed.
func (l eventLine) said() string {
	if l.Before+l.After != "" {
		return l.Before + " → " + l.After
	}

	return l.Text
}

package page

import (
	"log/slog"
	"net/http"

	"github.com/skladmost/skladmost/syncer"
)

// planSheet is every line of the plan that the filter leaves, as a file.
func (p *Pages) planSheet(w http.ResponseWriter, r *http.Request) {
	f := planFilterOf(r)

	known, ok := p.plans.newest(f.Direction)
	if !ok || known.Making {
		to := "/plan?direction=export" // it tells why there is none
		if f.Direction == syncer.Import {
			to = "/plan?direction=import"
		}

		http.Redirect(w, r, to, http.StatusSeeOther)

		return
	}

	if err := p.writePlan(w, p.drawers[p.lang(r)].words, known, f); err != nil {
		p.opts.Logger.WarnContext(r.Context(), "sheet not sent whole", slog.Any("error", err))
	}
}

func (p *Pages) writePlan(w http.ResponseWriter, words *words, known plan, f planFilter) error {
	s, err := newSheet(w, "plan-"+string(f.Direction)+known.Made.Format("-20060102-1504"),
		words.t("plan.action"), words.t("plan.kind"), words.t("plan.record"), words.t("plan.values"), words.t("plan.todo"))
	if err != nil {
		return err
	}

	zone := p.clock().Location()

	for _, row := range known.Rows {
		line := words.planLine(row, zone)
		if !f.keeps(line) {
			continue
		}

		if err := s.row(line.Name, words.word(line.Kind), line.Record, line.values(), line.todo()); err != nil {
			return err
		}
	}

	if known.Over > 0 {
		if err := s.row(words.t("plan.over", len(known.Rows), known.Over)); err != nil {
			return err
		}
	}

	return s.end()
}

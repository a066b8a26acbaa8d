package page

import (
	"net/http"
	"net/url"
	"time"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/syncer"
)

func (p *Pages) planRoutes() {
	p.mux.HandleFunc("GET /plan", p.plan)
	p.mux.HandleFunc("POST /plan", p.makePlan)
	p.mux.HandleFunc("GET /plan.csv", p.planSheet)
}

// planShown is how many actions a page shows; the sheet has them all.
const planShown = 200

// planView is what the page Преглед shows.
type planView struct {
	Direction string
	// Known tells that there is a plan, which the next fields are of.
	Known bool
	Plan  plan
	Now   time.Time
	// Old is when the plan counts no more.
	Old    time.Time
	Filter planFilter
	// Rows are the first of the Found ones that the filter leaves; More is how many
	// there are besides.
	Rows        []planLine
	Found, More int
	// Sheet is the address of the same choice as a file.
	Sheet string
	Token string
}

func (p *Pages) plan(w http.ResponseWriter, r *http.Request) {
	v := planView{Filter: planFilterOf(r), Now: p.clock(), Token: p.opts.Token(r)}
	v.Direction = string(v.Filter.Direction)
	v.Sheet = "/plan.csv?" + v.Filter.query().Encode()
	v.Plan, v.Known = p.plans.newest(v.Filter.Direction)

	var notices []notice

	if v.Known && !v.Plan.Making {
		v.Plan.Made, v.Old = v.Plan.Made.In(v.Now.Location()), v.Plan.Made.Add(planAge).In(v.Now.Location())
		notices = p.notices(r, v.Plan.Err)
		p.choose(&v, p.drawers[p.lang(r)].words)
	}

	p.draw(w, r, "plan", v, notices...)
}

// choose puts in the first lines that the filter leaves.
func (p *Pages) choose(v *planView, w *words) {
	for _, row := range v.Plan.Rows {
		if v.Filter.Text == "" && len(v.Rows) == planShown && v.Filter.fits(row.Action, row.Kind) {
			v.Found++ // its words are not looked at

			continue
		}

		line := w.planLine(row, v.Now.Location())
		if !v.Filter.keeps(line) {
			continue
		}

		if v.Found++; len(v.Rows) < planShown {
			v.Rows = append(v.Rows, line)
		}
	}

	v.More = v.Found - len(v.Rows)
}

// makePlan begins to make a plan; the page tells how far it is.
func (p *Pages) makePlan(w http.ResponseWriter, r *http.Request) {
	d := syncer.Direction(r.PostFormValue("direction"))
	if d != syncer.Export && d != syncer.Import {
		p.nothingHere(w, r)

		return
	}

	p.plans.begin(d)
	back(w, r, "/plan?"+url.Values{"direction": {string(d)}}.Encode(), "planning")
}

// clock is the present in the warehouse's time zone, where that can be read.
func (p *Pages) clock() time.Time {
	now := p.opts.Now()
	if cfg, err := p.opts.Control.Config(); err == nil {
		now = now.In(cfg.Warehouse.Timezone)
	}

	return now
}

// reader is who reads texts of the engine in this language.
func (w *words) reader(zone *time.Location) explain.Reader {
	return explain.Reader{Lang: w.lang, Zone: zone}
}

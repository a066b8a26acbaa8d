package page

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

func (p *Pages) homeRoutes() {
	p.mux.HandleFunc("GET /{$}", p.home)
	p.mux.HandleFunc("GET /events", p.events)
	p.mux.HandleFunc("POST /start/{direction}", p.start)
	p.mux.HandleFunc("POST /stop/{direction}", p.stop)
	p.mux.HandleFunc("POST /once/{direction}", p.once)
	p.mux.HandleFunc("POST /install", p.install)
}

// homeView is what the first page shows.
type homeView struct {
	Lanes []laneView
	Today today
	// Waiting is what only a person can settle.
	Waiting attention
	// Known tells that the ledger could be read.
	Known bool
	// Install tells that the database has no ledger yet.
	Install bool
	Token   string

	last map[syncer.Task]syncer.LastRun
}

// laneView is a direction with what the ledger knows of it, from whichever
// process.
type laneView struct {
	control.Lane

	Name string // export, import
	Last map[syncer.Task]syncer.LastRun
	Now  time.Time
	// Token is for its two forms.
	Token string
}

func (p *Pages) home(w http.ResponseWriter, r *http.Request) {
	v := homeView{Token: p.opts.Token(r)}

	err := p.opts.Control.With(r.Context(), func(s *assembly.Session) error { return p.known(r.Context(), s, &v) })
	v.Install = errors.Is(err, ledger.ErrNotInstalled) || errors.Is(err, ledger.ErrOlder)

	for _, l := range p.opts.Control.State().Lanes() {
		v.Lanes = append(v.Lanes, p.laneView(l, v.last, v.Token))
	}

	p.draw(w, r, "home", v, p.notices(r, err)...)
}

// known is what the ledger tells.
func (p *Pages) known(ctx context.Context, s *assembly.Session, v *homeView) error {
	var err error
	if v.last, err = s.LastRuns(ctx); err != nil {
		return err
	}

	if v.Today, err = p.todayOf(ctx, s); err != nil {
		return err
	}

	v.Waiting, err = attentionOf(ctx, s)
	v.Known = err == nil

	return err
}

func (p *Pages) laneView(l control.Lane, last map[syncer.Task]syncer.LastRun, token string) laneView {
	v := laneView{Lane: l, Name: string(l.Direction), Last: map[syncer.Task]syncer.LastRun{}, Now: p.opts.Now(), Token: token}

	for task, run := range last {
		if (task == syncer.TaskImport) == (l.Direction == syncer.Import) && task != syncer.TaskMatching {
			v.Last[task] = run
		}
	}

	return v
}

// Mode is what the page's script goes by.
func (v laneView) Mode() string { return mode(v.Lane) }

// install makes the ledger's tables.
func (p *Pages) install(w http.ResponseWriter, r *http.Request) {
	if err := p.opts.Control.Install(r.Context()); err != nil {
		p.draw(w, r, "home", homeView{Token: p.opts.Token(r)}, p.notices(r, err)...)

		return
	}

	p.opts.Control.Changed()
	back(w, r, "/", "installed")
}

// direction is the one that the address names.
func direction(r *http.Request) (syncer.Direction, bool) {
	d := syncer.Direction(r.PathValue("direction"))

	return d, d == syncer.Export || d == syncer.Import
}

func (p *Pages) start(w http.ResponseWriter, r *http.Request) {
	p.turn(w, r, p.opts.Control.Start, "started")
}

func (p *Pages) stop(w http.ResponseWriter, r *http.Request) {
	p.turn(w, r, p.opts.Control.Stop, "stopped")
}

func (p *Pages) turn(w http.ResponseWriter, r *http.Request, do func(syncer.Direction) error, key string) {
	d, ok := direction(r)
	if !ok {
		p.nothingHere(w, r)

		return
	}

	// The other button stands where the pressed one stood, and has the focus.
	other := map[string]string{"started": "stop", "stopped": "start"}[key]

	if err := do(d); err != nil {
		p.opts.Logger.WarnContext(r.Context(), "what is on was not remembered", "error", err)

		key = map[string]string{"started": "started_unkept", "stopped": "stopped_unkept"}[key]
	}

	back(w, r, "/#"+other+"-"+string(d), key)
}

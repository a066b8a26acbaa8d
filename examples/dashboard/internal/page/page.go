package page

import (
	"bytes"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Options of Pages. Control is required.
type Options struct {
	Control *control.Control
	// Lang is that of a visitor who has chosen none. Empty: Bulgarian.
	Lang lang.Lang
	// Token gives the hidden field of each form (guard.Token). Nil: empty.
	Token func(*http.Request) string
	// Demo marks each page, and keeps the settings that would lead out of the
	// demonstration as they are.
	Demo bool
	// Logger defaults to one that discards.
	Logger *slog.Logger
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
}

// Pages is the http.Handler of all pages.
type Pages struct {
	opts    Options
	mux     *http.ServeMux
	drawers map[lang.Lang]*drawer
	saving  sync.Mutex // of the settings: one reads, compares and writes at a time
	plans   *plans
	matches *matches
}

// New makes the pages. An error is a fault of this package's own templates.
func New(o Options) (*Pages, error) {
	if o.Lang == "" {
		o.Lang = lang.BG
	}

	if o.Token == nil {
		o.Token = func(*http.Request) string { return "" }
	}

	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}

	if o.Now == nil {
		o.Now = time.Now
	}

	p := &Pages{
		opts: o, mux: http.NewServeMux(), drawers: map[lang.Lang]*drawer{},
		plans: newPlans(o.Control, o.Now), matches: newMatches(o.Control, o.Now),
	}

	for _, l := range []lang.Lang{lang.BG, lang.EN} {
		d, err := newDrawer(l)
		if err != nil {
			return nil, err
		}

		p.drawers[l] = d
	}

	p.routes()

	return p, nil
}

// ServeHTTP implements http.Handler.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// routes is every address of the dashboard.
func (p *Pages) routes() {
	p.mux.Handle("GET /static/", staticFiles())
	p.mux.HandleFunc("GET /lang", p.chooseLang)
	p.homeRoutes()
	p.settingsRoutes()
	p.planRoutes()
	p.matchRoutes()
	p.ordersRoutes()
	p.receiptsRoutes()
	p.journalRoutes()
	p.mux.HandleFunc("/", p.nothingHere)
}

// frame is what every page has.
type frame struct {
	Lang     lang.Lang
	Page     string // the key of the page in the navigation
	Nav      []navItem
	Token    string
	Path     string // with the query, to come back to
	Demo     bool
	Password bool
	Said     string // the key of what has just been done; empty: nothing
	Notices  []notice
	// Data is the page's own.
	Data any
}

type navItem struct {
	Key, Href string
	Here      bool
}

// nav leads nowhere from the login: every page would lead back to it.
func nav(here string) []navItem {
	if here == "login" {
		return nil
	}

	items := []navItem{{Key: "home", Href: "/"}}
	for _, key := range []string{"settings", "plan", "match", "orders", "receipts", "journal"} {
		items = append(items, navItem{Key: key, Href: "/" + key})
	}

	for i := range items {
		items[i].Here = items[i].Key == section(here)
	}

	return items
}

// draw sends a page. Whatever cannot be drawn is said in plain words instead,
// and nothing is sent by halves.
func (p *Pages) draw(w http.ResponseWriter, r *http.Request, name string, data any, notices ...notice) {
	p.drawStatus(w, r, http.StatusOK, name, data, notices...)
}

func (p *Pages) drawStatus(w http.ResponseWriter, r *http.Request, status int, name string, data any, notices ...notice) {
	l := p.lang(r)
	done, notices := p.done(r, notices)
	f := frame{
		Lang: l, Page: name, Nav: nav(name), Token: p.opts.Token(r), Path: comeBack(r), Demo: p.opts.Demo,
		Password: guard.LoggedIn(r), Said: done, Notices: notices, Data: data,
	}

	var page bytes.Buffer
	if err := p.drawers[l].pages[name].ExecuteTemplate(&page, "layout.html", f); err != nil {
		p.opts.Logger.ErrorContext(r.Context(), "page not drawn", slog.String("page", name), slog.Any("error", err))
		http.Error(w, p.say(r, "error.page"), http.StatusInternalServerError)

		return
	}

	w.Header().Set("Content-Type", "text/html; charset=utf-8")

	if status != 0 { // else it is somebody else's
		w.WriteHeader(status)
	}

	_, _ = page.WriteTo(w)
}

// fragment draws one named piece of a page.
func (p *Pages) fragment(l lang.Lang, page, name string, data any) (string, error) {
	var text bytes.Buffer
	if err := p.drawers[l].pages[page].ExecuteTemplate(&text, name, data); err != nil {
		return "", fmt.Errorf("page: %s: %w", name, err)
	}

	return text.String(), nil
}

// nothingHere is an address that leads nowhere.
func (p *Pages) nothingHere(w http.ResponseWriter, r *http.Request) {
	p.drawStatus(w, r, http.StatusNotFound, "error", nil, notice{Tone: "bad", Message: p.say(r, "error.nothing")})
}

// drawer has the templates of one language.
type drawer struct {
	words *words
	pages map[string]*template.Template
}

package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/matching"
	"github.com/skladmost/skladmost/examples/internal/assembly"
)

func (p *Pages) matchRoutes() {
	p.mux.HandleFunc("GET /match", p.match)
	p.mux.HandleFunc("POST /match/find", p.findMatches)
	p.mux.HandleFunc("POST /match/decide", p.decideMatch)
	p.mux.HandleFunc("POST /match/back", p.undoDecision)
	p.mux.HandleFunc("POST /match/apply", p.applyMatches)
	p.mux.HandleFunc("POST /match/undo", p.undoMatches)
	p.mux.HandleFunc("POST /match/finish", p.finishMatching)
	p.mux.HandleFunc("GET /match.csv", p.matchSheet)
	p.mux.HandleFunc("POST /match/file", p.readMatchSheet)
	p.mux.HandleFunc("GET /match/{what}", func(w http.ResponseWriter, r *http.Request) { // a form's address, opened anew
		http.Redirect(w, r, "/match", http.StatusSeeOther)
	})
}

const (
	// matchCards is how many goods a page shows.
	matchCards = 25
	// certainRows is how many certain matches the folded list shows.
	certainRows = 200
)

// matchView is what the page Съпоставяне shows.
type matchView struct {
	matchFilter

	Search matchSearch
	// Known tells that there is a set, which the next fields are of.
	Known bool
	Set   string
	Made  time.Time
	Over  int
	Tally matching.Tally
	Cards []matchCard
	Found int
	Pages int
	// Certain are in the folded list.
	Certain     []matchCard
	CertainMore int
	// Last is what was done last; nil: nothing yet.
	Last *matchOutcome
	// Finished tells since when matching is finished; zero: it is not.
	Finished time.Time
	// Ask tells that the person is asked whether to finish it.
	Ask   bool
	Now   time.Time
	Token string
}

// matchFilter is which cases are shown.
type matchFilter struct {
	Show, Query string
	Page        int // from 1
}

func matchFilterOf(q url.Values) matchFilter {
	f := matchFilter{Show: q.Get("show"), Query: strings.TrimSpace(q.Get("q")), Page: 1}
	if !slices.Contains(matching.Shows(), f.Show) {
		f.Show = string(matching.Open)
	}

	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 {
		f.Page = n
	}

	return f
}

// At is the address of a page of the same choice.
func (f matchFilter) At(page int) string {
	f.Page = page

	return "/match?" + f.query().Encode()
}

func (f matchFilter) query() url.Values {
	q := url.Values{"show": {f.Show}}
	if f.Query != "" {
		q.Set("q", f.Query)
	}

	if f.Page > 1 {
		q.Set("page", strconv.Itoa(f.Page))
	}

	return q
}

// Here is the address of this page.
func (f matchFilter) Here() string { return f.At(f.Page) }

// Before and After are the pages beside this one.
func (f matchFilter) Before() int { return f.Page - 1 }

// After is the next page.
func (f matchFilter) After() int { return f.Page + 1 }

// Shows are the choices of the filter.
func (f matchFilter) Shows() []string { return matching.Shows() }

func (p *Pages) match(w http.ResponseWriter, r *http.Request) {
	p.drawMatch(w, r, http.StatusOK, r.URL.Query())
}

// drawMatch draws the page with the filter of q and what there is to say.
func (p *Pages) drawMatch(w http.ResponseWriter, r *http.Request, status int, q url.Values, notices ...notice) {
	v := matchView{matchFilter: matchFilterOf(q), Now: p.clock(), Token: p.opts.Token(r), Ask: q.Get("finish") != ""}

	var set *matching.Set

	v.Search, set, v.Last = p.matches.newest()
	if set != nil {
		p.drawers[p.lang(r)].words.fillMatches(&v, set)
	}

	finished, err := p.matchingFinished(r)
	v.Finished = finished.In(v.Now.Location())

	p.drawStatus(w, r, status, "match", v, slices.Concat(notices, p.notices(r, err), p.notices(r, v.Search.Err))...)
}

// fillMatches puts the chosen cases in.
func (w *words) fillMatches(v *matchView, set *matching.Set) {
	v.Known, v.Set, v.Made, v.Over, v.Tally = true, set.ID, set.Made.In(v.Now.Location()), set.Over(), set.Tally()

	chosen := set.Choose(v.Show, v.Query)
	v.Found = len(chosen)
	v.Pages = max(1, (v.Found+matchCards-1)/matchCards)
	v.Page = min(v.Page, v.Pages)

	for i, c := range chosen[min(v.Found, (v.Page-1)*matchCards):min(v.Found, v.Page*matchCards)] {
		v.Cards = append(v.Cards, w.matchCard(c, set.ID, v.Here(), v.Token, i == 0))
	}

	if v.Show == "certain" || v.Query != "" {
		return
	}

	certain := set.Choose("certain", "")
	v.CertainMore = max(0, len(certain)-certainRows)

	for _, c := range certain[:len(certain)-v.CertainMore] {
		v.Certain = append(v.Certain, w.matchCard(c, set.ID, v.Here(), v.Token, false))
	}
}

// matchingFinished is when matching was declared finished; zero when it is not.
// The engine keeps it in the ledger under the shop's id (syncer.FinishMatching).
func (p *Pages) matchingFinished(r *http.Request) (at time.Time, err error) {
	err = p.opts.Control.With(r.Context(), func(s *assembly.Session) error {
		value, _, err := s.Ledger.Mark(r.Context(), "matched:"+s.Config.Shop.ID)
		at, _ = time.Parse(time.RFC3339Nano, value) // another text tells of no moment

		return err
	})

	return at, err
}

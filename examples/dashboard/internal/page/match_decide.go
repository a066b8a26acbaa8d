package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/dashboard/internal/matching"
	"github.com/skladmost/skladmost/sklad"
)

// decideMatch takes one decision. A script is answered with the card and the
// counts as they are now, a form with the page.
func (p *Pages) decideMatch(w http.ResponseWriter, r *http.Request) {
	set := p.matches.current(r.PostFormValue("set"))
	if set == nil {
		p.refuseMatch(w, r, http.StatusConflict, notice{Tone: "warn", Message: p.say(r, "match.renewed")})

		return
	}

	number, err := strconv.ParseInt(r.PostFormValue("good"), 10, 64)
	good := sklad.GoodID(number)

	if err == nil {
		err = decide(set, good, r.PostFormValue("do"))
	} else {
		err = matching.ErrUnknown
	}

	p.decided(w, r, set, good, err)
}

// decide carries the button's word out.
func decide(set *matching.Set, good sklad.GoodID, do string) error {
	variant, accept := strings.CutPrefix(do, "accept:")

	switch {
	case accept:
		return set.Accept(good, variant)
	case do == "reject":
		return set.Reject(good)
	case do == "leave":
		return set.Leave(good)
	}

	return matching.ErrUnknown
}

// undoDecision takes the last decision back.
func (p *Pages) undoDecision(w http.ResponseWriter, r *http.Request) {
	set := p.matches.current(r.PostFormValue("set"))
	if set == nil {
		p.refuseMatch(w, r, http.StatusConflict, notice{Tone: "warn", Message: p.say(r, "match.renewed")})

		return
	}

	good, err := set.Undo()
	p.decided(w, r, set, good, err)
}

func (p *Pages) decided(w http.ResponseWriter, r *http.Request, set *matching.Set, good sklad.GoodID, err error) {
	switch {
	case err != nil:
		p.refuseMatch(w, r, http.StatusConflict, p.undecided(r, err))
	case wantsJSON(r):
		p.sendDecision(w, r, set, good)
	default:
		http.Redirect(w, r, filterOf(r).Here(), http.StatusSeeOther) //nolint:gosec // always a page of /match
	}
}

// undecided says why a decision was not taken.
func (p *Pages) undecided(r *http.Request, err error) notice {
	taken, isTaken := errors.AsType[*matching.TakenError](err)

	switch {
	case isTaken:
		return notice{Tone: "warn", Message: p.say(r, "match.taken", taken.By.Name()), Remedy: p.say(r, "match.taken.todo")}
	case errors.Is(err, matching.ErrNothing):
		return notice{Tone: "info", Message: p.say(r, "match.nothing")}
	}

	return notice{Tone: "bad", Message: p.say(r, "match.unknown")}
}

// refuseMatch tells why something was not done.
func (p *Pages) refuseMatch(w http.ResponseWriter, r *http.Request, status int, notices ...notice) {
	if wantsJSON(r) {
		sendJSON(w, status, map[string]string{"message": notices[0].Message + " " + notices[0].Remedy})

		return
	}

	p.drawMatch(w, r, status, filterOf(r).query(), notices...)
}

// filterOf is the filter of the page on which a form stood.
func filterOf(r *http.Request) matchFilter {
	back, err := url.Parse(local(r.PostFormValue("back")))
	if err != nil {
		back = &url.URL{}
	}

	return matchFilterOf(back.Query())
}

// sendDecision sends what changed on the page.
func (p *Pages) sendDecision(w http.ResponseWriter, r *http.Request, set *matching.Set, good sklad.GoodID) {
	l, f, token := p.lang(r), filterOf(r), p.opts.Token(r)
	c, _ := set.Case(good)

	card, err := p.fragment(l, "match", "card", p.drawers[l].words.matchCard(c, set.ID, f.Here(), token, false))
	if err == nil {
		var tally string

		v := matchView{Set: set.ID, Tally: set.Tally(), matchFilter: f, Token: token}
		if tally, err = p.fragment(l, "match", "tally", v); err == nil {
			sendJSON(w, http.StatusOK, map[string]string{"id": matchID(good), "card": card, "tally": tally})

			return
		}
	}

	p.opts.Logger.ErrorContext(r.Context(), "card not drawn", "error", err)
	sendJSON(w, http.StatusInternalServerError, map[string]string{"message": p.say(r, "error.page")})
}

// wantsJSON tells a script from a form.
func wantsJSON(r *http.Request) bool { return r.Header.Get("Accept") == "application/json" }

func sendJSON(w http.ResponseWriter, status int, v map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // texts; a browser that has left misses nothing
}

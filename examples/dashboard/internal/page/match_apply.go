package page

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

// applyMatches links what is accepted. The set is over with it: what it proposed
// is linked by now, or is not what it was.
func (p *Pages) applyMatches(w http.ResponseWriter, r *http.Request) {
	set := p.matches.claim(r.PostFormValue("set"))
	if set == nil {
		p.refuseMatch(w, r, http.StatusConflict, notice{Tone: "warn", Message: p.say(r, "match.renewed")})

		return
	}

	applied := false
	defer func() { p.matches.release(set, applied) }()

	accepted := set.Accepted()
	if len(accepted) == 0 {
		p.refuseMatch(w, r, http.StatusConflict, notice{Tone: "info", Message: p.say(r, "match.none_accepted")})

		return
	}

	p.alterLinks(w, r, "matches_applied", func(ctx context.Context, s *assembly.Session) (matchOutcome, error) {
		report, err := s.ApplyMatches(ctx, accepted)
		applied = err == nil

		return matchOutcome{Report: report}, err
	})
}

// undoMatches takes the last application back, if that is still the one that the
// page showed: a second click must not take back the one before.
func (p *Pages) undoMatches(w http.ResponseWriter, r *http.Request) {
	if _, _, last := p.matches.newest(); last.Mark() != r.PostFormValue("last") {
		p.refuseMatch(w, r, http.StatusConflict, notice{Tone: "warn", Message: p.say(r, "match.undo.late")})

		return
	}

	p.alterLinks(w, r, "matches_undone", func(ctx context.Context, s *assembly.Session) (matchOutcome, error) {
		report, err := s.UndoMatches(ctx, syncer.UndoOptions{Last: true})
		if err == nil {
			p.matches.change(func() { p.matches.set = nil }) // it lacks what is without a link again
		}

		return matchOutcome{Report: report, Undone: true}, err
	})
}

// alterLinks does something with links and keeps its report for the page.
func (p *Pages) alterLinks(w http.ResponseWriter, r *http.Request, said string,
	do func(context.Context, *assembly.Session) (matchOutcome, error),
) {
	err := p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error {
		done, err := do(ctx, s)
		if err == nil || done.Links() > 0 || len(done.Report.Parked) > 0 {
			done.At = p.opts.Now()
			p.matches.change(func() { p.matches.last = &done })
		}

		return err
	})
	if err != nil {
		p.refuseMatch(w, r, http.StatusConflict, p.notices(r, err)...)

		return
	}

	back(w, r, "/match", said)
}

// finishMatching declares it finished, after the person was asked.
func (p *Pages) finishMatching(w http.ResponseWriter, r *http.Request) {
	if r.PostFormValue("sure") != "yes" {
		http.Redirect(w, r, "/match?finish=1#finish", http.StatusSeeOther)

		return
	}

	err := p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error { return s.FinishMatching(ctx) })
	if err != nil {
		p.refuseMatch(w, r, http.StatusConflict, p.notices(r, err)...)

		return
	}

	back(w, r, "/match", "matching_finished")
}

// matchOutcome is what was done with links last.
type matchOutcome struct {
	Undone bool
	Report syncer.Report
	At     time.Time
}

// Links is how many links of goods were made or taken back.
func (o *matchOutcome) Links() int { return o.Report.Buckets[syncer.KindGood].Written }

// Mark tells one outcome from another; nothing for none.
func (o *matchOutcome) Mark() string {
	if o == nil {
		return ""
	}

	return strconv.FormatInt(o.At.UnixNano(), 10)
}

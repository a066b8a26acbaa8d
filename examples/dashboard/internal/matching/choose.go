package matching

import (
	"slices"
	"strings"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/match"
)

// Tally counts the cases.
type Tally struct {
	Open, Accepted, Rejected int
	// Certain are those that were proposed as certain, whatever was decided since.
	Certain int
	// Decided tells that there is a decision to take back.
	Decided bool
}

// All is how many cases there are.
func (t Tally) All() int { return t.Open + t.Accepted + t.Rejected }

// Tally counts the cases as they are now.
func (s *Set) Tally() Tally {
	s.mu.Lock()
	defer s.mu.Unlock()

	t := Tally{Decided: len(s.past) > 0}

	for _, c := range s.cases {
		switch c.Verdict {
		case Open:
			t.Open++
		case Accepted:
			t.Accepted++
		case Rejected:
			t.Rejected++
		}

		if c.Certain {
			t.Certain++
		}
	}

	return t
}

// Shows are what can be shown: by verdict, the certain ones, or all.
func Shows() []string {
	return []string{string(Open), string(Accepted), string(Rejected), "certain", "all"}
}

// Choose gives the cases of one of Shows whose good or candidates have a text in
// name, code or barcode. Names are compared as matching compares them, so that a
// letter of the other alphabet does no harm.
func (s *Set) Choose(show, text string) []Case {
	return slices.DeleteFunc(s.copies(), func(c Case) bool {
		return !c.shown(show) || !c.has(text)
	})
}

func (c Case) shown(show string) bool {
	switch show {
	case "all":
		return true
	case "certain":
		return c.Certain
	}

	return string(c.Verdict) == show
}

func (c Case) has(text string) bool {
	text = match.Name(text)
	if text == "" {
		return true
	}

	in := func(side syncer.MatchSide) bool {
		return slices.ContainsFunc(append([]string{side.Name, side.Code}, side.Barcodes...), func(field string) bool {
			return strings.Contains(match.Name(field), text)
		})
	}

	return slices.ContainsFunc(c.Candidates, func(m syncer.Match) bool { return in(m.Good) || in(m.Variant) })
}

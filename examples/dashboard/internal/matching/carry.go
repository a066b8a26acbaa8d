package matching

import (
	"slices"

	"github.com/skladmost/skladmost/syncer"
)

// Carry repeats what was decided in an older set, where good and candidates are
// still what they were: a new search takes nobody's work away.
func (s *Set) Carry(older *Set) {
	if older == nil {
		return
	}

	for _, before := range older.copies() {
		s.mu.Lock()
		if c := s.goods[before.Good]; c != nil {
			s.repeat(c, before)
		}
		s.mu.Unlock()
	}
}

func (s *Set) repeat(c *Case, before Case) {
	same := func(m syncer.Match) bool {
		return slices.ContainsFunc(before.Candidates, func(b syncer.Match) bool { return b.Fingerprint == m.Fingerprint })
	}

	if slices.ContainsFunc(c.Candidates, func(m syncer.Match) bool { return !same(m) }) {
		return // there is something new to look at
	}

	switch {
	case before.Verdict != Accepted:
		s.settle(c, before.Verdict, "")
	case c.at(before.Variant) >= 0 && (s.taken[before.Variant] == nil || s.taken[before.Variant] == c):
		s.settle(c, Accepted, before.Variant)
	}
}

// Take decides as a file does that a person has edited: accepted is what it
// accepts, and all else is open. A match of the file that was not proposed, as
// when a person wrote another product's id, becomes a case of its own.
func (s *Set) Take(accepted []syncer.Match) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.past = nil

	for _, c := range s.cases {
		if c.Verdict == Accepted {
			s.settle(c, Open, "")
		}
	}

	for _, m := range accepted {
		c := s.goods[m.GoodID]
		if c == nil {
			c = &Case{Good: m.GoodID}
			s.goods[m.GoodID] = c
			s.cases = append(s.cases, c)
		}

		s.write(c, m)
		s.settle(c, Accepted, m.VariantID)
	}
}

// write puts the match of a file among the candidates. Its fingerprint counts: a
// file that is older than the set must not link what its reader has not seen.
func (s *Set) write(c *Case, m syncer.Match) {
	at := c.at(m.VariantID)
	c.Candidates = slices.Clone(c.Candidates) // copies share them

	if at < 0 {
		if len(c.Candidates) > 0 {
			m.Good = c.Candidates[0].Good
		}

		c.Candidates = append(c.Candidates, m)

		return
	}

	c.Candidates[at].Fingerprint = m.Fingerprint
}

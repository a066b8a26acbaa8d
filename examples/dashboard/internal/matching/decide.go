package matching

import (
	"errors"
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/sklad"
)

// What keeps a decision from being taken.
var (
	// ErrUnknown is a good or a product that the set does not have.
	ErrUnknown = errors.New("matching: there is no such proposal")
	// ErrNothing is an Undo without a decision before it.
	ErrNothing = errors.New("matching: nothing was decided")
)

// TakenError is a product that is accepted for another good already: a product
// has one good.
type TakenError struct {
	// By is the other good.
	By Case
}

// Error is the English sentence.
func (e *TakenError) Error() string {
	return fmt.Sprintf("matching: the product is accepted for good %d already", e.By.Good)
}

// step is a case as it was before a decision.
type step struct {
	of      *Case
	verdict Verdict
	variant string
}

// Accept decides that a good is one of its candidates. Errors are ErrUnknown and
// *TakenError; they change nothing.
func (s *Set) Accept(good sklad.GoodID, variant string) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	c := s.goods[good]
	if c == nil || c.at(variant) < 0 {
		return ErrUnknown
	}

	if other := s.taken[variant]; other != nil && other != c {
		return &TakenError{By: *other}
	}

	s.decide(c, Accepted, variant)

	return nil
}

// Reject decides that a good is none of its candidates. The error is ErrUnknown.
func (s *Set) Reject(good sklad.GoodID) error { return s.end(good, Rejected) }

// Leave takes back what was decided about a good, also beforehand. The error is
// ErrUnknown.
func (s *Set) Leave(good sklad.GoodID) error { return s.end(good, Open) }

func (s *Set) end(good sklad.GoodID, v Verdict) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	c := s.goods[good]
	if c == nil {
		return ErrUnknown
	}

	s.decide(c, v, "")

	return nil
}

// Undo takes the last decision back and tells about which good it was. What was
// accepted meanwhile by another good is not taken from it: then the good is open.
func (s *Set) Undo() (sklad.GoodID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if len(s.past) == 0 {
		return 0, ErrNothing
	}

	last := s.past[len(s.past)-1]
	s.past = s.past[:len(s.past)-1]

	if other := s.taken[last.variant]; last.variant != "" && other != nil && other != last.of {
		last.verdict, last.variant = Open, ""
	}

	s.settle(last.of, last.verdict, last.variant)

	return last.of.Good, nil
}

// decide is settle with a way back.
func (s *Set) decide(c *Case, v Verdict, variant string) {
	const remembered = 1000

	if c.Verdict == v && c.Variant == variant {
		return
	}

	if len(s.past) == remembered {
		s.past = slices.Delete(s.past, 0, 1)
	}

	s.past = append(s.past, step{c, c.Verdict, c.Variant})
	s.settle(c, v, variant)
}

func (s *Set) settle(c *Case, v Verdict, variant string) {
	if c.Variant != "" && s.taken[c.Variant] == c {
		delete(s.taken, c.Variant)
	}

	c.Verdict, c.Variant = v, variant
	if variant != "" {
		s.taken[variant] = c
	}
}

// at is the place of a variant among the candidates, -1 when it is none.
func (c Case) at(variant string) int {
	for i, m := range c.Candidates {
		if m.VariantID == variant {
			return i
		}
	}

	return -1
}

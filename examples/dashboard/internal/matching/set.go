package matching

import (
	"strconv"
	"sync"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// most is how many matches a set keeps: the proposals of a very large shop must
// not fill the memory. The certain ones come first.
const most = 20_000

// Verdict is what was decided about a good.
type Verdict string

// The verdicts.
const (
	Open     Verdict = "open"     // nobody has decided
	Accepted Verdict = "accepted" // it is one of its candidates
	Rejected Verdict = "rejected" // it is none of them
)

// Case is a good with its candidates.
type Case struct {
	Good sklad.GoodID
	// Candidates are the best first; there is at least one.
	Candidates []syncer.Match
	// Certain cases have one candidate, which is accepted beforehand.
	Certain bool
	Verdict Verdict
	// Variant is the shop's id of the accepted candidate.
	Variant string
}

// Name is the good's, or its id where a file told of no name.
func (c Case) Name() string {
	if name := c.Candidates[0].Good.Name; name != "" {
		return name
	}

	return strconv.FormatInt(int64(c.Good), 10)
}

// Set is what one search proposed, with what was decided since. It is safe for
// concurrent use.
type Set struct {
	// ID tells one set from another, so that a decision about an older one is not
	// taken for one about this.
	ID   string
	Made time.Time

	mu    sync.Mutex
	cases []*Case
	goods map[sklad.GoodID]*Case
	taken map[string]*Case // by the accepted variant
	past  []step
	kept  int
	over  int
}

// New makes an empty set.
func New(made time.Time) *Set {
	const digits = 36

	return &Set{
		ID: strconv.FormatInt(made.UnixNano(), digits), Made: made,
		goods: map[sklad.GoodID]*Case{}, taken: map[string]*Case{},
	}
}

// Add takes a proposal in. Those of one good come in their order.
func (s *Set) Add(m syncer.Match) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.kept >= most {
		s.over++

		return
	}

	c := s.goods[m.GoodID]
	if c == nil {
		c = &Case{Good: m.GoodID, Verdict: Open}
		s.goods[m.GoodID] = c
		s.cases = append(s.cases, c)
	}

	s.kept++
	c.Candidates = append(c.Candidates, m)

	if m.Certain {
		c.Certain = true
		s.settle(c, Accepted, m.VariantID)
	}
}

// Over is how many matches were proposed beyond those that are kept.
func (s *Set) Over() int {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.over
}

// Case is a copy of the case of a good.
func (s *Set) Case(good sklad.GoodID) (Case, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if c := s.goods[good]; c != nil {
		return *c, true
	}

	return Case{}, false
}

// Proposed is every match of the set, as it was proposed, with whether it is
// accepted now.
func (s *Set) Proposed(yield func(m syncer.Match, accepted bool) bool) {
	for _, c := range s.copies() {
		for _, m := range c.Candidates {
			if !yield(m, c.Verdict == Accepted && c.Variant == m.VariantID) {
				return
			}
		}
	}
}

// Accepted are the matches to apply.
func (s *Set) Accepted() []syncer.Match {
	var all []syncer.Match

	for m, accepted := range s.Proposed {
		if accepted {
			all = append(all, m)
		}
	}

	return all
}

// copies are all cases as they are now. Candidates change no more once a set is
// made.
func (s *Set) copies() []Case {
	s.mu.Lock()
	defer s.mu.Unlock()

	all := make([]Case, len(s.cases))
	for i, c := range s.cases {
		all[i] = *c
	}

	return all
}

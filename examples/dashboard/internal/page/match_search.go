package page

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/dashboard/internal/matching"
	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

// matches keeps the newest proposals with what was decided, for all visitors: a
// browser that is closed loses nothing.
type matches struct {
	control *control.Control
	now     func() time.Time

	mu     sync.Mutex
	search matchSearch
	set    *matching.Set // nil: none, or applied
	taken  *matching.Set // is being applied: what is decided about it now would be lost
	older  *matching.Set // what was decided before a new search
	last   *matchOutcome
}

// matchSearch is a search for proposals, which is going on or was the last.
type matchSearch struct {
	Running bool
	Began   time.Time
	Found   int
	// Unread are products that could not be read and were left out, the first ones.
	Unread []*syncer.Problem
	// Retry is set while the shop does not answer as it should.
	Retry *syncer.Retried
	Err   error
}

func newMatches(c *control.Control, now func() time.Time) *matches {
	return &matches{control: c, now: now}
}

func (m *matches) newest() (matchSearch, *matching.Set, *matchOutcome) {
	m.mu.Lock()
	defer m.mu.Unlock()

	return m.search, m.set, m.last
}

// current is the set that a form is about; nil when there is another by now, or
// when it is being applied.
func (m *matches) current(id string) *matching.Set {
	m.mu.Lock()
	defer m.mu.Unlock()

	if m.set == nil || m.set.ID != id || m.taken != nil {
		return nil
	}

	return m.set
}

// claim is current for the one who applies it, until it is released.
func (m *matches) claim(id string) *matching.Set {
	m.mu.Lock()
	defer m.mu.Unlock()

	if m.set == nil || m.set.ID != id || m.taken != nil {
		return nil
	}

	m.taken = m.set

	return m.set
}

// release lets go of a set, which is over when it was applied.
func (m *matches) release(set *matching.Set, applied bool) {
	m.change(func() {
		m.taken = nil
		if applied {
			m.older, m.set = set, nil
		}
	})
}

// findMatches begins a search; the page tells how far it is.
func (p *Pages) findMatches(w http.ResponseWriter, r *http.Request) {
	p.matches.begin()
	http.Redirect(w, r, "/match", http.StatusSeeOther)
}

// begin searches in the background, unless it does so already.
func (m *matches) begin() {
	m.mu.Lock()
	defer m.mu.Unlock()

	if m.search.Running {
		return
	}

	m.search = matchSearch{Running: true, Began: m.now()}
	set := matching.New(m.now())
	m.control.Aside(syncer.ObserverFunc(m.observe), func(ctx context.Context, s *assembly.Session) error {
		return m.fill(ctx, s, set)
	}, func(err error) { m.ended(set, err) })
}

func (m *matches) fill(ctx context.Context, s *assembly.Session, set *matching.Set) error {
	for found, err := range s.ProposeMatches(ctx) {
		if err != nil {
			return err
		}

		set.Add(found)
		m.change(func() { m.search.Found++; m.search.Retry = nil })
	}

	return nil
}

// ended puts a whole set in place of the one before; after a search that failed
// that one stays.
func (m *matches) ended(set *matching.Set, err error) {
	m.change(func() {
		m.search.Running, m.search.Retry, m.search.Err = false, nil, err
		if err != nil {
			return
		}

		if m.set != nil {
			m.older = m.set
		}

		set.Carry(m.older)
		m.set = set
	})
}

func (m *matches) observe(_ context.Context, e syncer.Event) {
	const told = 20

	switch e := e.(type) {
	case syncer.ParkedRecord:
		m.change(func() {
			if len(m.search.Unread) < told {
				m.search.Unread = append(m.search.Unread, e.Problem)
			}
		})
	case syncer.Retried:
		m.change(func() { m.search.Retry = &e })
	}
}

func (m *matches) change(alter func()) {
	m.mu.Lock()
	defer m.mu.Unlock()

	alter()
}

package page

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

const (
	// planRows is how many actions of a plan are kept: a plan of every good of a
	// large shop must not fill the memory. What is beyond is counted.
	planRows = 20_000
	// planAge is how long a plan says what is true: goods are sold meanwhile.
	planAge = 30 * time.Minute
)

// plans keeps the newest plan of each direction. A plan asks the shop, so it is
// made when a person wants it and not for each look at the page.
type plans struct {
	control *control.Control
	now     func() time.Time
	// most is how many actions of a plan are kept.
	most int

	mu sync.Mutex
	of map[syncer.Direction]*plan
}

// plan is one that is made, or has been.
type plan struct {
	Direction syncer.Direction
	// Making tells that it is still worked on: then Kind, Done and Total are how
	// far it is, Total 0 while that is not known.
	Making      bool
	Began, Made time.Time
	Kind        syncer.Kind
	Done, Total int
	// Retry is set while the shop does not answer as it should.
	Retry *syncer.Retried
	// Rows are the first actions, Over counts those that are not kept.
	Rows []planRow
	Over int
	// Report and Err are those that the run would end with.
	Report syncer.Report
	Err    error
}

func newPlans(c *control.Control, now func() time.Time) *plans {
	return &plans{control: c, now: now, most: planRows, of: map[syncer.Direction]*plan{}}
}

// newest is a copy of the newest plan; false when there is none, or it is too old.
// Its Rows are to be read once it is made: then they change no more.
func (s *plans) newest(d syncer.Direction) (plan, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()

	for d, p := range s.of {
		if !p.Making && s.now().Sub(p.Made) > planAge {
			delete(s.of, d)
		}
	}

	if s.of[d] == nil {
		return plan{}, false
	}

	return *s.of[d], true
}

// begin makes a plan of a direction, unless one is being made.
func (s *plans) begin(d syncer.Direction) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.of[d] != nil && s.of[d].Making {
		return
	}

	p := &plan{Direction: d, Making: true, Began: s.now()}
	s.of[d] = p
	s.control.Aside(watchPlan(s, p), func(ctx context.Context, e *assembly.Session) error { return s.follow(ctx, e, p) },
		func(err error) {
			s.change(func() { p.Making, p.Made, p.Err = false, s.now(), err })
		})
}

// follow goes through the actions. Nothing is written: no action is applied.
func (s *plans) follow(ctx context.Context, e *assembly.Session, p *plan) error {
	engine := e.PlanImport(ctx, syncer.ImportOptions{})
	if p.Direction == syncer.Export {
		engine = e.PlanExport(ctx, syncer.ExportOptions{})
	}

	var refused error

	for action, err := range engine.Actions() {
		if refused = err; err != nil {
			break
		}

		s.change(func() { p.add(action, s.most) })
	}

	// Only this goroutine writes rows, and nobody reads them before the plan is made.
	named := nameGoods(ctx, e, p.Rows)

	s.change(func() { p.Report = engine.Report() })

	return errors.Join(refused, named)
}

func (p *plan) add(action syncer.Action, most int) {
	if len(p.Rows) < most {
		p.Rows = append(p.Rows, planRowOf(action))
	} else {
		p.Over++
	}
}

func (s *plans) change(alter func()) {
	s.mu.Lock()
	defer s.mu.Unlock()

	alter()
}

// watchPlan hears how far a plan is.
func watchPlan(s *plans, p *plan) syncer.Observer {
	return syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		switch e := e.(type) {
		case syncer.Progress:
			s.change(func() { p.Kind, p.Done, p.Total, p.Retry = e.Kind, e.Done, e.Total, nil })
		case syncer.Retried:
			s.change(func() { p.Retry = &e })
		}
	})
}

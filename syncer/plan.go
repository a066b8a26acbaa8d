package syncer

import (
	"context"
	"errors"
	"iter"
)

// Plan is what a run would do. Its actions are found while they are ranged
// over; the run itself applies the actions of the same planner.
type Plan struct {
	actions func(yield func(Action, error) bool)
	report  *Report
}

// Actions yields the steps in the order of work. An error ends it. Ranging
// twice plans twice.
func (p *Plan) Actions() iter.Seq2[Action, error] { return p.actions }

// Counts are the buckets of the plan. They are valid when Actions has ended.
func (p *Plan) Counts() Counts { return p.report.Buckets }

// Counts are the buckets by kind, as in a Report.
type Counts map[Kind]Bucket

// Report is the report that the run would give, without documents. It is valid
// when Actions has ended.
func (p *Plan) Report() Report { return *p.report }

// errStop ends a planner whose loop was left.
var errStop = errors.New("syncer: the loop over the plan ended")

type planner func(ctx context.Context, r *run, yield func(Action) error) error

// plan runs the planner lazily, without a lease and without writes.
func (s *Syncer) plan(ctx context.Context, d Direction, of planner) *Plan {
	p := &Plan{report: &Report{Direction: d}}
	p.actions = func(yield func(Action, error) bool) {
		ctx := s.hearing(ctx)
		r := s.newRun(d)
		r.dry = true
		*p.report = *r.report
		r.report = p.report

		err := s.cfg.Warehouse.Verify(ctx)
		if err == nil {
			err = r.prepare(ctx)
		}

		if err == nil {
			err = of(ctx, r, func(a Action) error {
				if !yield(a, nil) {
					return errStop
				}

				return nil
			})
		}

		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}

	return p
}

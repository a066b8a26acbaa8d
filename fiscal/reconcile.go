package fiscal

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Reconcile asks the device what became of every unsettled job and settles those
// that it can prove. It prints nothing, and leaves a job alone whose program may still
// be at it. Each job is listed once; one that stays unknown needs a person: look at the
// paper or the device's journal and call [Spooler.Resolve].
//
// The error is [ErrOffline] when the device cannot be asked, or the journal's; the
// outcomes beside it are valid.
func (s *Spooler) Reconcile(ctx context.Context) ([]Outcome, error) {
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	saved, err := s.flush(ctx)
	if err != nil {
		return saved, err
	}
	status, err := s.status(ctx, "reconcile")
	if err != nil {
		return saved, err
	}
	found, err := s.reconcile(ctx, status)
	return merge(saved, found), err
}

// merge lists each job once; what was found later counts.
func merge(saved, found []Outcome) []Outcome {
	later := map[string]bool{}
	for _, o := range found {
		later[o.Job.ID] = true
	}
	var all []Outcome
	for _, o := range saved {
		if !later[o.Job.ID] {
			all = append(all, o)
		}
	}
	return append(all, found...)
}

func (s *Spooler) reconcile(ctx context.Context, status Status) ([]Outcome, error) {
	jobs, err := s.journal.Unsettled(ctx, status.Device)
	if err != nil {
		return nil, fmt.Errorf("fiscal: reading the unsettled jobs: %w", err)
	}
	var outcomes []Outcome
	var errs []error
	for _, open := range jobs {
		o, err := s.judge(ctx, open, status)
		outcomes, errs = append(outcomes, o), append(errs, err)
	}
	return outcomes, errors.Join(errs...)
}

// judge finds out about one job and writes down what is new. A job of a live program
// is not even asked for: a server gives a result away once, and it is that program's.
func (s *Spooler) judge(ctx context.Context, open Job, status Status) (Outcome, error) {
	if until, live := s.live(open, s.clock(status)); live {
		why := "the program that prints it may be at it until " + until.Format(time.TimeOnly) + "; ask again then"
		return undecided(open, why, ErrPrinting), nil
	}
	o := s.findOut(ctx, open)
	if o.State == StatePrinting || o.State == open.State {
		return o, nil
	}
	return o, s.record(ctx, o)
}

// live reports that the program which began the job may still print it, and until
// when.
func (s *Spooler) live(open Job, now time.Time) (until time.Time, live bool) {
	until = s.until(open.Anchor)
	return until, open.State == StatePrinting && !s.left[open.ID] && now.Before(until)
}

// until is when a print is over at the latest. Anchors of earlier versions do not say.
func (s *Spooler) until(anchor Result) time.Time {
	if anchor.Until.IsZero() && !anchor.Time.IsZero() {
		return anchor.Time.Add(s.opts.quiet)
	}
	return anchor.Until
}

package fiscal

import (
	"context"
	"errors"
	"fmt"
)

// earlier is what became of a job in former attempts, and how many there were. done
// means that it needs no print: it came out, or nobody knows. The device is asked only
// about a job that began, so that "offline, nothing was printed" is never said of a
// receipt that may be on paper.
func (s *Spooler) earlier(ctx context.Context, j job) (attempts int, r Result, done bool, err error) {
	if r, done, err := s.remembered(ctx, j); done || err != nil {
		return 0, r, done, err
	}
	past, err := s.past(ctx, j)
	if err != nil {
		return 0, Result{}, false, err
	}
	if past.State == StatePrinted {
		return 0, past.Result, true, fmt.Errorf("fiscal: job %s: %w", j.id, ErrPrinted)
	}
	open, found, err := s.unsettled(ctx, j.id)
	if err != nil {
		return 0, Result{}, false, fmt.Errorf("fiscal: %s %s: nothing was sent: %w", j.op, j.id, err)
	}
	if !found {
		return past.Attempts, Result{}, false, nil
	}
	o, err := s.conclude(ctx, open)
	switch {
	case o.State == StateFailed && err == nil:
		return past.Attempts, Result{}, false, nil
	case o.State == StatePrinted && err != nil:
		return 0, o.Result, true, unrecorded(o, err)
	}
	return 0, o.Result, true, errors.Join(o.err(), err)
}

// remembered writes what the journal did not take before, and answers for this job.
func (s *Spooler) remembered(ctx context.Context, j job) (r Result, done bool, err error) {
	saved, err := s.flush(ctx)
	if o, ok := s.unsaved[j.id]; ok {
		if o.State == StatePrinted {
			return o.Result, true, unrecorded(o, err)
		}
		return Result{}, true, errors.Join(o.err(), err)
	}
	for _, o := range saved {
		if o.Job.ID == j.id && o.State == StatePrinted {
			return o.Result, true, nil
		}
	}
	if err != nil {
		return Result{}, false, fmt.Errorf("fiscal: %s %s: settling earlier receipts first, nothing was sent: %w", j.op, j.id, err)
	}
	return Result{}, false, nil
}

// past asks a journal that can tell.
func (s *Spooler) past(ctx context.Context, j job) (Past, error) {
	history, ok := s.journal.(History)
	if !ok {
		return Past{}, nil
	}
	past, err := history.Past(ctx, j.id)
	if err != nil {
		return Past{}, fmt.Errorf("fiscal: %s %s: reading the journal, nothing was sent: %w", j.op, j.id, err)
	}
	return past, nil
}

// unsettled finds a job that is printing or unknown, on whatever device it began.
func (s *Spooler) unsettled(ctx context.Context, id string) (Job, bool, error) {
	jobs, err := s.journal.Unsettled(ctx, "")
	if err != nil {
		return Job{}, false, fmt.Errorf("reading the unsettled jobs: %w", err)
	}
	for _, open := range jobs {
		if open.ID == id {
			return open, true, nil
		}
	}
	return Job{}, false, nil
}

// conclude settles one job if its device, and nobody else's, can tell.
func (s *Spooler) conclude(ctx context.Context, open Job) (Outcome, error) {
	status, err := s.printer.Status(ctx)
	if err != nil {
		return undecided(open, "the device could not be asked", err), nil
	}
	if !same(open.Anchor.Device, status.Device) {
		return undecided(open, "it began on device "+open.Anchor.Device+", and this is "+status.Device, nil), nil
	}
	return s.judge(ctx, open, status)
}

// undecided leaves a job as it is.
func undecided(open Job, why string, cause error) Outcome {
	return Outcome{Job: open, State: open.State, Cause: stillUnknown(why, cause)}
}

package fiscal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Outcome is what became of a job.
type Outcome struct {
	// Job as the journal had it.
	Job Job
	// State is printed, failed or unknown; or printing when its program, or the
	// device's server, may still be at it: then nothing was changed.
	State State
	// Result is valid when State is printed.
	Result Result
	// Cause says why it failed or is not known.
	Cause error
}

// journalTime bounds the writing of an outcome, which a cancelled caller must not
// prevent.
const journalTime = 15 * time.Second

// settle writes an outcome and returns the error that the caller gets for it. A job
// that the device's server still works on is not settled: it keeps its device.
func (s *Spooler) settle(ctx context.Context, o Outcome) error {
	if o.State == StatePrinting {
		s.left[o.Job.ID] = true
		return o.err()
	}
	err := s.record(ctx, o)
	switch {
	case err == nil:
		return o.err()
	case o.State == StatePrinted:
		return unrecorded(o, err)
	}
	return errors.Join(o.err(), err)
}

func unrecorded(o Outcome, err error) error {
	return fmt.Errorf("fiscal: job %s is printed as receipt %s of %s: %w; do not print it again: %w",
		o.Job.ID, o.Result.Number, o.Result.Device, ErrUnrecorded, err)
}

// record writes an outcome, or keeps it until the journal works again.
func (s *Spooler) record(ctx context.Context, o Outcome) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), journalTime)
	defer cancel()
	result := o.Result
	if o.State != StatePrinted {
		result = Result{TaskID: o.Job.Anchor.TaskID}
	}
	s.hold(o)
	err := s.journal.Settle(ctx, o.Job.ID, o.State, result, o.Cause)
	s.opts.log.InfoContext(ctx, "fiscal job", "id", o.Job.ID, "state", o.State,
		"number", o.Result.Number, "cause", o.Cause, "journal", err)
	if err != nil {
		s.unsaved[o.Job.ID] = o
		return fmt.Errorf("fiscal: job %s (%s, receipt %q): writing the journal: %w", o.Job.ID, o.State, o.Result.Number, err)
	}
	delete(s.unsaved, o.Job.ID)
	delete(s.left, o.Job.ID)
	return nil
}

// hold notes which job a receipt number belongs to.
func (s *Spooler) hold(o Outcome) {
	if o.State == StatePrinted && o.Result.Number != "" {
		s.held[o.Result.Device+" "+o.Result.Number] = o.Job.ID
	}
}

// err is what an outcome means to the caller of Print.
func (o Outcome) err() error {
	switch o.State {
	case StatePrinted:
		return nil
	case StateFailed:
		return o.Cause
	case StatePending, StatePrinting, StateUnknown:
	}
	if errors.Is(o.Cause, ErrOutcomeUnknown) && !promisesNothingPrinted(o.Cause) {
		return o.Cause
	}
	return &Error{Op: "job " + o.Job.ID, Kind: ErrOutcomeUnknown, Cause: o.Cause, Remedy: reconcileFirst}
}

// flush tries again to write what the journal did not take.
func (s *Spooler) flush(ctx context.Context) ([]Outcome, error) {
	var saved []Outcome
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(s.unsaved)) {
		o := s.unsaved[id]
		if err := s.record(ctx, o); err != nil {
			errs = append(errs, err)
			continue
		}
		saved = append(saved, o)
	}
	return saved, errors.Join(errs...)
}

package fiscal

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Resolve settles an unsettled job by what a person found: [StatePrinted] with what the
// paper says, or [StateFailed] when no receipt came out, after which it may be printed
// again. It never changes what the device has said. Errors:
//
//   - [ErrInvalid]: another state, a printed receipt without its number, or a job that
//     is not unsettled;
//   - [ErrPrinted]: the job is printed;
//   - [ErrOutcomeUnknown]: the program that prints it may still be at it, or "nothing
//     came out" is said while a receipt is open on the device. It may be this one, paid
//     and about to come out: [Spooler.Reconcile] ends it first.
func (s *Spooler) Resolve(ctx context.Context, id string, state State, r Result) error {
	cause, err := finding(id, state, r)
	if err != nil {
		return err
	}
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	open, err := s.resolvable(ctx, id)
	if err == nil && state == StateFailed {
		err = s.noneOpen(ctx)
	}
	if err != nil {
		return fmt.Errorf("fiscal: resolving job %s: %w", id, err)
	}
	if r.TaskID == "" {
		r.TaskID = open.Anchor.TaskID
	}
	if err := s.journal.Settle(ctx, id, state, r, cause); err != nil {
		return fmt.Errorf("fiscal: resolving job %s: %w", id, err)
	}
	delete(s.unsaved, id)
	delete(s.left, id)
	s.hold(Outcome{Job: open, State: state, Result: r})
	return nil
}

// noneOpen refuses to believe that nothing came out while something may yet. A device
// that does not answer cannot contradict a person.
func (s *Spooler) noneOpen(ctx context.Context) error {
	status, err := s.printer.Status(ctx)
	if err != nil || !status.ReceiptOpen {
		return nil //nolint:nilerr // see above
	}
	return &Error{
		Op: "resolve", Device: status.Device, Kind: ErrOutcomeUnknown, Text: "a receipt is open on the device",
		Remedy: "reconcile first, which ends it, or finish it on the device",
	}
}

var errNotOnPaper = errors.New("a person found that no receipt came out")

func finding(id string, state State, r Result) (cause, err error) {
	switch state {
	case StatePrinted:
		if r.Number == "" {
			return nil, invalid("job %s: a printed receipt has a number; read it off the paper", id)
		}
		return nil, nil
	case StateFailed:
		return errNotOnPaper, nil
	case StatePending, StatePrinting, StateUnknown:
	}
	return nil, invalid("job %s cannot be resolved as %q; it is printed or failed", id, state)
}

// resolvable finds the job if it waits for a person.
func (s *Spooler) resolvable(ctx context.Context, id string) (Job, error) {
	known, unsaved := s.unsaved[id]
	_, err := s.flush(ctx)
	switch {
	case unsaved && known.State == StatePrinted:
		return Job{}, errors.Join(fmt.Errorf("the device printed it as receipt %s: %w", known.Result.Number, ErrPrinted), err)
	case unsaved && known.State == StateFailed:
		return Job{}, errors.Join(invalid("the device printed nothing, so there is nothing to resolve"), err)
	}
	open, found, err := s.unsettled(ctx, id)
	if err != nil {
		return Job{}, err
	}
	if !found {
		return Job{}, s.whySettled(ctx, id)
	}
	return open, s.leaveToItsProgram(ctx, open)
}

func (s *Spooler) whySettled(ctx context.Context, id string) error {
	past, err := s.past(ctx, job{op: "resolve", id: id})
	if err != nil {
		return err
	}
	if past.State == StatePrinted {
		return fmt.Errorf("receipt %s: %w", past.Result.Number, ErrPrinted)
	}
	return invalid("the journal has no unsettled job of this name; print it")
}

// leaveToItsProgram refuses a job that another program may be printing right now. A
// device that does not answer cannot stop a person for longer than our own clock says.
func (s *Spooler) leaveToItsProgram(ctx context.Context, open Job) error {
	now := s.opts.now()
	if status, err := s.printer.Status(ctx); err == nil {
		now = s.clock(status)
	}
	if until, live := s.live(open, now); live {
		return stillUnknown("another program may still be printing it; stop that program or wait until "+
			until.Format(time.TimeOnly), ErrPrinting)
	}
	return nil
}

package fiscal

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

// Reconcile asks the device what became of every unsettled job and settles those
// that it can prove. It prints nothing. The outcomes are in the order of the jobs; one
// that stays unknown needs a person: look at the paper or the device's journal and
// call [Spooler.Resolve].
//
// The error is [ErrOffline] when the device cannot be asked, or the journal's; the
// outcomes beside it are valid.
func (s *Spooler) Reconcile(ctx context.Context) ([]Outcome, error) {
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	status, err := s.status(ctx, "reconcile")
	if err != nil {
		return nil, err
	}
	return s.reconcile(ctx, status.Device)
}

// Resolve settles a job by what a person found: [StatePrinted] with what the paper
// says, or [StateFailed] when no receipt came out, after which it may be printed
// again. Another state is [ErrInvalid].
func (s *Spooler) Resolve(ctx context.Context, id string, state State, r Result) error {
	var cause error
	switch state {
	case StatePrinted:
		if r.Number == "" {
			return invalid("job %s: a printed receipt has a number; read it off the paper", id)
		}
	case StateFailed:
		cause = errNotOnPaper
	case StatePending, StatePrinting, StateUnknown:
		fallthrough
	default:
		return invalid("job %s cannot be resolved as %q; it is printed or failed", id, state)
	}
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	if err := s.journal.Settle(ctx, id, state, r, cause); err != nil {
		return fmt.Errorf("fiscal: resolving job %s: %w", id, err)
	}
	delete(s.unsaved, id)
	return nil
}

var errNotOnPaper = errors.New("a person found that no receipt came out")

// earlier settles what is left from before. done means that this very job needs no
// print: it came out, or it stays unknown.
func (s *Spooler) earlier(ctx context.Context, j job, anchor Result) (r Result, done bool, err error) {
	outcomes, err := s.reconcile(ctx, anchor.Device)
	if o, ok := s.unsaved[j.id]; ok && o.State == StatePrinted {
		return o.Result, true, unrecorded(o, err)
	}
	for _, o := range outcomes {
		if o.Job.ID == j.id && o.State != StateFailed {
			return o.Result, true, errors.Join(o.err(), err)
		}
	}
	if err != nil {
		return Result{}, true, fmt.Errorf("fiscal: %s %s: settling earlier receipts first, nothing was sent: %w", j.op, j.id, err)
	}
	for _, o := range outcomes {
		if o.State == StateUnknown && clash(o.Job.Anchor, anchor) {
			return Result{}, true, &Error{
				Op: j.op, Device: anchor.Device, Kind: ErrOffline,
				Text:   "receipt after " + anchor.Number + " is expected from job " + o.Job.ID + ", which may still be printing",
				Remedy: "try again in some minutes, or settle that job by hand",
			}
		}
	}
	return Result{}, false, nil
}

// clash reports that two jobs would both claim the receipt after the same number.
func clash(a, b Result) bool {
	return a.Number != "" && a.Number == b.Number && sameDevice(a, b)
}

func (s *Spooler) reconcile(ctx context.Context, device string) ([]Outcome, error) {
	outcomes, err := s.flush(ctx)
	if err != nil {
		return outcomes, err
	}
	jobs, err := s.journal.Unsettled(ctx, device)
	if err != nil {
		return outcomes, fmt.Errorf("fiscal: reading the unsettled jobs: %w", err)
	}
	for _, j := range jobs {
		o := s.findOut(ctx, j)
		if err := ctx.Err(); err != nil && o.State == StateUnknown {
			return outcomes, fmt.Errorf("fiscal: reconcile: %w", err)
		}
		outcomes = append(outcomes, o)
		if o.State == j.State {
			continue // nothing new
		}
		if err := s.record(ctx, o); err != nil {
			return outcomes, err
		}
	}
	return outcomes, nil
}

// findOut asks the device about one job.
func (s *Spooler) findOut(ctx context.Context, j Job) Outcome {
	o := Outcome{Job: j, State: StateUnknown}
	tasks, ok := s.printer.(TaskReader)
	if !ok {
		return s.compare(ctx, o)
	}
	id := j.Anchor.TaskID
	if id == "" {
		id = j.ID
	}
	r, state, err := tasks.Task(ctx, id)
	if errors.Is(err, ErrUnsupported) {
		return s.compare(ctx, o)
	}
	switch state {
	case StatePrinted:
		o.State, o.Result = StatePrinted, complete(r, j.Anchor)
	case StateFailed:
		o.State, o.Cause = StateFailed, err
	case StatePending, StatePrinting:
		o.Cause = stillUnknown("the device's server is still working on it; ask again", err)
	case StateUnknown:
		o.Cause = stillUnknown("the device's server does not know it any more; look at the paper", err)
	default:
		o.Cause = stillUnknown("the device's server could not be asked", err)
	}
	return o
}

// compare settles a job by the last receipt of the device.
func (s *Spooler) compare(ctx context.Context, o Outcome) Outcome {
	status, err := s.printer.Status(ctx)
	if err != nil {
		o.Cause = stillUnknown("the device could not be asked", err)
		return o
	}
	last, err := s.printer.LastReceipt(ctx)
	if err != nil {
		o.Cause = stillUnknown("the last receipt cannot be read; look at the paper", err)
		return o
	}
	anchor := o.Job.Anchor
	quietFor := status.Time.Sub(anchor.Time)
	switch {
	case status.ReceiptOpen:
		o.Cause = stillUnknown("a receipt is open on the device; finish or cancel it", nil)
	case isNext(anchor, last):
		o.State, o.Result = StatePrinted, complete(last, anchor)
	case sameDevice(anchor, last) && last.Number == anchor.Number && anchor.Number != "" &&
		!anchor.Time.IsZero() && quietFor >= s.opts.quiet:
		o.State, o.Cause = StateFailed, errNumberUnchanged
	default:
		o.Cause = stillUnknown("the last receipt of the device does not decide it; look at the paper", nil)
	}
	return o
}

var errNumberUnchanged = errors.New("the device's last receipt number did not move")

// isNext reports that last is the receipt which the anchor announced: the next
// number, the same sum, printed after the anchor was written.
func isNext(anchor, last Result) bool {
	before, err := strconv.ParseUint(anchor.Number, 10, 32)
	if err != nil {
		return false
	}
	now, err := strconv.ParseUint(last.Number, 10, 32)
	return err == nil && now == before+1 && sameDevice(anchor, last) &&
		last.Amount.Equal(anchor.Amount) && !last.Time.Before(anchor.Time)
}

// sameDevice lets an unnamed side pass.
func sameDevice(a, b Result) bool {
	return same(a.Device, b.Device) && same(a.FiscalMemory, b.FiscalMemory)
}

func same(a, b string) bool { return a == "" || b == "" || a == b }

func stillUnknown(why string, cause error) error {
	return &Error{Op: "reconcile", Kind: ErrOutcomeUnknown, Text: why, Cause: cause, Remedy: "then settle the job by hand"}
}

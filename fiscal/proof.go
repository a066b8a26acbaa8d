package fiscal

import (
	"context"
	"errors"
	"strconv"
)

// findOut asks the device, or its server, about one job.
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
		o.State = StatePrinting
		o.Cause = stillUnknown("the device's server is still working on it; ask again", errors.Join(ErrPrinting, err))
	case StateUnknown:
		o.Cause = stillUnknown("the device's server does not know it any more; look at the paper", err)
	default: // not even asked, so it keeps its device
		o.State = j.State
		o.Cause = stillUnknown("the device's server could not be asked", err)
	}
	return o
}

// compare settles a job by the last receipt of the device, after a receipt that the
// job may have left open is ended.
func (s *Spooler) compare(ctx context.Context, o Outcome) Outcome {
	status, err := s.ended(ctx)
	if err != nil {
		return undecided(o.Job, "the device could not be asked", err)
	}
	last, err := s.printer.LastReceipt(ctx)
	if errors.Is(err, ErrUnsupported) {
		o.Cause = stillUnknown("the device cannot tell its last receipt; look at the paper", err)
		return o
	}
	if err != nil {
		return undecided(o.Job, "the last receipt cannot be read", err)
	}
	anchor := o.Job.Anchor
	switch {
	case status.ReceiptOpen:
		o.Cause = stillUnknown("a receipt is open on the device; finish or cancel it", nil)
	case isNext(anchor, last):
		return s.unlessHeld(ctx, o, complete(last, anchor))
	case sameDevice(anchor, last) && last.Number == anchor.Number && anchor.Number != "" &&
		!s.until(anchor).IsZero() && !s.clock(status).Before(s.until(anchor)):
		o.State, o.Cause = StateFailed, errNumberUnchanged
	default:
		o.Cause = stillUnknown("the last receipt of the device does not decide it; look at the paper", nil)
	}
	return o
}

var errNumberUnchanged = errors.New("the device's last receipt number did not move")

// unlessHeld takes a receipt as proof unless another job has it already.
func (s *Spooler) unlessHeld(ctx context.Context, o Outcome, found Result) Outcome {
	holder := s.held[found.Device+" "+found.Number]
	if history, ok := s.journal.(History); ok && holder == "" {
		var err error
		if holder, err = history.Holder(ctx, found.Device, found.Number); err != nil {
			return undecided(o.Job, "the journal could not be asked for receipt "+found.Number, err)
		}
	}
	if holder != "" && holder != o.Job.ID {
		o.Cause = stillUnknown("receipt "+found.Number+" belongs to job "+holder+"; look at the paper", nil)
		return o
	}
	o.State, o.Result = StatePrinted, found
	return o
}

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

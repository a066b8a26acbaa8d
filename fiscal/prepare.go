package fiscal

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// prepare asks the device how it is. Nothing that prints is sent, so whatever goes
// wrong here is "offline" at worst.
func (s *Spooler) prepare(ctx context.Context, j job) (Status, error) {
	status, err := s.status(ctx, j.op)
	if err != nil {
		return Status{}, err
	}
	if !status.Ready {
		return Status{}, notReady(j.op, status)
	}
	return status, s.fits(j.receipt, status)
}

func (s *Spooler) status(ctx context.Context, op string) (Status, error) {
	status, err := s.printer.Status(ctx)
	if err != nil {
		return Status{}, offline(ctx, op, "asking for the status", err)
	}
	return status, nil
}

// lastReceipt has no number where the protocol cannot tell.
func (s *Spooler) lastReceipt(ctx context.Context, op string) (Result, error) {
	last, err := s.printer.LastReceipt(ctx)
	switch {
	case err == nil:
		return last, nil
	case errors.Is(err, ErrUnsupported):
		return Result{}, nil
	}
	return Result{}, offline(ctx, op, "reading the last receipt", err)
}

// clock is the device's, which all programs share; ours where it has none.
func (s *Spooler) clock(status Status) time.Time {
	if status.Time.IsZero() {
		return s.opts.now()
	}
	return status.Time
}

// offline keeps an error that already promises that nothing was sent, and the
// context's own; any other one becomes ErrOffline and keeps only its words.
func offline(ctx context.Context, op, doing string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("fiscal: %s: %s, nothing was sent: %w", op, doing, err)
	}
	if errors.Is(err, ErrOffline) && !errors.Is(err, ErrOutcomeUnknown) {
		return err
	}
	return &Error{
		Op: op, Kind: ErrOffline, Text: fmt.Sprintf("%s: %v", doing, err),
		Remedy: "look whether the device is switched on and reachable",
	}
}

func notReady(op string, status Status) error {
	e := NewDeviceError(op, status.Device, status.Messages)
	e.Kind = ErrOffline
	if e.Remedy == reconcileFirst {
		e.Remedy = "look at the device, then try again"
	}
	return e
}

func busy(op, device, text string, cause error) error {
	return &Error{
		Op: op, Device: device, Kind: ErrOffline, Text: text, Cause: errors.Join(errBusy, cause),
		Remedy: "try again in some minutes, or settle that job by hand",
	}
}

// blocked is the first reason among outcomes why the job must not print now.
func blocked(outcomes []Outcome, j job, anchor Result) error {
	for _, o := range outcomes {
		if err := o.blocks(j, anchor); err != nil {
			return err
		}
	}
	return nil
}

// blocks is why the job must not print now: the device works on another one, or a lost
// one may yet come out under the number that ours would get, and pass for it.
func (o Outcome) blocks(j job, anchor Result) error {
	if o.Job.ID == j.id {
		return nil
	}
	switch o.State {
	case StatePrinting:
		return busy(j.op, anchor.Device, "job "+o.Job.ID+" is being printed", nil)
	case StateUnknown:
		if anchor.Number != "" && anchor.Number == o.Job.Anchor.Number && sameDevice(anchor, o.Job.Anchor) {
			return &Error{
				Op: j.op, Device: anchor.Device, Kind: ErrOffline,
				Text:   "receipt after " + anchor.Number + " is expected from job " + o.Job.ID + ", which may still be printing",
				Remedy: "try again in some minutes, or settle that job by hand",
			}
		}
	case StatePending, StatePrinted, StateFailed:
	}
	return nil
}

// fits checks what only the device knows. The device's number in the sale number is
// compared so that a cable to the wrong till does not print another till's sales.
func (s *Spooler) fits(r Receipt, status Status) error {
	var errs []error
	if n := r.USN; !n.IsZero() && status.Device != "" && n.Device != status.Device && !s.opts.otherDevice {
		errs = append(errs, invalid("sale number %s belongs to device %s, but this is %s; connect that device or allow another one",
			n, n.Device, status.Device))
	}
	for _, p := range r.Payments {
		if !status.Takes(p.Kind) {
			errs = append(errs, invalid("device %s takes no payment of kind %s", status.Device, p.Kind))
		}
	}
	return errors.Join(errs...)
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // the caller adds the words
	}
}

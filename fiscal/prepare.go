package fiscal

import (
	"context"
	"errors"
	"fmt"
)

// prepare asks the device how it is and makes the anchor. Nothing that prints is
// sent, so whatever goes wrong here is "offline" at worst.
func (s *Spooler) prepare(ctx context.Context, j job) (Result, error) {
	status, err := s.status(ctx, j.op)
	if err != nil {
		return Result{}, err
	}
	if !status.Ready {
		return Result{}, notReady(j.op, status)
	}
	if err := s.fits(j.receipt, status); err != nil {
		return Result{}, err
	}
	last, err := s.printer.LastReceipt(ctx)
	if err != nil && !errors.Is(err, ErrUnsupported) {
		return Result{}, offline(ctx, j.op, "reading the last receipt", err)
	}
	return Result{
		TaskID: j.id, Number: last.Number, Time: status.Time, Amount: j.receipt.Total(),
		Device: status.Device, FiscalMemory: status.FiscalMemory,
	}, nil
}

func (s *Spooler) status(ctx context.Context, op string) (Status, error) {
	status, err := s.printer.Status(ctx)
	if err != nil {
		return Status{}, offline(ctx, op, "asking for the status", err)
	}
	return status, nil
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

package fiscal

import (
	"context"
	"errors"
)

// Aborter is a [Printer] that can end a receipt which a program left open when it
// was stopped. The [Spooler] ends it before it judges jobs by the last receipt of the
// device, and before it prints: an open receipt is nobody's, because a program that
// is at work on one holds the device in the [Journal].
type Aborter interface {
	// Abort cancels the open receipt. One that is paid in full, which a device no
	// longer cancels, is closed instead: it is printed, and LastReceipt tells. When no
	// receipt is open it does nothing. [ErrOffline] means that the receipt was left as
	// it is: the device cannot be reached, or a program outside the journal is at work
	// on the receipt. [ErrUnsupported]: this device cannot do it.
	Abort(ctx context.Context) error
}

// ended is the device's state after a receipt that was left open is ended. Without
// an [Aborter] the receipt stays open.
func (s *Spooler) ended(ctx context.Context) (Status, error) {
	status, err := s.printer.Status(ctx)
	if err != nil || !status.ReceiptOpen {
		return status, err //nolint:wrapcheck // the caller says what it is for
	}
	aborter, ok := s.printer.(Aborter)
	if !ok {
		return status, nil
	}
	switch err := aborter.Abort(ctx); {
	case errors.Is(err, ErrUnsupported):
		return status, nil
	case err != nil:
		return status, err //nolint:wrapcheck // the caller says what it is for
	}
	s.opts.log.InfoContext(ctx, "ended a receipt that was left open", "device", status.Device)
	return s.printer.Status(ctx) //nolint:wrapcheck // the caller says what it is for
}

// free makes sure that no receipt is open before the anchor is taken.
func (s *Spooler) free(ctx context.Context, j job, status Status) (Status, error) {
	if !status.ReceiptOpen {
		return status, nil
	}
	status, err := s.ended(ctx)
	switch {
	case err != nil:
		return status, offline(ctx, j.op, "ending the receipt that is open on the device", err)
	case status.ReceiptOpen:
		return status, &Error{
			Op: j.op, Device: status.Device, Kind: ErrOffline, Text: "a receipt is open on the device",
			Remedy: "finish or cancel it on the device, then try again",
		}
	}
	return status, nil
}

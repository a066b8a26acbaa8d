package zfp

import (
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

func refused(err error) bool {
	var no *refusal
	return errors.As(err, &no)
}

func unlessRefused(err error) error {
	if refused(err) {
		return nil
	}
	return err
}

// unready is a device that cannot print now.
type unready struct{ state state }

func (u *unready) Error() string {
	if u.state.ready {
		return "zfp: a receipt is open on the device"
	}
	return "zfp: the device is not ready"
}

// nothing is the error for a receipt that is certainly not on paper. A device that
// refused will refuse again; anything else may go away by itself.
func (r *run) nothing(cause error) error {
	var no *refusal
	var not *unready
	var other *mismatch
	device := r.printer.who.device
	switch {
	case errors.As(cause, &no) && r.sent > 0:
		return deviceError(r.op, device, fiscal.ErrRejected, no.messages(), cause)
	case errors.As(cause, &not) && !not.state.ready:
		return deviceError(r.op, device, fiscal.ErrOffline, not.state.messages, nil)
	case errors.As(cause, &not):
		return &fiscal.Error{
			Op: r.op, Device: device, Kind: fiscal.ErrOffline, Cause: cause,
			Remedy: "finish or cancel it on the device, then try again",
		}
	case errors.As(cause, &other):
		return &fiscal.Error{
			Op: r.op, Device: device, Kind: fiscal.ErrRejected, Cause: cause,
			Remedy: "compare the VAT groups and discounts of the receipt with the settings of the device",
		}
	case r.sent == 0:
		return r.printer.offline(r.op, cause)
	}
	return &fiscal.Error{
		Op: r.op, Device: device, Kind: fiscal.ErrOffline, Cause: fmt.Errorf("before the receipt was paid: %w", cause),
		Remedy: "look at the network and the device, then try again",
	}
}

// deviceError is the device's own reason, when it is known that nothing was printed.
func deviceError(op, device string, kind error, messages []fiscal.Message, cause error) error {
	e := fiscal.NewDeviceError(op, device, messages)
	if errors.Is(e.Kind, fiscal.ErrOutcomeUnknown) {
		e.Remedy = "look at the device, then try again"
	}
	e.Kind, e.Cause = kind, cause
	return e
}

// unknown is the error for a receipt that may be on paper, or may yet come out.
func (r *run) unknown(cause error) error {
	return &fiscal.Error{
		Op: r.op, Device: r.printer.who.device, Kind: fiscal.ErrOutcomeUnknown, Cause: cause,
		Text:   "the connection was lost or the device failed when the receipt was paid",
		Remedy: "look whether it came out and reconcile before you print again",
	}
}

package fiscal

import (
	"errors"
	"strings"
)

// The sentinels that a program reacts to. The first, the second and the fourth say
// that nothing was printed.
var (
	// ErrOffline: the device cannot be reached or is not ready; nothing was sent.
	// Trying again later is safe.
	ErrOffline = errors.New("the device is offline or not ready, nothing was printed")
	// ErrRejected: the device refused; nothing was printed. The same receipt is
	// refused again until somebody does what the remedy says.
	ErrRejected = errors.New("the device refused, nothing was printed")
	// ErrOutcomeUnknown: the receipt may be on paper. Never print again; reconcile
	// first.
	ErrOutcomeUnknown = errors.New("it is not known whether the receipt was printed")
	// ErrInvalid: the receipt itself is wrong; nothing was sent.
	ErrInvalid = errors.New("not a valid receipt")
	// ErrUnsupported: this device or protocol cannot do that.
	ErrUnsupported = errors.New("not supported by this device or protocol")
	// ErrPrinted: the job is already on paper; nothing was sent.
	ErrPrinted = errors.New("the receipt is already printed")
	// ErrPrinting comes together with ErrOutcomeUnknown: the device's server has the
	// receipt and is still at it. The job stays printing; ask again later.
	ErrPrinting = errors.New("the device's server is still printing it")
	// ErrTaskUsed: an earlier try with the same TaskID printed nothing, and the
	// server does not take the id again. It comes together with ErrRejected. A
	// Spooler never meets it, because each of its attempts has an id of its own.
	ErrTaskUsed = errors.New("the task id was used by an earlier try that printed nothing")
	// ErrUnrecorded: the device printed, but the journal could not be written. It
	// comes with the Result; the Spooler keeps it and writes it later.
	ErrUnrecorded = errors.New("printed, but the journal could not be written")
)

// Error is a failure that a device or its server reported. It unwraps to its Kind
// and its Cause.
type Error struct {
	// Op is what was tried: status, print, reverse, task, or what a dialect has besides.
	Op string
	// Device is the individual number or the server's name of the device, if known.
	Device string
	// Code is the standard code of ErpNet.FP, e.g. E301; empty when the failure is
	// not the device's.
	Code string
	// Text is the device's own wording.
	Text string
	// Remedy is what to do next.
	Remedy string
	// Kind is ErrOffline, ErrRejected, ErrOutcomeUnknown, ErrInvalid or ErrUnsupported.
	Kind error
	// Cause is the error beneath, if any.
	Cause error
}

// Error is one line: what, which device, why, what to do next.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("fiscal: ")
	b.WriteString(e.Op)
	for _, part := range []string{e.Device, e.Code, e.Text} {
		if part != "" {
			b.WriteString(": ")
			b.WriteString(part)
		}
	}
	for _, err := range []error{e.Cause, e.Kind} {
		if err != nil {
			b.WriteString(": ")
			b.WriteString(err.Error())
		}
	}
	if e.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(e.Remedy)
	}
	return b.String()
}

// Unwrap gives errors.Is the Kind and the Cause. When the outcome is unknown, a Cause
// that promises that nothing was printed (the server was offline when it was asked
// afterwards) is left out: it is about something else, and a program that believed it
// would print twice.
func (e *Error) Unwrap() []error {
	var errs []error
	if e.Kind != nil {
		errs = append(errs, e.Kind)
	}
	if e.Cause != nil && (!errors.Is(e.Kind, ErrOutcomeUnknown) || !promisesNothingPrinted(e.Cause)) {
		errs = append(errs, e.Cause)
	}
	return errs
}

func promisesNothingPrinted(err error) bool {
	for _, promise := range []error{ErrOffline, ErrRejected, ErrInvalid, ErrUnsupported} {
		if errors.Is(err, promise) {
			return true
		}
	}
	return false
}

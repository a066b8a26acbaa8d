package fiscal

import "errors"

// NewDeviceError turns the error messages of a device into an [*Error]. Its code is
// that of the gravest message: one that leaves the outcome unknown before one that
// refuses before one that only says "not now". Codes and advice: ErpNet.FP's table
// of standard codes.
func NewDeviceError(op, device string, messages []Message) *Error {
	worst := &Error{
		Op: op, Device: device, Kind: ErrOutcomeUnknown,
		Text: "the device failed without naming a reason", Remedy: reconcileFirst,
	}
	found := false
	for _, m := range messages {
		if m.Kind != Failure {
			continue
		}
		remedy, kind := classify(m.Code)
		if !found || gravity(kind) > gravity(worst.Kind) {
			worst.Code, worst.Text, worst.Kind, worst.Remedy = m.Code, m.Text, kind, remedy
			found = true
		}
	}
	return worst
}

func gravity(kind error) int {
	switch {
	case errors.Is(kind, ErrOutcomeUnknown):
		return 2
	case errors.Is(kind, ErrRejected):
		return 1
	}
	return 0
}

const (
	reconcileFirst = "look whether the receipt came out and reconcile before you print again"
	fixReceipt     = "correct the receipt"
	callService    = "call the service of the device"
)

// classify says what a standard error code means for the receipt, and what to do. A
// code that is not known to come before printing leaves the outcome unknown.
func classify(code string) (remedy string, kind error) {
	switch code {
	case "E108":
		return "another program uses the device; try again later", ErrOffline
	case "E102":
		return "charge the battery or plug the device in, then print again", ErrRejected
	case "E103":
		return "set the clock of the device, then print again", ErrRejected
	case "E106":
		return "connect the customer display, then print again", ErrRejected
	case "E110":
		return "use a task id of at most 60 printable characters", ErrRejected
	case "E201", "E204", "E205", "E206", "E207":
		return callService, ErrRejected
	case "E301":
		return "put in a new roll of paper, then print again", ErrRejected
	case "E302":
		return "close the cover, then print again", ErrRejected
	case "E304":
		return "let the print head cool down, then print again", ErrRejected
	}
	return classifyCommand(code)
}

// classifyCommand goes on with the codes from E401.
func classifyCommand(code string) (remedy string, kind error) {
	switch code {
	case "E401", "E402", "E403", "E407", "E410":
		return fixReceipt, ErrRejected
	case "E404", "E405":
		return "finish or reset what is open on the device, check the sale number, then print again", ErrRejected
	case "E406":
		return "use a payment kind that the device takes", ErrRejected
	case "E408":
		return "correct the operator and password; three wrong ones lock some devices", ErrRejected
	case "E411":
		return "use a tax group that is set on the device", ErrRejected
	case "E412", "E413":
		return "the device cannot do this; use another device or another function", ErrRejected
	case "E502":
		return "print the daily Z report, then print again", ErrRejected
	case "E503", "E504", "E505", "E506", "E507", "E508", "E509":
		return "restore the link to the tax office (НАП), or " + callService, ErrRejected
	}
	return reconcileFirst, ErrOutcomeUnknown
}

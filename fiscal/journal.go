package fiscal

import "context"

// State is how far a print has come.
type State string

// The states. A print that is printing or unknown is unsettled.
const (
	StatePending  State = "pending"  // to be printed, nothing was sent
	StatePrinting State = "printing" // bytes may be on their way
	StatePrinted  State = "printed"  // on paper, for ever
	StateFailed   State = "failed"   // nothing was printed; may be tried again
	StateUnknown  State = "unknown"  // must be settled before anything is tried again
)

// Journal is the durable memory of a [Spooler]. What it stores must survive a power
// cut once a call has returned. It is also what keeps two processes from using one
// device, or one job, at a time: Begin must let only one of them through.
type Journal interface {
	// Begin makes job id "printing" and stores the anchor, before the first byte is
	// sent. A job that is new, pending or failed may begin. A printed job is
	// [ErrPrinted]; one that is printing or unknown is [ErrOutcomeUnknown].
	//
	// The anchor is what the device said before the print: Number of its last receipt
	// (where it can tell), Time on its clock, Device and FiscalMemory; and what is
	// about to be printed: TaskID and Amount. Store it whole.
	Begin(ctx context.Context, id string, anchor Result) error
	// Settle stores the outcome: printed with its Result, or failed or unknown with
	// the cause. Settling an unknown job again is how it becomes known; a printed job
	// stays printed.
	Settle(ctx context.Context, id string, s State, r Result, cause error) error
	// Unsettled lists the jobs of a device that are printing or unknown, oldest first;
	// device "" means all devices.
	Unsettled(ctx context.Context, device string) ([]Job, error)
}

// Job is an unsettled entry of a [Journal].
type Job struct {
	// ID as given to Begin.
	ID string
	// State is printing (the program was stopped) or unknown.
	State State
	// Anchor as given to Begin.
	Anchor Result
}

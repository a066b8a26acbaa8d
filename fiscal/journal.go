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
// device, or one job, at a time: of all that call Begin at once it lets one through.
// A unique key on the device of printing jobs does that in a database.
//
// A Journal that also implements [History] makes the Spooler answer sooner and prove
// more; it is not needed for "never twice".
type Journal interface {
	// Begin makes job id "printing" and stores the anchor, before the first byte is
	// sent. A job that is new, pending or failed may begin. A printed job is
	// [ErrPrinted]; one that is printing or unknown is [ErrOutcomeUnknown]. While
	// another job is printing on the anchor's Device it is [ErrOffline]; devices
	// without a name count as one.
	//
	// The anchor is what the device said before the print: Number of its last receipt
	// (where it can tell), Time on its clock, Device and FiscalMemory; what is about
	// to be printed: TaskID, which no other attempt has, and Amount; and Until. Store
	// it whole.
	Begin(ctx context.Context, id string, anchor Result) error
	// Settle stores the outcome: printed with its Result, or failed or unknown with
	// the cause. Settling an unknown job again is how it becomes known; a printed job
	// stays printed.
	//
	// r.TaskID names the attempt. When it is not that of the stored anchor, the job
	// has begun anew meanwhile: then only "printed" is stored, and anything else
	// changes nothing and is no error. An empty TaskID means the stored one.
	Settle(ctx context.Context, id string, s State, r Result, cause error) error
	// Unsettled lists the jobs of a device that are printing or unknown, oldest first;
	// device "" means all devices.
	Unsettled(ctx context.Context, device string) ([]Job, error)
}

// Job is an unsettled entry of a [Journal].
type Job struct {
	// ID as given to Begin.
	ID string
	// State is printing (its program is at it, or was stopped) or unknown.
	State State
	// Anchor as given to Begin.
	Anchor Result
}

// History is a [Journal] that can be asked for what is settled, too.
type History interface {
	// Past is what became of job id so far; the zero Past when it never began.
	Past(ctx context.Context, id string) (Past, error)
	// Holder is the job that is printed as that receipt of the device; "" when no job
	// is. A number that one job holds proves nothing for another.
	Holder(ctx context.Context, device, number string) (id string, err error)
}

// Past is what a [History] knows of a job.
type Past struct {
	State State
	// Result is valid when State is printed.
	Result Result
	// Attempts is how often the job began.
	Attempts int
}

package fiscal

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

// Spooler prints each job once. Make one Spooler per device and share it: its jobs
// queue up, also when many goroutines call at once. Between processes, and between
// two Spoolers, the [Journal] keeps order. Safe for concurrent use.
type Spooler struct {
	printer Printer
	journal Journal
	opts    spoolerOptions
	lane    chan struct{} // holds one token: the right to use the device

	// The rest is guarded by lane.

	// unsaved holds outcomes that the journal refused to take.
	unsaved map[string]Outcome
	// left are jobs that this Spooler began and left printing at the device's server:
	// nobody waits for their results, so they may be asked for at once.
	left map[string]bool
	// held are the receipt numbers that jobs were settled with here.
	held map[string]string
}

// NewSpooler makes a Spooler. The caller keeps p and closes it.
func NewSpooler(p Printer, j Journal, opts ...SpoolerOption) *Spooler {
	o := spoolerOptions{
		log: slog.New(slog.DiscardHandler), patience: time.Minute, quiet: 2 * time.Minute, wait: 15 * time.Second,
		now: wallClock,
	}
	for _, set := range opts {
		set(&o)
	}
	o.complete()
	return &Spooler{
		printer: p, journal: j, opts: o, lane: make(chan struct{}, 1),
		unsaved: map[string]Outcome{}, left: map[string]bool{}, held: map[string]string{},
	}
}

// wallClock goes on while the machine sleeps, unlike the monotonic reading of
// time.Now, so that a program that wakes up knows that its time to print is over.
func wallClock() time.Time {
	return time.Now().Round(0) //nolint:forbidigo // the default of WithClock
}

// Print prints r as job id, once. A job that the journal knows as unsettled is
// reconciled first: if it turns out to be printed, its Result is returned and nothing
// is sent. Errors:
//
//   - [ErrInvalid], [ErrOffline], [ErrRejected]: nothing was printed, call again once
//     the remedy is done;
//   - [ErrOutcomeUnknown]: do not print again, see [Spooler.Reconcile];
//   - [ErrPrinted]: the journal has this job as printed; the Result is valid when the
//     journal is a [History];
//   - [ErrUnrecorded]: printed, and the Result is valid, but the journal failed.
//
// Once the first byte is sent a cancelled ctx no longer stops the print: half a
// receipt helps nobody. [WithPrintTimeout] bounds it.
func (s *Spooler) Print(ctx context.Context, id string, r Receipt) (Result, error) {
	if err := r.Validate(); err != nil {
		return Result{}, err
	}
	return s.run(ctx, job{op: "print", id: id, receipt: r, send: func(ctx context.Context, taskID string) (Result, error) {
		r.TaskID = taskID
		return s.printer.Print(ctx, r)
	}})
}

// Reverse prints a storno as job id, once; everything said about [Spooler.Print]
// holds.
func (s *Spooler) Reverse(ctx context.Context, id string, r Reversal) (Result, error) {
	if err := r.Validate(); err != nil {
		return Result{}, err
	}
	return s.run(ctx, job{op: "reverse", id: id, receipt: r.Receipt, send: func(ctx context.Context, taskID string) (Result, error) {
		r.TaskID = taskID
		return s.printer.Reverse(ctx, r)
	}})
}

// job is one call of Print or Reverse.
type job struct {
	op, id  string
	receipt Receipt
	send    func(ctx context.Context, taskID string) (Result, error)
}

// run is the life of a print. The order of its steps is what makes it safe:
//
//  1. what became of this job before: a job that is printed or unknown ends here,
//     whatever the device says;
//  2. the device is asked how it is; nothing that prints is sent;
//  3. what others have left on the device is settled, and a live print waited for;
//  4. the device is claimed: one program gets through, and the anchor is durable;
//  5. the anchor is compared with the device once more, now that nobody else uses it;
//  6. the first byte is sent, and the outcome settled.
//
// A program that dies before 4 leaves nothing; later it leaves a printing job that
// others do not touch until its time is up, and then judge by the anchor.
func (s *Spooler) run(ctx context.Context, j job) (Result, error) {
	if j.id == "" {
		return Result{}, invalid("%s: the job has no id", j.op)
	}
	if err := s.enter(ctx); err != nil {
		return Result{}, err
	}
	defer s.leave()
	attempts, result, done, err := s.earlier(ctx, j) // 1
	if done || err != nil {
		return result, err
	}
	a, err := s.claim(ctx, j, attempts) // 2 to 5
	if err != nil {
		return Result{}, err
	}
	return s.send(ctx, j, a) // 6
}

func (s *Spooler) enter(ctx context.Context) error {
	select {
	case s.lane <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("fiscal: waiting for the device: %w", ctx.Err())
	}
}

func (s *Spooler) leave() { <-s.lane }

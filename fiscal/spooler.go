package fiscal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/shopspring/decimal"
)

// Spooler prints each job once. Make one Spooler per device and share it: its jobs
// queue up, also when many goroutines call at once. Between processes, and between
// two Spoolers, the [Journal] keeps order. Safe for concurrent use.
type Spooler struct {
	printer Printer
	journal Journal
	opts    spoolerOptions
	lane    chan struct{} // holds one token: the right to use the device

	// unsaved holds outcomes that the journal refused to take; guarded by lane.
	unsaved map[string]Outcome
}

type spoolerOptions struct {
	log         *slog.Logger
	patience    time.Duration
	quiet       time.Duration
	otherDevice bool
}

// SpoolerOption changes how a [Spooler] works.
type SpoolerOption func(*spoolerOptions)

// WithLogger sends a line per job to log. Default: nothing is logged.
func WithLogger(log *slog.Logger) SpoolerOption {
	return func(o *spoolerOptions) {
		if log != nil {
			o.log = log
		}
	}
}

// WithPrintTimeout limits one print. Default: 60 seconds.
func WithPrintTimeout(d time.Duration) SpoolerOption {
	return func(o *spoolerOptions) {
		if d > 0 {
			o.patience = d
		}
	}
}

// WithQuietTime sets how long ago a print must have begun before an unchanged last
// receipt proves that it did not happen. Default: 2 minutes. Devices that answer by
// task id do not need it.
func WithQuietTime(d time.Duration) SpoolerOption {
	return func(o *spoolerOptions) {
		if d > 0 {
			o.quiet = d
		}
	}
}

// WithOtherDevice lets a device print sale numbers that carry another device's
// number, as after its replacement. Default: refuse them.
func WithOtherDevice() SpoolerOption {
	return func(o *spoolerOptions) { o.otherDevice = true }
}

// NewSpooler makes a Spooler. The caller keeps p and closes it.
func NewSpooler(p Printer, j Journal, opts ...SpoolerOption) *Spooler {
	o := spoolerOptions{
		log: slog.New(slog.DiscardHandler), patience: time.Minute, quiet: 2 * time.Minute,
	}
	for _, set := range opts {
		set(&o)
	}
	return &Spooler{printer: p, journal: j, opts: o, lane: make(chan struct{}, 1), unsaved: map[string]Outcome{}}
}

// Print prints r as job id, once. A job that the journal knows as unsettled is
// reconciled first: if it turns out to be printed, its Result is returned and nothing
// is sent. Errors:
//
//   - [ErrInvalid], [ErrOffline], [ErrRejected]: nothing was printed, call again once
//     the remedy is done;
//   - [ErrOutcomeUnknown]: do not print again, see [Spooler.Reconcile];
//   - [ErrPrinted]: the journal has this job as printed;
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

func (s *Spooler) run(ctx context.Context, j job) (Result, error) {
	if j.id == "" {
		return Result{}, invalid("%s: the job has no id", j.op)
	}
	if err := s.enter(ctx); err != nil {
		return Result{}, err
	}
	defer s.leave()
	anchor, err := s.prepare(ctx, j)
	if err != nil {
		return Result{}, err
	}
	if earlier, done, err := s.earlier(ctx, j, anchor); done {
		return earlier, err
	}
	result, err := s.attempt(ctx, j, anchor)
	if errors.Is(err, ErrTaskUsed) {
		// The server remembers the id of an earlier, failed try and takes no second
		// print under it.
		anchor.TaskID = j.id + "~" + rand.Text()[:8]
		result, err = s.attempt(ctx, j, anchor)
	}
	return result, err
}

// attempt is the part that may leave a receipt behind.
func (s *Spooler) attempt(ctx context.Context, j job, anchor Result) (Result, error) {
	if err := s.journal.Begin(ctx, j.id, anchor); err != nil {
		return Result{}, fmt.Errorf("fiscal: %s %s: the journal did not let it begin, nothing was sent: %w", j.op, j.id, err)
	}
	printing, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.opts.patience)
	defer cancel()
	result, err := j.send(printing, anchor.TaskID)
	o := Outcome{Job: Job{ID: j.id, State: StatePrinting, Anchor: anchor}, State: stateAfter(err), Result: result, Cause: err}
	if o.State == StatePrinted {
		o.Result = complete(result, anchor)
	}
	return o.Result, s.settle(ctx, o)
}

// complete fills what the device did not repeat and compares the sums.
func complete(r, anchor Result) Result {
	if r.TaskID == "" {
		r.TaskID = anchor.TaskID
	}
	if r.Device == "" {
		r.Device = anchor.Device
	}
	if r.FiscalMemory == "" {
		r.FiscalMemory = anchor.FiscalMemory
	}
	if !r.Amount.IsZero() && !r.Amount.Equal(anchor.Amount) {
		r.Warnings = append(r.Warnings, Message{Kind: Warning, Text: amountDiffers(r.Amount, anchor.Amount)})
	}
	return r
}

func amountDiffers(printed, wanted decimal.Decimal) string {
	return fmt.Sprintf("the device printed %s instead of %s; compare the paper with the document",
		printed.StringFixed(moneyPlaces), wanted.StringFixed(moneyPlaces))
}

// stateAfter is the outcome of a send. An error that promises nothing leaves the
// outcome unknown.
func stateAfter(err error) State {
	switch {
	case err == nil:
		return StatePrinted
	case errors.Is(err, ErrOutcomeUnknown):
		return StateUnknown
	case promisesNothingPrinted(err):
		return StateFailed
	}
	return StateUnknown
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

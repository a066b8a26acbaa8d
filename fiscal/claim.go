package fiscal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"
)

// attempt is a claimed device: its anchor is durable and nobody else prints on it.
type attempt struct {
	anchor Result
	// deadline is when the last byte may leave, on our clock. Others judge the job
	// only after it, see Result.Until.
	deadline time.Time
}

// maxStale is how often another program may print in the moment between the look at
// the device and the claim before we give up.
const maxStale = 3

// claim takes the device for the job. A claim whose anchor was overtaken is given back
// as failed, for nothing was sent, and made again.
func (s *Spooler) claim(ctx context.Context, j job, attempts int) (attempt, error) {
	for n := 1; ; n++ {
		a, err := s.reserve(ctx, j, attempts+n)
		if err != nil {
			return attempt{}, err
		}
		overtaken := s.confirm(ctx, j, a)
		if overtaken == nil {
			return a, nil
		}
		o := Outcome{Job: Job{ID: j.id, State: StatePrinting, Anchor: a.anchor}, State: StateFailed, Cause: overtaken}
		err = s.settle(ctx, o)
		if _, unsaved := s.unsaved[j.id]; unsaved || !errors.Is(overtaken, errOvertaken) || n == maxStale {
			return attempt{}, err
		}
	}
}

// reserve waits until the device is free, makes the anchor and lets the journal choose
// among all who want the device.
func (s *Spooler) reserve(ctx context.Context, j job, attemptNo int) (attempt, error) {
	for left := s.opts.wait; ; left -= busyPause {
		a, err := s.anchor(ctx, j, attemptNo)
		if err == nil {
			err = s.begin(ctx, j, a)
		}
		if err == nil || !errors.Is(err, errBusy) || left <= 0 {
			return a, err
		}
		if err := pause(ctx, min(busyPause, left)); err != nil {
			return attempt{}, fmt.Errorf("fiscal: %s %s: waiting for the device, nothing was sent: %w", j.op, j.id, err)
		}
	}
}

// busyPause lies between two looks at a device that another program uses.
const busyPause = 250 * time.Millisecond

// anchor asks the device how it is, settles what was left on it, and notes where it
// stands. Nothing that prints is sent.
func (s *Spooler) anchor(ctx context.Context, j job, attemptNo int) (attempt, error) {
	asked := s.opts.now()
	status, err := s.prepare(ctx, j)
	if err != nil {
		return attempt{}, err
	}
	outcomes, err := s.reconcile(ctx, status)
	if err != nil {
		return attempt{}, fmt.Errorf("fiscal: %s %s: settling earlier receipts first, nothing was sent: %w", j.op, j.id, err)
	}
	if err := blocked(outcomes, j, Result{Device: status.Device}); err != nil {
		return attempt{}, err
	}
	if status, err = s.free(ctx, j, status); err != nil {
		return attempt{}, err
	}
	last, err := s.lastReceipt(ctx, j.op)
	if err != nil {
		return attempt{}, err
	}
	start := s.clock(status)
	anchor := Result{
		TaskID: attemptID(j.id, attemptNo), Number: last.Number, Time: status.Time, Amount: j.receipt.Total(),
		Device: status.Device, FiscalMemory: status.FiscalMemory, Until: start.Add(s.opts.quiet),
	}
	if err := blocked(outcomes, j, anchor); err != nil {
		return attempt{}, err
	}
	return attempt{anchor: anchor, deadline: asked.Add(s.opts.patience)}, nil
}

// attemptID is never given twice: a server that has seen an id takes no second print
// under it, not even after a try that printed nothing. The number is for people.
func attemptID(id string, attemptNo int) string {
	return fmt.Sprintf("%s~%d-%s", id, attemptNo, rand.Text()[:8])
}

// begin is the claim itself.
func (s *Spooler) begin(ctx context.Context, j job, a attempt) error {
	err := s.journal.Begin(ctx, j.id, a.anchor)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrOffline):
		return busy(j.op, a.anchor.Device, "another print is going on", err)
	}
	return fmt.Errorf("fiscal: %s %s: the journal did not let it begin, nothing was sent: %w", j.op, j.id, err)
}

// confirm looks whether the anchor was still true when the device was claimed. From
// there on nobody else prints, so it stays true until the first byte.
func (s *Spooler) confirm(ctx context.Context, j job, a attempt) error {
	if a.anchor.Number != "" {
		last, err := s.lastReceipt(ctx, j.op)
		if err != nil {
			return err
		}
		if last.Number != a.anchor.Number {
			return &Error{
				Op: j.op, Device: a.anchor.Device, Kind: ErrOffline, Cause: errOvertaken,
				Remedy: "try again; if it happens often, let all programs print through one journal",
			}
		}
		if err := s.alone(ctx, j, a); err != nil {
			return err
		}
	}
	if !s.opts.now().Before(a.deadline) {
		return &Error{Op: j.op, Device: a.anchor.Device, Kind: ErrOffline, Cause: errTooLate, Remedy: "try again"}
	}
	return nil
}

// alone looks for a job that waits for the same receipt number.
func (s *Spooler) alone(ctx context.Context, j job, a attempt) error {
	jobs, err := s.journal.Unsettled(ctx, a.anchor.Device)
	if err != nil {
		return offline(ctx, j.op, "reading the unsettled jobs", err)
	}
	for _, open := range jobs {
		if err := (Outcome{Job: open, State: StateUnknown}).blocks(j, a.anchor); err != nil {
			return err
		}
	}
	return nil
}

var (
	errOvertaken = errors.New("another program has printed meanwhile")
	errTooLate   = errors.New("the program was held up until the time for this print was over")
	errBusy      = errors.New("the device is in use")
)

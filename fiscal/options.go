package fiscal

import (
	"log/slog"
	"time"
)

type spoolerOptions struct {
	log         *slog.Logger
	patience    time.Duration
	quiet       time.Duration
	wait        time.Duration
	otherDevice bool
	now         func() time.Time
}

// settleTime is what a program needs after its print timeout to write down what it
// knows.
const settleTime = 2 * journalTime

func (o *spoolerOptions) complete() {
	if least := o.patience + settleTime; o.quiet < least {
		// Judged earlier, a print could still come out after it was called failed.
		o.quiet = least
	}
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

// WithQuietTime sets how long after its beginning a print is left to the program that
// began it. Only then does another program, or this one after a restart, ask what
// became of it, and only then does an unchanged last receipt prove that nothing was
// printed. Default: 2 minutes, and never less than the print timeout plus 30 seconds,
// whatever is set. It is stored with each print, so that programs with different
// settings respect one another.
func WithQuietTime(d time.Duration) SpoolerOption {
	return func(o *spoolerOptions) {
		if d > 0 {
			o.quiet = d
		}
	}
}

// WithQueueTime limits how long a job waits for one that another program is printing
// on the device; then it is [ErrOffline]. Zero or less: not at all. Default: 15
// seconds. Jobs of the same Spooler wait as long as their context allows.
func WithQueueTime(d time.Duration) SpoolerOption {
	return func(o *spoolerOptions) { o.wait = d }
}

// WithOtherDevice lets a device print sale numbers that carry another device's
// number, as after its replacement. Default: refuse them.
func WithOtherDevice() SpoolerOption {
	return func(o *spoolerOptions) { o.otherDevice = true }
}

// WithClock replaces time.Now. It bounds a print, and stands in for the clock of a
// device that has none.
func WithClock(now func() time.Time) SpoolerOption {
	return func(o *spoolerOptions) {
		if now != nil {
			o.now = now
		}
	}
}

package syncer

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// Runner runs import and export by their start modes until it is stopped.
//
// Import and export go on beside one another, each one run after the other. A
// quantity run begins when an import has ended that began no earlier than the
// quantity run was due, so that the shop is never told to sell what it has sold
// already; it waits for no import whose own delay is not over, or that has just
// failed, and then reads the new orders itself.
//
// A run that fails is reported each time and never switches its schedule off.
// Runs of other processes are waited for (ErrBusy).
type Runner struct {
	cfg    RunnerConfig
	engine engine
	now    func() time.Time
	told   sync.Mutex // one call of Done at a time
}

// engine is the part of a Syncer that a Runner needs.
type engine interface {
	Import(ctx context.Context, o ImportOptions) (Report, error)
	Export(ctx context.Context, o ExportOptions) (Report, error)
}

// Start is a start mode: the first run after Delay, then one in every Every,
// counted from begin to begin. No delay is "При стартиране на сървъра". With
// Every zero the task does not run.
type Start struct{ Delay, Every time.Duration }

// RunnerConfig says when each task runs. At least one of them runs.
type RunnerConfig struct {
	Import, Catalogue, Quantities, Partners Start

	// Jitter is added to each wait, so that the runs of many warehouses do not
	// meet at one shop. Nil: by chance, up to a tenth of Every.
	Jitter func(every time.Duration) time.Duration
	// Done is told of each run when it has ended, of one at a time. Nil is
	// allowed.
	Done func(ctx context.Context, e RunEnd)
}

// RunEnd is a run of a Runner that has ended.
type RunEnd struct {
	Task   Task
	Report Report
	// Err is ErrBusy when another process was at work, which counts as no
	// failure, and an error of the context when the run was told to stop.
	Err error
	// Failures counts the failed runs of the task in succession, this one
	// included.
	Failures int
	// Next is when the task is due again.
	Next time.Time
}

// NewRunner makes a Runner of an engine. All faults of the configuration are
// reported at once, each a *Problem with a remedy; a task that the engine has
// switched off is one.
func NewRunner(s *Syncer, cfg RunnerConfig) (*Runner, error) {
	if err := errors.Join(cfg.validate(), cfg.suits(s)); err != nil {
		return nil, err
	}

	return newRunner(s, cfg, s.cfg.Now), nil
}

func newRunner(e engine, cfg RunnerConfig, now func() time.Time) *Runner {
	if cfg.Jitter == nil {
		cfg.Jitter = func(every time.Duration) time.Duration {
			return rand.N(every/10 + 1) //nolint:gosec // nobody is kept from guessing it
		}
	}

	return &Runner{cfg: cfg, engine: e, now: now}
}

// Run runs the tasks until ctx ends, and then the record in hand to its end. It
// returns when every run has ended and was told; the end of ctx is no error.
func (r *Runner) Run(ctx context.Context) error {
	l := r.lanes()

	var going sync.WaitGroup

	for _, lane := range [][]*schedule{l.imports, l.exports} {
		going.Go(func() { l.follow(ctx, lane) })
	}

	going.Wait()

	return nil
}

func (c RunnerConfig) starts() map[Task]Start {
	return map[Task]Start{
		TaskImport: c.Import, TaskCatalogue: c.Catalogue, TaskQuantities: c.Quantities, TaskPartners: c.Partners,
	}
}

func (c RunnerConfig) validate() error {
	const least = time.Second

	var (
		errs []error
		runs bool
	)

	for task, s := range c.starts() {
		if s.Delay < 0 || s.Every < 0 || s.Every > 0 && s.Every < least {
			errs = append(errs, invalid(string(task)+".start", s.Delay.String()+", "+s.Every.String(),
				"no delay or a positive one, and an interval of at least "+least.String()))
		}

		runs = runs || s.Every > 0
	}

	if !runs {
		errs = append(errs, invalid("start", "", "an interval for at least one task"))
	}

	return errors.Join(errs...)
}

// suits refuses tasks that could do nothing.
func (c RunnerConfig) suits(s *Syncer) error {
	var errs []error

	for task, on := range map[Task]bool{
		TaskImport: s.importing, TaskCatalogue: s.cfg.Export.Goods, TaskQuantities: s.cfg.Export.Quantities,
		TaskPartners: s.cfg.Export.Partners,
	} {
		if c.starts()[task].Every > 0 && !on {
			errs = append(errs, invalid(string(task)+".start", c.starts()[task].Every.String(), "none, while this task is switched off"))
		}
	}

	return errors.Join(errs...)
}

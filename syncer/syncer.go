package syncer

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"

	"github.com/skladmost/skladmost/fiscal"
)

// Syncer brings a warehouse and a shop together. It is safe for concurrent
// use; two runs of one direction exclude each other with ErrBusy, also across
// processes.
type Syncer struct {
	cfg Config
	// importing tells that an import is configured; an export needs none of it.
	importing bool
	// spooler queues the jobs of the one printer; nil without one. It outlives
	// the runs, because it keeps outcomes that the ledger did not take.
	spooler *fiscal.Spooler
}

// New checks the configuration and returns a Syncer. It reaches neither side:
// Check does. All faults are reported at once, each a *Problem with a remedy.
func New(cfg Config) (*Syncer, error) {
	importing := cfg.importing()
	cfg.setDefaults()

	if err := cfg.validate(importing); err != nil {
		return nil, err
	}

	s := &Syncer{cfg: cfg, importing: importing}
	if cfg.Fiscal.Printer != nil {
		s.spooler = fiscal.NewSpooler(cfg.Fiscal.Printer, receiptJournal{s}, fiscal.WithLogger(cfg.Logger))
	}

	return s, nil
}

// Export brings the catalogue and the quantities to the shop, as far as they
// are switched on. The Report is valid beside every error; what was done is
// recorded, and the next run goes on from there.
func (s *Syncer) Export(ctx context.Context, o ExportOptions) (Report, error) {
	if err := o.validate(); err != nil {
		return Report{Direction: Export}, err
	}

	return s.run(ctx, Export, o.Only, func(ctx context.Context, r *run) error { return r.export(ctx, o) })
}

// Import brings the shop's nomenclature and orders to Склад Pro, as far as they
// are switched on, and prints receipts where a printer is configured. The
// Report is valid beside every error.
func (s *Syncer) Import(ctx context.Context, o ImportOptions) (Report, error) {
	if err := o.validate(); err != nil {
		return Report{Direction: Import}, err
	}

	return s.run(ctx, Import, "", func(ctx context.Context, r *run) error { return r.importAll(ctx, o) })
}

// PlanExport is what Export would do now. Nothing is read before the plan's
// Actions are ranged over, and nothing is ever written. Where Limits would stop
// the run, the actions are followed by its error.
func (s *Syncer) PlanExport(ctx context.Context, o ExportOptions) *Plan {
	return s.plan(ctx, Export, func(ctx context.Context, r *run, yield func(Action) error) error {
		if err := o.validate(); err != nil {
			return err
		}

		return r.planExport(ctx, o, yield)
	})
}

// PlanImport is what Import would do now.
func (s *Syncer) PlanImport(ctx context.Context, o ImportOptions) *Plan {
	return s.plan(ctx, Import, func(ctx context.Context, r *run, yield func(Action) error) error {
		if err := o.validate(); err != nil {
			return err
		}

		return r.planImport(ctx, o, yield)
	})
}

// run is one export or import while it goes on.
type run struct {
	*Syncer

	direction Direction
	id        string
	report    *Report
	facts     facts
	dry       bool // plans only: nothing is written
	careful   bool // the process of the run before died, see noted

	// printerDown is why the printer could not be used, once it was tried: what
	// follows in the run does not wait for it again.
	printerDown error
}

// run wraps a direction: lease, events, report, history.
func (s *Syncer) run(ctx context.Context, d Direction, only Kind, do func(context.Context, *run) error) (Report, error) {
	ctx = s.hearing(ctx)
	r := s.newRun(d)
	r.report.Only = only
	s.observe(ctx, Started{Direction: d, Run: r.id})

	err := s.leased(ctx, r, do)
	r.report.Ended = s.cfg.Now().UTC()
	r.emptyHanded(err)
	r.remember(ctx, err)
	s.observe(ctx, Ended{Report: *r.report, Err: err})
	s.cfg.Logger.InfoContext(ctx, "run ended", slog.String("direction", string(d)),
		slog.String("run", r.id), slog.Int("parked", len(r.report.Parked)), slog.Any("error", err))

	return *r.report, err
}

func (s *Syncer) newRun(d Direction) *run {
	var id [8]byte

	_, _ = rand.Read(id[:]) // never fails, see crypto/rand

	return &run{
		Syncer: s, direction: d, id: hex.EncodeToString(id[:]),
		report: &Report{Direction: d, Run: hex.EncodeToString(id[:]), Started: s.cfg.Now().UTC(), Buckets: map[Kind]Bucket{}},
	}
}

// hearing is a context in which the Observer hears of repeated requests.
func (s *Syncer) hearing(ctx context.Context) context.Context {
	shop, ok := s.cfg.Shop.(RetryTeller)
	if !ok || s.cfg.Observer == nil {
		return ctx
	}

	return shop.TellRetries(ctx, func(e Retried) { s.observe(ctx, e) })
}

func (s *Syncer) observe(ctx context.Context, e Event) {
	if s.cfg.Observer != nil {
		s.cfg.Observer.Observe(ctx, e)
	}
}

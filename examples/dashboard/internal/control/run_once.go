package control

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

// ErrAtWork is why a single run is refused: its direction works by its schedule,
// or stops only now.
var ErrAtWork = errors.New("control: the direction is at work; stop it first")

// RunExport makes one export with options of its own; RunImport likewise. The
// direction must be stopped (ErrAtWork), and is stopped again afterwards: nothing
// of a single run is remembered. Stop ends it after the record in hand.
func (c *Control) RunExport(o syncer.ExportOptions) error {
	return c.runOnce(syncer.Export, func(ctx context.Context, s *assembly.Session) (syncer.Report, error) { return s.Export(ctx, o) })
}

// RunImport makes one import with options of its own, see RunExport.
func (c *Control) RunImport(o syncer.ImportOptions) error {
	return c.runOnce(syncer.Import, func(ctx context.Context, s *assembly.Session) (syncer.Report, error) { return s.Import(ctx, o) })
}

type run func(context.Context, *assembly.Session) (syncer.Report, error)

func (c *Control) runOnce(d syncer.Direction, do run) error {
	l := c.lanes[d]

	defer c.tell()

	l.mu.Lock()
	defer l.mu.Unlock()

	if l.stop != nil || c.ctx.Err() != nil {
		return ErrAtWork
	}

	ctx, stop := context.WithCancel(c.ctx)
	l.stop, l.single, l.state.On = stop, true, true

	c.going.Go(func() {
		report, err := l.once(ctx, do)
		if ctx.Err() != nil {
			err = nil // it was told to stop
		}

		l.change(func(s *Lane) { s.Report, s.Err = report, err })
		stop()
		l.over() //nolint:contextcheck // what begins anew has a context of its own
	})

	return nil
}

func (l *lane) once(ctx context.Context, do run) (syncer.Report, error) {
	cfg, err := l.control.Config()
	if err != nil {
		return syncer.Report{}, err
	}

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: application, Observer: l, Logger: l.control.opts.Logger})
	if err != nil {
		return syncer.Report{}, err
	}

	report, err := do(ctx, s)

	return report, errors.Join(err, s.Close())
}

package control

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/syncer"
)

// lane runs one direction.
type lane struct {
	control   *Control
	direction syncer.Direction

	mu     sync.Mutex
	state  Lane
	began  time.Time          // of the kind that is looked at
	told   time.Time          // when a step was published last
	stop   context.CancelFunc // of the schedule; nil at rest
	again  context.CancelFunc // of the present session, to open a new one
	stale  bool               // the settings were saved during a run
	waited bool               // a first run has begun: the delay is over
}

// Start puts a direction to work: a first run now, then by its schedule. One
// that is at work stays so.
func (c *Control) Start(d syncer.Direction) error {
	err := c.remember(d, true)
	c.begin(d, true)

	return err
}

func (c *Control) begin(d syncer.Direction, now bool) {
	l := c.lanes[d]

	l.mu.Lock()
	defer c.tell()
	defer l.mu.Unlock()

	if l.stop != nil || c.ctx.Err() != nil {
		return
	}

	ctx, stop := context.WithCancel(c.ctx)
	l.stop, l.waited = stop, now
	l.state.On, l.state.Stopping, l.state.Err = true, false, nil

	c.going.Go(func() { l.follow(ctx) })
}

// Stop ends a direction's work after the record in hand.
func (c *Control) Stop(d syncer.Direction) error {
	err := c.remember(d, false)
	l := c.lanes[d]

	l.mu.Lock()
	if l.stop != nil {
		l.stop()

		l.state.Stopping = true
	}
	l.mu.Unlock()
	c.tell()

	return err
}

// follow works until ctx ends; a session that cannot be opened is tried again.
func (l *lane) follow(ctx context.Context) {
	const again = 30 * time.Second

	for ctx.Err() == nil {
		if err := l.session(ctx); err != nil && ctx.Err() == nil {
			l.failed(err, again)
			pause(ctx, again)
		}
	}

	l.change(func(s *Lane) {
		s.On, s.Stopping, s.Running, s.Next, s.Retry = false, false, false, time.Time{}, nil
		l.stop = nil
	})
}

// session follows the schedule until ctx ends or the settings change.
func (l *lane) session(ctx context.Context) error {
	ctx, again := context.WithCancel(ctx)
	defer again()

	cfg, err := l.control.Config()
	if err != nil {
		return err
	}

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: application, Observer: l, Logger: l.control.opts.Logger})
	if err != nil {
		return err
	}

	return errors.Join(l.runs(ctx, s, again), s.Close())
}

func (l *lane) runs(ctx context.Context, s *assembly.Session, again context.CancelFunc) error {
	runner, err := syncer.NewRunner(s.Syncer, l.starts(assembly.Starts(s.Config)))
	if err != nil {
		return err
	}

	l.mu.Lock()
	l.again, l.stale = again, false
	l.mu.Unlock()

	return runner.Run(ctx)
}

// starts are those of the lane's own tasks, without a delay when a person has
// pressed the button or a first run was made.
func (l *lane) starts(c syncer.RunnerConfig) syncer.RunnerConfig {
	if l.direction == syncer.Import {
		c.Catalogue, c.Quantities, c.Partners = syncer.Start{}, syncer.Start{}, syncer.Start{}
	} else {
		c.Import = syncer.Start{}
	}

	l.mu.Lock()
	defer l.mu.Unlock()

	if l.waited {
		c.Import.Delay, c.Catalogue.Delay, c.Quantities.Delay, c.Partners.Delay = 0, 0, 0, 0
	}

	c.Done = l.ended
	l.state.Next = l.control.opts.Now().Add(least(c))

	return c
}

// least is the shortest delay among the tasks that run.
func least(c syncer.RunnerConfig) time.Duration {
	shortest := time.Duration(-1)

	for _, s := range []syncer.Start{c.Import, c.Catalogue, c.Quantities, c.Partners} {
		if s.Every > 0 && (shortest < 0 || s.Delay < shortest) {
			shortest = s.Delay
		}
	}

	return max(shortest, 0)
}

// renew opens a new session: now, or after the present run.
func (l *lane) renew() {
	l.mu.Lock()
	defer l.mu.Unlock()

	l.stale = true
	if l.again != nil && !l.state.Running {
		l.again()
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

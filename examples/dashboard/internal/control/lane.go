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

	mu       sync.Mutex
	state    Lane
	began    time.Time                 // of the kind that is looked at
	told     time.Time                 // when a step was published last
	held     bool                      // a step is held back, and comes in a moment
	due      map[syncer.Task]time.Time // the next run of each of its tasks
	stop     context.CancelFunc        // of the schedule; nil at rest
	restart  bool                      // it was told to start while it stops, or during a single run
	single   bool                      // it makes a single run and has no schedule
	again    context.CancelFunc        // of the present session, to open a new one
	stale    bool                      // the settings were saved during a run
	unopened bool                      // the error is of a session that could not be opened
	waited   bool                      // a first run has begun: the delay is over
}

// Start puts a direction to work: a first run now, then by its schedule. One
// that is at work stays so; one that is stopping, or makes a single run, begins
// afterwards.
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

	switch {
	case c.ctx.Err() != nil:
	case l.stop != nil:
		l.restart, l.state.Stopping = l.state.Stopping || l.single || l.restart, false
	default:
		l.launch(now)
	}
}

// launch begins a schedule; l.mu is held.
func (l *lane) launch(now bool) {
	ctx, stop := context.WithCancel(l.control.ctx)
	l.stop, l.waited, l.state.On = stop, now, true

	l.control.going.Go(func() { l.follow(ctx) })
}

// Stop ends a direction's work after the record in hand.
func (c *Control) Stop(d syncer.Direction) error {
	err := c.remember(d, false)
	l := c.lanes[d]

	l.mu.Lock()
	if l.stop != nil {
		l.stop()

		l.restart, l.state.Stopping = false, true
	}
	l.mu.Unlock()
	c.tell()

	return err
}

// follow works until it is told to stop.
func (l *lane) follow(ctx context.Context) {
	for ctx.Err() == nil {
		l.turn(ctx)
	}

	l.over() //nolint:contextcheck // what begins anew has a context of its own
}

// over is the end of a schedule, and the begin of another one when the direction
// was told to start meanwhile.
func (l *lane) over() {
	l.change(func(s *Lane) {
		s.On, s.Stopping, s.Running, s.Next, s.Retry = false, false, false, time.Time{}, nil
		l.stop, l.single = nil, false

		if l.restart && l.control.ctx.Err() == nil {
			l.launch(true)
		}

		l.restart = false
	})
}

// turn is one session: until the schedule ends or other settings are saved. One
// that cannot be opened is tried again after a while, or with other settings.
func (l *lane) turn(ctx context.Context) {
	const retry = 30 * time.Second

	ctx, again := context.WithCancel(ctx)
	defer again()

	l.mu.Lock()
	l.again, l.stale = again, false // before the settings are read: what is saved from here on counts
	l.mu.Unlock()

	if err := l.session(ctx); err != nil && ctx.Err() == nil {
		l.failed(err, retry)
		pause(ctx, retry)
	}
}

func (l *lane) session(ctx context.Context) error {
	cfg, err := l.control.Config()
	if err != nil {
		return err
	}

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: application, Observer: l, Logger: l.control.opts.Logger})
	if err != nil {
		return err
	}

	return errors.Join(l.runs(ctx, s), s.Close())
}

func (l *lane) runs(ctx context.Context, s *assembly.Session) error {
	starts := l.starts(assembly.Starts(s.Config))

	runner, err := syncer.NewRunner(s.Syncer, starts)
	if err != nil {
		return err
	}

	l.opened(starts)

	return runner.Run(ctx)
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

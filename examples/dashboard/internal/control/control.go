package control

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// application is the name that the shop reads in User-Agent.
const application = "skladmost-dashboard"

// asking is the most patience of a page: somebody is waiting for it.
const asking = 5 * time.Second

// Options of a Control. ConfigFile is required.
type Options struct {
	// ConfigFile is read anew for each page and each start, so that what was
	// saved counts from the next run on.
	ConfigFile string
	// Env looks variables of the environment up. Nil: none is set.
	Env config.Env
	// Logger defaults to one that discards.
	Logger *slog.Logger
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
}

// Control runs both directions. It is safe for concurrent use.
type Control struct {
	opts    Options
	hub     *hub
	lanes   map[syncer.Direction]*lane
	going   sync.WaitGroup
	opening sync.Mutex      // nothing begins beside the directions while they are shut
	keeping sync.Mutex      // of the file that remembers what is on
	telling sync.Mutex      // states are published in the order in which they are made
	ctx     context.Context //nolint:containedctx // runs outlive the request that starts them; Close ends it
	cancel  context.CancelFunc
}

// New makes a Control with both directions at rest. Close it.
func New(o Options) *Control {
	if o.Env == nil {
		o.Env = func(string) (string, bool) { return "", false }
	}

	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}

	if o.Now == nil {
		o.Now = time.Now
	}

	c := &Control{opts: o, hub: newHub(), lanes: map[syncer.Direction]*lane{}}
	c.ctx, c.cancel = context.WithCancel(context.Background())

	for _, d := range []syncer.Direction{syncer.Export, syncer.Import} {
		c.lanes[d] = &lane{control: c, direction: d, state: Lane{Direction: d}, due: map[syncer.Task]time.Time{}}
	}

	c.tell()

	return c
}

// Close stops both directions after the record in hand and waits for them. What
// was on is on again after Resume.
func (c *Control) Close() {
	c.shut()
	c.going.Wait()
	c.hub.close()
}

// shut lets no direction begin any more, not even one whose button is pressed
// right now, and tells those that work.
func (c *Control) shut() {
	c.opening.Lock()
	defer c.opening.Unlock()

	for _, l := range c.lanes {
		l.mu.Lock()
		defer l.mu.Unlock()
	}

	c.cancel()
}

// begun lets do go on in the process, unless that is shut; Close waits for it.
func (c *Control) begun(do func()) bool {
	c.opening.Lock()
	defer c.opening.Unlock()

	if c.ctx.Err() != nil {
		return false
	}

	c.going.Go(do)

	return true
}

// Config reads the configuration.
func (c *Control) Config() (config.Config, error) {
	return config.Load(c.opts.ConfigFile, c.opts.Env)
}

// ConfigFile is where the settings are.
func (c *Control) ConfigFile() string { return c.opts.ConfigFile }

// Env looks variables of the environment up for who reads the settings.
func (c *Control) Env() config.Env { return c.opts.Env }

// With opens a session for as long as do runs, with little patience for the
// shop: a person waits for the answer.
func (c *Control) With(ctx context.Context, do func(*assembly.Session) error) error {
	cfg, err := c.Config()
	if err != nil {
		return err
	}

	cfg.Shop.Patience = min(cfg.Shop.Patience, asking)

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: application, Logger: c.opts.Logger})
	if err != nil {
		return err
	}

	return errors.Join(do(s), s.Close())
}

// Install makes the ledger's tables in the database; those of Склад Pro are not
// touched.
func (c *Control) Install(ctx context.Context) error {
	cfg, err := config.LoadWarehouse(c.opts.ConfigFile, c.opts.Env)
	if err != nil {
		return err
	}

	db, err := warehouse.Open(ctx, cfg.Warehouse.DSN)
	if err != nil {
		return err
	}

	return errors.Join(ledger.Install(ctx, db), db.Close())
}

// Changed tells that the settings were saved: a direction that rests between two
// runs goes on with them at once, one that is at work after its run.
func (c *Control) Changed() {
	for _, l := range c.lanes {
		l.renew()
	}
}

// tell publishes the present state.
func (c *Control) tell() {
	c.telling.Lock()
	defer c.telling.Unlock()

	s := State{At: c.opts.Now()}
	s.Export, s.Import = c.lanes[syncer.Export].snapshot(), c.lanes[syncer.Import].snapshot()
	c.hub.publish(s)
}

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// New uses the caller's own pool of the driver modernc.org/sqlite. It verifies
// on one connection what the others must share, since a pool cannot be
// inspected whole: busy_timeout of at least a second and synchronous FULL or
// EXTRA. Put both into the DSN ("_pragma=busy_timeout(10000)",
// "_pragma=synchronous(FULL)"), not into a statement. The journal mode is left
// as found.
//
// Closing the DB closes the pool. When New fails the pool stays open.
func New(ctx context.Context, pool *sql.DB, opts ...sklad.Option) (*sklad.DB, error) {
	if pool == nil {
		return nil, errors.New("sqlite: no pool was given: pass what sql.Open returned")
	}
	settings := sklad.Settle(opts)
	if settings.WAL {
		return nil, errors.New("sqlite: WithWAL goes with Open and Create: set the journal mode in your own DSN")
	}
	wait, err := verify(ctx, engine.NewPool(pool, dialect{foreign: true}))
	if err != nil {
		return nil, err
	}
	return sklad.NewDB(ctx, engine.NewPool(pool, dialect{foreign: true, wait: wait}).WithHook(settings.Hook), settings)
}

// verify returns the pool's busy_timeout in milliseconds.
func verify(ctx context.Context, p *engine.Pool) (wait int, err error) {
	const full = 2
	var synchronous int
	for _, setting := range []struct {
		name    string
		least   int
		needful string
		value   *int
	}{
		{"busy_timeout", 1000, "_pragma=busy_timeout(10000)", &wait},
		{"synchronous", full, "_pragma=synchronous(FULL)", &synchronous},
	} {
		if _, err := p.Get(ctx, setting.value, "PRAGMA "+setting.name); err != nil {
			return 0, explain("the given pool", err)
		}
		if *setting.value < setting.least {
			return 0, fmt.Errorf("sqlite: the given pool has %s = %d, at least %d is needed: add %s to its DSN",
				setting.name, *setting.value, setting.least, setting.needful)
		}
	}
	return wait, nil
}

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
	p := engine.NewPool(pool, dialect{foreign: true}).WithHook(settings.Hook)
	if err := verify(ctx, p); err != nil {
		return nil, err
	}
	return sklad.NewDB(ctx, p, settings)
}

func verify(ctx context.Context, p *engine.Pool) error {
	const full = 2
	for _, setting := range []struct {
		name    string
		least   int
		needful string
	}{
		{"busy_timeout", 1000, "_pragma=busy_timeout(10000)"},
		{"synchronous", full, "_pragma=synchronous(FULL)"},
	} {
		var value int
		if _, err := p.Get(ctx, &value, "PRAGMA "+setting.name); err != nil {
			return explain("the given pool", err)
		}
		if value < setting.least {
			return fmt.Errorf("sqlite: the given pool has %s = %d, at least %d is needed: add %s to its DSN",
				setting.name, value, setting.least, setting.needful)
		}
	}
	return nil
}

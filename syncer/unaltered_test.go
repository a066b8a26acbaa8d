package syncer_test

import (
	"context"
	"database/sql"
	"sync/atomic"

	"github.com/skladmost/skladmost/syncer"
)

// unaltered looks for tables and columns again only after a statement has made,
// altered or dropped some: SQLite counts those. Nothing else can change what is
// found, and every run begins with it.
type unaltered struct {
	syncer.Warehouse

	raw   *sql.DB
	found atomic.Int64
}

func (w *unaltered) Verify(ctx context.Context) error {
	var version int64
	if err := w.raw.QueryRowContext(ctx, "PRAGMA schema_version").Scan(&version); err == nil && version == w.found.Load() {
		return ctx.Err()
	}

	err := w.Warehouse.Verify(ctx)
	if err == nil {
		w.found.Store(version)
	}

	return err
}

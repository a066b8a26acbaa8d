package syncer_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// A table that goes missing while a run is going on is no record's fault: the
// run ends, and no order is kept aside for it.
func TestADatabaseThatCannotBeUsedEndsTheRun(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	waits := w.order(t, buys("A", "1"))
	warehouse := w.watch()
	warehouse.record = func() error { return sklad.MissingError(errors.New("no such table: payments"), "payments") }

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	_, ok := errors.AsType[*sklad.DatabaseError](err)
	require.True(t, ok, "%v", err)
	require.Empty(t, report.Parked)

	warehouse.record = nil

	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, waits))
}

// The lease is a write too: nothing at all is written where a table is missing.
func TestAMissingTableIsFoundBeforeTheFirstWrite(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))
	w.execute(t, "DROP TABLE cashbook")

	w.cfg.Warehouse = &sealed{w.cfg.Warehouse}

	for _, run := range []func() error{
		func() error { _, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{}); return err },
		func() error { _, err := w.engine(t).Export(t.Context(), syncer.ExportOptions{}); return err },
		func() error { _, err := w.engine(t).Check(t.Context()); return err },
	} {
		require.ErrorContains(t, run(), "CashBook")
	}
}

// sealed lets nothing be written.
type sealed struct{ syncer.Warehouse }

var errSealed = errors.New("a write")

func (s *sealed) InTx(context.Context, func(context.Context, syncer.WarehouseTx) error) error {
	return errSealed
}

func (s *sealed) AcquireLease(context.Context, string, string, time.Duration) (syncer.Lease, error) {
	return nil, errSealed
}

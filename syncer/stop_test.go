package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// A run that is told to stop in the middle of an order finishes it, the shop
// included, begins no other, and its report tells of what was done.
func TestAStoppedImportFinishesTheOrderInHand(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	for range 3 {
		w.order(t, buys("A", "1"))
	}

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	plain := w.cfg.Warehouse
	w.watch().record = func() error { cancel(); return nil }

	report, err := w.engine(t).Import(ctx, syncer.ImportOptions{})
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, report.Documents, 1)
	require.Empty(t, report.Parked)
	require.Equal(t, 1, report.Buckets[syncer.KindOrder].Written)
	require.Equal(t, "1", w.documents(t))

	told := w.told(t, gombashop.OrderID(report.Documents[0].Order))
	require.NotEmpty(t, told.USN)
	require.NotNil(t, told.ExternalDoc)
	require.Equal(t, "00", w.owes(t), "nothing is half done")
	require.Empty(t, w.scalar(t, "SELECT Value FROM gomba_marks WHERE Name = 'lease:import:main'"))

	w.cfg.Warehouse = plain
	require.Len(t, w.imports(t).Documents, 2)
}

// stopShop tells the run to stop while products are on their way.
type stopShop struct {
	syncer.Shop

	stop context.CancelFunc
}

func (s *stopShop) UpsertProducts(ctx context.Context, rows []gombashop.ProductPatch) ([]gombashop.Result, error) {
	s.stop()

	return s.Shop.UpsertProducts(ctx, rows)
}

func TestAStoppedExportFinishesTheBatchInHand(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())

	defer cancel()

	plain := w.cfg.Shop
	w.goodsOnly(t, "A", "B")
	w.cfg.Shop = &stopShop{plain, cancel}

	report, err := w.engine(t).Export(ctx, syncer.ExportOptions{})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"), "what the shop took is recorded")

	w.cfg.Shop = plain
	require.Zero(t, w.export(t).Buckets[syncer.KindGood].Written)
}

// A run that was told to stop before it had a record in hand does nothing.
func TestAStoppedRunBeginsNothing(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))

	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	_, err := w.engine(t).Import(ctx, syncer.ImportOptions{})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, "0", w.documents(t))
}

// goodsOnly adds goods and exports nothing.
func (w *world) goodsOnly(t *testing.T, names ...string) {
	t.Helper()

	for _, name := range names {
		w.good(t, sklad.Good{Name: name, Code: name, TaxGroup: 1, GroupID: 1}, "10")
	}
}

package syncer_test

import (
	"context"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// counting is a real warehouse that counts what is read of it.
type counting struct {
	syncer.Warehouse

	stock, byID int
}

func (c *counting) Stock(ctx context.Context, q sklad.StockQuery) iter.Seq2[sklad.StockRow, error] {
	c.stock++

	return c.Warehouse.Stock(ctx, q)
}

func (c *counting) FindGoods(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error) {
	if q.ID != 0 {
		c.byID++
	}

	return c.Warehouse.FindGoods(ctx, q)
}

func (w *world) counted() *counting {
	c := &counting{Warehouse: w.cfg.Warehouse}
	w.cfg.Warehouse = c

	return c
}

// However many objects there are, what they hold is read at once.
func TestAShortageReadsTheOtherObjectsAtOnce(t *testing.T) {
	t.Parallel()

	w := places(t)
	w.cfg.Import.Object, w.cfg.Export.ObjectGroups, w.cfg.Import.Nomenclature = "2", []string{"AAA"}, false
	w.order(t, buys("A", "5"))
	c := w.counted()
	require.Contains(t, problem(t, w.imports(t)).Args["elsewhere"], "София 2")
	require.Equal(t, 2, c.stock, "the object's own and all others")
}

// The goods of a product are read at once.
func TestNomenclatureReadsTheGoodsOfAProductAtOnce(t *testing.T) {
	t.Parallel()

	w := importedShirt(t)
	w.cfg.EditNameAndGroup = true
	w.changeProduct(t, gombashop.ProductPatch{ID: w.productOf(t, "from the old shop").ID, Name: new("Риза")})
	c := w.counted()
	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant' AND Hashes LIKE '%name there%'"))
	require.Zero(t, c.byID)
}

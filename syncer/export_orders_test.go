package syncer_test

import (
	"context"
	"iter"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// figures exports the quantities alone.
func (w *world) figures(t *testing.T) syncer.Report {
	t.Helper()

	report, err := w.exports(t, syncer.ExportOptions{Only: syncer.KindQuantity})
	require.NoError(t, err)
	require.Empty(t, report.Parked)

	return report
}

func (w *world) inShop(t *testing.T, sku string) string {
	t.Helper()

	_, v := w.variantOf(t, sku)

	return v.Quantity.Decimal.String()
}

func (w *world) inStore(t *testing.T, code, quantity string) {
	t.Helper()
	w.execute(t, "UPDATE store SET Qtty = ? WHERE GoodID = (SELECT ID FROM goods WHERE Code = ?)", quantity, code)
}

func TestAQuantityDeductsOrdersThatImportHasNotSeen(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		more row
		want string
	}{
		"new":                       {row{}, "1"},
		"with a document elsewhere": {row{"external_doc": row{"document_type": "sale", "document_number": "5", "imported_at": time.Now()}}, "99"},
		"with a number elsewhere":   {row{"usn": "DT279013-0001-0000009"}, "99"},
		"older than the beginning":  {row{"created_at": time.Now().Add(-time.Hour)}, "99"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.order(t, buys("A", "98", c.more))
			w.inStore(t, "A", "99")

			w.figures(t)
			require.Equal(t, c.want, w.inShop(t, "A"))
			require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM gomba_orders"), "journalling is import's work")
			require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM gomba_marks WHERE Name LIKE 'watermark:orders:%'"))
		})
	}
}

func TestAShopThatReservesIsToldTheWholeQuantity(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Export.ShopReserves = true
	w.goods(t, "A")
	w.order(t, buys("A", "98"))
	w.inStore(t, "A", "99")

	w.figures(t)
	require.Equal(t, "99", w.inShop(t, "A"))
}

func TestACancelledOrderIsNotDeducted(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	seen, unseen := w.order(t, buys("A", "3")), w.order(t, buys("A", "4"))
	w.status(t, seen, "new")
	w.imports(t) // parks nothing: one waits, one became a sale
	require.Equal(t, "waiting", w.state(t, seen))

	w.figures(t)
	require.Equal(t, "93", w.inShop(t, "A"), "100, less a sale of 4, less 3 that wait")

	w.status(t, seen, "cancelled") // import has not heard of it yet
	w.figures(t)
	require.Equal(t, "96", w.inShop(t, "A"))
	require.Equal(t, "imported", w.state(t, unseen))
}

// A line that names its good by code alone takes it as well: the order was placed
// before the shop had a product for it.
func TestALineWithoutAVariantIsDeducted(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	_, err := w.shop.PlaceOrder(buys("Z", "3", row{"items": []row{{"sku": "Z", "name": "Чай", "unit_price": "1", "vat_rate": "20", "quantity": "3"}}}))
	require.NoError(t, err)

	w.goods(t, "Z")
	require.Equal(t, "97", w.inShop(t, "Z"))
}

// The figure that Склад Pro has is the one that was sent, but the shop has
// counted down on its own since: the good is in an order that is news.
func TestAFigureThatLooksUnchangedIsSentAfterAnOrder(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.order(t, buys("A", "30"))
	require.Equal(t, "70", w.inShop(t, "A"))
	w.imports(t)
	w.inStore(t, "A", "100") // a delivery

	w.shop.ClearRequests()
	require.Equal(t, 1, w.figures(t).Buckets[syncer.KindQuantity].Written)
	require.Equal(t, "100", w.inShop(t, "A"))
}

func TestAWaitingOrderResendsNothing(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.status(t, w.order(t, buys("A", "1")), "new")
	w.imports(t)
	w.figures(t)
	require.Equal(t, "99", w.inShop(t, "A"))

	for range 3 {
		w.cfg.Now = later(w.cfg.Now, 2*time.Hour) // it is looked at again
		w.imports(t)
		w.shop.ClearRequests()
		w.figures(t)
		require.Empty(t, w.shop.Writes())
	}
}

// later is a clock that runs ahead of another.
func later(clock func() time.Time, d time.Duration) func() time.Time {
	if clock == nil {
		clock = time.Now
	}

	return func() time.Time { return clock().Add(d) }
}

func TestAllQuantitiesAreSentOnceADay(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	_, v := w.variantOf(t, "A")

	// A person changes the figure in the shop by hand.
	_, err := w.client.Stock.Set(t.Context(), []gombashop.StockRow{{VariantID: v.ID, Quantity: euro("7"), AsOf: time.Now()}})
	require.NoError(t, err)
	w.cfg.Now = later(nil, time.Hour)
	w.figures(t)
	require.Equal(t, "7", w.inShop(t, "A"))

	w.cfg.Now = later(nil, 25*time.Hour)
	require.Equal(t, 2, w.figures(t).Buckets[syncer.KindQuantity].Written)
	require.Equal(t, "100", w.inShop(t, "A"))

	w.cfg.Now = later(nil, 26*time.Hour)
	require.Equal(t, 0, w.figures(t).Buckets[syncer.KindQuantity].Written)

	w.execute(t, "UPDATE gomba_marks SET Value = 'yesterday' WHERE Name LIKE 'quantities_full:%'")
	require.Equal(t, 2, w.figures(t).Buckets[syncer.KindQuantity].Written, "a mark that is no time")
}

// A run whose figures were not all taken is not a complete one: the order stays
// news for the good that was refused.
func TestARefusedQuantityIsSentAgain(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "30"))
	w.imports(t)
	w.inStore(t, "A", "100")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, stock: func([]gombashop.StockRow) []int { return []int{0} }}
	mark := w.scalar(t, "SELECT Value FROM gomba_marks WHERE Name = 'quantities:main'")

	report, err := w.exports(t, syncer.ExportOptions{Only: syncer.KindQuantity})
	require.NoError(t, err)
	require.Len(t, report.Parked, 1)
	require.Equal(t, "quantity of good 2", report.Parked[0].Record)
	require.Equal(t, mark, w.scalar(t, "SELECT Value FROM gomba_marks WHERE Name = 'quantities:main'"))

	w.cfg.Shop = plain
	w.figures(t)
	require.Equal(t, "100", w.inShop(t, "A"))
}

func TestADamagedRowOfTheJournalStopsNoQuantity(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	kept, lost := w.order(t, buys("A", "3")), w.order(t, buys("A", "4"))
	w.status(t, kept, "new")
	w.status(t, lost, "new")
	w.imports(t)
	w.execute(t, "UPDATE gomba_orders SET Original = '{' WHERE OrderID = ?", string(kept))
	w.execute(t, "UPDATE gomba_orders SET Original = '{', OrderID = 'gone', KeyHash = 'x' WHERE OrderID = ?", string(lost))
	w.execute(t, "UPDATE gomba_marks SET Value = ? WHERE Name LIKE 'watermark:orders:%'", time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))

	w.figures(t)
	require.Equal(t, "97", w.inShop(t, "A"), "one is asked for again, the shop does not know the other")
}

func TestOrdersWithADocumentAreReadWhileTheyAreNews(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.order(t, buys("A", "1"))
	w.imports(t)
	w.figures(t)

	// Damaged, and seen long ago: nobody looks at it.
	w.execute(t, "UPDATE gomba_orders SET Original = '{', LastSeen = '2020-01-01T00:00:00.000000000Z'")
	w.execute(t, "UPDATE gomba_marks SET Value = ? WHERE Name LIKE 'watermark:orders:%'", time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))
	w.shop.ClearRequests()
	w.figures(t)

	for _, r := range w.shop.Requests() {
		require.NotContains(t, r.Path, "/orders/", "no order is asked for")
	}
}

func TestOrderDocumentsHoldBackUntilTheyAreCancelled(t *testing.T) {
	t.Parallel()

	for reserved, want := range map[syncer.Reserved]string{syncer.ReservedOurs: "93", syncer.ReservedAll: "93", syncer.ReservedNone: "100"} {
		t.Run(string(reserved), func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.cfg.Fiscal = syncer.FiscalConfig{}
			w.cfg.Import.Document, w.cfg.Export.Reserved = syncer.DocumentOrder, reserved
			w.goods(t, "A")
			id := w.order(t, buys("A", "7"))
			w.imports(t)
			w.figures(t)
			require.Equal(t, want, w.inShop(t, "A"))

			if reserved != syncer.ReservedOurs {
				return
			}

			w.status(t, id, "cancelled") // the sweep sees it first, then import
			w.figures(t)
			require.Equal(t, "100", w.inShop(t, "A"))
			w.imports(t)
			w.figures(t)
			require.Equal(t, "100", w.inShop(t, "A"))
		})
	}
}

func TestAGoodThatIsShownAgainHasItsQuantityInTheSameRun(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")
	w.export(t)
	w.inStore(t, "A", "1")
	w.execute(t, "UPDATE goods SET Deleted = 0 WHERE Code = 'A'")

	plan := w.plannedExport(t)
	require.Equal(t, []string{`syncer.UpsertProduct product 2 "A" [visible]`, "syncer.SetStock quantity of good 2 100 -> 1"}, plan)

	h := &heard{}
	w.cfg.Observer = h
	w.export(t)
	require.Equal(t, plan, h.written)
	require.Equal(t, "1", w.inShop(t, "A"))
	w.quiet(t)
}

// More goods than a batch holds: those that were sent already and those that
// wait are planned alike.
func TestManyGoodsAreShownAgain(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.manyGoods(t, 230)
	w.goods(t, "A")
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code LIKE 'N%'")
	_, err := w.exports(t, syncer.ExportOptions{AllowMassChange: true})
	require.NoError(t, err)

	w.execute(t, "UPDATE goods SET Deleted = 0")
	w.execute(t, "UPDATE store SET Qtty = 2 WHERE GoodID IN (SELECT ID FROM goods WHERE Code LIKE 'N%')")

	plan := w.plannedExport(t)
	require.Len(t, plan, 460)

	h := &heard{}
	w.cfg.Observer = h
	w.export(t)
	require.Equal(t, plan, h.written)
	w.quiet(t)
}

func TestAnOddOrderIsToldAndStopsNoQuantity(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, row{
		"items": []row{
			{"sku": "A", "quantity": "2"},
			{"name": "Нещо друго", "unit_price": "1.00", "quantity": "1", "vat_rate": "20"}, // no variant
		},
		"customer": row{"name": "И", "email": "i@example.com"},
	})
	w.figures(t)
	require.Equal(t, strconv.Itoa(98), w.inShop(t, "A"))
}

// pagesShop changes what the listing of orders shows.
type pagesShop struct {
	syncer.Shop

	change func(*gombashop.Page[gombashop.Order])
}

func (s *pagesShop) OrderPages(ctx context.Context, o gombashop.OrderListOptions) iter.Seq2[gombashop.Page[gombashop.Order], error] {
	return func(yield func(gombashop.Page[gombashop.Order], error) bool) {
		for page, err := range s.Shop.OrderPages(ctx, o) {
			s.change(&page)

			if !yield(page, err) {
				return
			}
		}
	}
}

func TestAnUnreadableOrderIsAWarningOfTheQuantities(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "3"))
	w.order(t, buys("A", "4"))
	w.cfg.Shop = &pagesShop{Shop: w.cfg.Shop, change: func(p *gombashop.Page[gombashop.Order]) {
		p.Rejected = append(p.Rejected, gombashop.Rejected{ID: string(p.Data[0].ID), Err: errRefused})
		p.Data = p.Data[1:]
	}}

	report := w.figures(t)
	require.Len(t, report.Warnings, 1)
	require.Equal(t, text.OrderUnreadable, report.Warnings[0].Code)
	require.Equal(t, "96", w.inShop(t, "A"), "the one that is readable is deducted")
}

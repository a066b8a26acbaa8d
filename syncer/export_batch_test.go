package syncer_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestARefusedProductParksAllItsGoodsWithOneReason(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	for _, code := range []string{"A", "B", "C"} {
		w.shirt(t, code, "12", "10")
	}

	w.good(t, tea(), "3")

	h := &heard{}
	w.cfg.Observer = h
	w.cfg.Shop = &exportShop{Shop: w.cfg.Shop, products: refuseProducts(func(p gombashop.ProductPatch) bool { return p.ExternalID == "G:12" })}

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	p := problem(t, report)
	require.Equal(t, text.ShopRefused, p.Code)
	require.ErrorContains(t, p, `product G:12 "Тениска A"`)
	require.Equal(t, []*syncer.Problem{p}, h.parked)
	require.Equal(t, 3, report.Buckets[syncer.KindGood].Parked)
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, 3, report.Buckets[syncer.KindQuantity].Rules["parked"], "the quantities do not send a person astray")
	require.Equal(t, 1, report.Buckets[syncer.KindQuantity].Written)

	for _, name := range h.written {
		require.NotContains(t, name, "G:12")
	}

	require.Equal(t, map[syncer.Kind][]int{syncer.KindGood: {1, 2, 3, 4}, syncer.KindQuantity: {1, 2, 3, 4, 5}}, h.progress,
		"the guard rail is silent")
}

func TestARefusedVariantIsParkedAlone(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "10")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, products: func(rows []gombashop.ProductPatch) (
		[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
	) {
		rows[0].Variants = rows[0].Variants[:1]

		return rows, func(results []gombashop.Result) []gombashop.Result {
			results[0].Variants = append(results[0].Variants, gombashop.Result{Index: 1, Status: gombashop.Failed, Err: errRefused})

			return results
		}, nil
	}}

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Contains(t, problem(t, report).Record, "good 3")
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, 1, report.Buckets[syncer.KindQuantity].Written)

	w.cfg.Shop = plain
	w.export(t)
	require.Len(t, w.productOf(t, "G:12").Variants, 2)
	w.quiet(t)
}

// A shop may answer for products alone; then their variants are read.
func TestAnswersWithoutVariantsAreCompleted(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Shop = &exportShop{Shop: w.cfg.Shop, products: withoutVariants}
	w.manyGoods(t, 60)
	w.export(t)
	require.Equal(t, "60", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))
	w.quiet(t)
}

// One product whose variant the shop does not show costs no other its link.
func TestAProductWithoutItsVariantIsParked(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	for i := range 5 {
		w.good(t, sklad.Good{Name: fmt.Sprint("g", i), Code: fmt.Sprint("g", i), TaxGroup: 1, GroupID: 1}, "10")
	}

	plain := w.cfg.Shop
	odd := &exportShop{Shop: plain, products: func(rows []gombashop.ProductPatch) (
		[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
	) {
		return rows, func(results []gombashop.Result) []gombashop.Result {
			results[2].Variants, results[2].ID = nil, "" // nor can it be read

			return results
		}, nil
	}}
	w.cfg.Shop = odd

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.VariantMissing, problem(t, report).Code)
	require.Equal(t, "4", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))
	require.Equal(t, 4, report.Buckets[syncer.KindQuantity].Written)

	w.cfg.Shop = plain
	w.export(t)
	require.Len(t, w.products(t), 5, "it is not made twice")
	w.quiet(t)
}

// An id that the ledger cannot keep parks its good, not the batch.
func TestAnIdThatCannotBeKeptParksItsGood(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Export.Quantities = false
	w.cfg.Shop = &exportShop{Shop: w.cfg.Shop, products: func(rows []gombashop.ProductPatch) (
		[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
	) {
		return rows, func(results []gombashop.Result) []gombashop.Result {
			results[0].Variants[0].ID = strings.Repeat("x", 300)

			return results
		}, nil
	}}
	w.good(t, sklad.Good{Name: "A", Code: "A", TaxGroup: 1, GroupID: 1}, "10")
	w.good(t, sklad.Good{Name: "B", Code: "B", TaxGroup: 1, GroupID: 1}, "10")

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, report.Parked, 1)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))
}

func TestAnExportThatDiesGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.manyGoods(t, 500)

	plain, n := w.cfg.Shop, 0
	w.cfg.Shop = &exportShop{Shop: plain, products: func(rows []gombashop.ProductPatch) (
		[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
	) {
		if n++; n == 2 {
			return nil, nil, &gombashop.Error{Code: gombashop.CodeNetwork, Message: "gone"}
		}

		return rows, func(r []gombashop.Result) []gombashop.Result { return r }, nil
	}}

	h := &heard{}
	w.cfg.Observer = h
	report, err := w.exports(t, syncer.ExportOptions{})
	require.Error(t, err)
	require.Equal(t, 200, report.Buckets[syncer.KindGood].Written, "only what the shop took")
	require.Equal(t, 201, report.Buckets[syncer.KindGood].Waiting, "a batch, and the one that made it full")
	require.Len(t, h.written, 201, "with the category")

	w.cfg.Shop, w.cfg.Observer = plain, nil
	report, err = w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, 300, report.Buckets[syncer.KindGood].Written)
	require.Len(t, w.products(t), 500)
	w.quiet(t)
}

// The shop has made the products, and the run ends before the links are written.
func TestACrashBeforeTheLinksDoublesNothing(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "", "10")
	w.shirt(t, "C", "", "10")
	w.shirt(t, "D", "", "10")
	w.cfg.Export.Quantities = false

	plain := w.cfg.Warehouse
	w.cfg.Warehouse = &exportWarehouse{Warehouse: plain, fail: func() bool { return len(w.products(t)) > 0 }}
	_, err := w.exports(t, syncer.ExportOptions{})
	require.ErrorIs(t, err, errKilled)
	require.Len(t, w.products(t), 4)
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))

	// Before the next run, one is deleted and one regrouped.
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'C'")
	w.groupOf(t, "B", "12")
	w.cfg.Warehouse = plain
	w.export(t)

	require.Len(t, w.products(t), 4)
	require.Len(t, w.productOf(t, "G:12").Variants, 2)
	require.False(t, w.productOf(t, "3").Visible, "its good is in the group")
	require.False(t, w.productOf(t, "4").Visible, "its good is gone")
	require.True(t, w.productOf(t, "5").Visible)
	require.Empty(t, w.scalar(t, "SELECT Value FROM gomba_marks WHERE Name LIKE 'export_unsure:%'"))
	w.quiet(t)
}

// The shop has moved a variant, the run ends before its link is written, and the
// good is regrouped once more: the product in between is not forgotten.
func TestACrashAfterAMoveLeavesNoEmptyProduct(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "10")
	w.export(t)
	w.groupOf(t, "B", "")

	plain := w.cfg.Warehouse
	w.cfg.Warehouse = &exportWarehouse{Warehouse: plain, fail: func() bool { return len(w.products(t)) > 1 }}
	_, err := w.exports(t, syncer.ExportOptions{})
	require.ErrorIs(t, err, errKilled)
	require.Len(t, w.productOf(t, "3").Variants, 1)
	require.Equal(t, "2 in G:12, 3 in G:12", w.parents(t))

	w.groupOf(t, "B", "13")
	w.cfg.Warehouse = plain
	w.export(t)

	home, b := w.variantOf(t, "B")
	require.Equal(t, "G:13", home.ExternalID)
	require.Equal(t, "100", b.Quantity.Decimal.String())
	require.False(t, w.productOf(t, "3").Visible)
	require.True(t, w.productOf(t, "G:12").Visible)
	require.Equal(t, "2 in G:12, 3 in G:13", w.parents(t))
	w.quiet(t)
}

// Only what export gave its ids to is taken over after a crash.
func TestAfterACrashNothingOfTheShopsIsTakenOver(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	w.goods(t, "A")
	w.execute(t, "UPDATE gomba_marks SET Value = 'cut off' WHERE Name LIKE 'export_unsure:%'")

	for _, external := range []string{"", "theirs", "1", "99", "7.5"} {
		_, err := w.shop.AddProduct(row{"external_id": "p" + external, "name": "Чаша", "vat_rate": "20",
			"variants": []row{{"external_id": external, "sku": "X" + external, "price": "1"}}})
		require.NoError(t, err)
	}

	w.export(t)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))

	for _, p := range w.products(t) {
		require.True(t, p.Visible)
	}
}

func TestAProductThatTheShopLostIsMadeAgainInFull(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "10")
	w.good(t, tea(), "3")
	w.export(t)

	// The shop was restored from a backup of the day before.
	empty := gombashoptest.Start(t)
	client, err := gombashop.NewClient(empty.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000))
	require.NoError(t, err)
	w.shop, w.client, w.cfg.Shop = empty, client, syncer.Gomba(client)

	w.execute(t, "UPDATE goods SET PriceOut2 = 4 WHERE Code = 'TEA'")
	w.execute(t, "UPDATE store SET Qtty = 5")
	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, report.Parked, 4, "a product and three quantities")

	for _, p := range report.Parked {
		require.Equal(t, text.NotInShop, p.Code)
		require.ErrorContains(t, p, "export --full")
	}

	report, err = w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)
	require.Empty(t, report.Parked, "%v", report.Parked)
	require.Len(t, w.products(t), 2)
	require.Equal(t, "5", w.inShop(t, "TEA"))
	require.Len(t, w.productOf(t, "G:12").Variants, 2)
}

func TestHidingWhatTheShopNoLongerHasIsDone(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE gomba_links SET ShopID = 'lost', ParentShopID = 'lost' WHERE ExternalID = '2'")
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Empty(t, report.Parked)
	require.Equal(t, "hidden", w.scalar(t, "SELECT State FROM gomba_links WHERE ExternalID = '2'"))
}

func TestARefusedHidingIsTriedAgain(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, products: refuseProducts(func(p gombashop.ProductPatch) bool { return p.Visible != nil })}
	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Parked)
	require.Equal(t, 0, report.Buckets[syncer.KindGood].Written)

	w.cfg.Shop = plain
	w.export(t)
	require.False(t, w.productOf(t, "2").Visible)
	w.quiet(t)
}

func TestAConnectionThatBreaksAfterTheEffect(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	client, err := gombashop.NewClient(w.shop.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000),
		gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: 3, FirstWait: time.Millisecond}))
	require.NoError(t, err)
	w.cfg.Shop = syncer.Gomba(client)

	require.NoError(t, w.shop.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultDropAfter, Path: "/bulk", Share: 0.5}))
	w.manyGoods(t, 30)

	for range 20 {
		if _, err = w.exports(t, syncer.ExportOptions{}); err == nil {
			break
		}
	}

	require.NoError(t, err)
	require.NoError(t, w.shop.SetFaults())
	w.export(t)
	require.Len(t, w.products(t), 30)
	w.quiet(t)
}

// The shop has taken a change, the run ends before its link is written, and a
// person takes the change back: nothing differs from what the links say, and
// yet the shop is wrong.
func TestWhatIsTakenBackAfterACrashIsTakenBackInTheShop(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B", "C")

	crash := func() {
		t.Helper()

		plain, n := w.cfg.Warehouse, 0
		w.cfg.Warehouse = &exportWarehouse{Warehouse: plain, fail: func() bool { n++; return n == 2 }} // the first is the mark
		_, err := w.exports(t, syncer.ExportOptions{})
		require.ErrorIs(t, err, errKilled)
		w.cfg.Warehouse = plain
	}

	w.execute(t, "UPDATE goods SET PriceOut2 = 1 WHERE Code = 'A'")
	crash()
	_, v := w.variantOf(t, "A")
	require.Equal(t, "1", v.Price.Decimal.String())
	w.execute(t, "UPDATE goods SET PriceOut2 = 10 WHERE Code = 'A'")
	w.export(t)
	_, v = w.variantOf(t, "A")
	require.Equal(t, "10", v.Price.Decimal.String(), "the old price is back")
	w.quiet(t)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'B'")
	crash()
	require.False(t, w.productOf(t, "3").Visible)
	w.execute(t, "UPDATE goods SET Deleted = 0 WHERE Code = 'B'")
	w.export(t)
	p, v := w.variantOf(t, "B")
	require.True(t, p.Visible && v.Active, "it is on sale again")
	w.quiet(t)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'C'")
	w.export(t)
	w.execute(t, "UPDATE goods SET Deleted = 0 WHERE Code = 'C'")
	crash()
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'C'")
	w.export(t)
	p, v = w.variantOf(t, "C")
	require.False(t, p.Visible || v.Active, "it is off sale again")
	w.quiet(t)

	w.inStore(t, "A", "7")
	crash()
	require.Equal(t, "7", w.inShop(t, "A"))
	w.inStore(t, "A", "100")
	w.export(t)
	require.Equal(t, "100", w.inShop(t, "A"))
	w.quiet(t)
}

// Refused quantities are known: the next run need not send all of them.
func TestARefusedQuantityCastsNoDoubtOnTheOthers(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B", "C")
	w.inStore(t, "A", "7")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, stock: func([]gombashop.StockRow) []int { return []int{0} }}
	_, err := w.exports(t, syncer.ExportOptions{Only: syncer.KindQuantity})
	require.NoError(t, err)

	w.cfg.Shop = plain
	require.Equal(t, 1, w.figures(t).Buckets[syncer.KindQuantity].Written)
	w.quiet(t)
}

package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func groupedWorld(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.cfg.Export.GroupingField = "Catalog3"

	return w
}

// parents are what the ledger knows of the variants' products, by good.
func (w *world) parents(t *testing.T) string {
	t.Helper()

	return w.scalar(t, `SELECT group_concat(LocalID || ' in ' || ParentExternalID, ', ') FROM
		(SELECT LocalID, ParentExternalID FROM gomba_links WHERE Kind = 'variant' ORDER BY LocalID)`)
}

func TestTheLowestMemberLeavesItsGroup(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "11")
	w.shirt(t, "C", "12,0", "12")
	w.export(t)

	group, b := w.variantOf(t, "B")
	require.Equal(t, "G:12", group.ExternalID)
	require.Len(t, group.Variants, 3)

	h := &heard{}
	w.cfg.Observer = h

	w.groupOf(t, "A", "")
	plan := w.plannedExport(t)
	require.Equal(t, "syncer.MoveVariant good 2 from product G:12 to 2", plan[0])
	w.export(t)
	require.Subset(t, h.written, plan, "what was planned was done")

	stays, moved := w.variantOf(t, "B")
	require.Equal(t, group.ID, stays.ID, "the group keeps its product")
	require.Equal(t, "G:12", stays.ExternalID)
	require.Equal(t, b.ID, moved.ID)
	require.Len(t, stays.Variants, 2)

	own, a := w.variantOf(t, "A")
	require.Equal(t, "2", own.ExternalID)
	require.NotEqual(t, group.ID, own.ID)
	require.Equal(t, "100", a.Quantity.Decimal.String(), "its figure comes along")
	require.Equal(t, "2 in 2, 3 in G:12, 4 in G:12", w.parents(t))
	w.quiet(t)

	w.execute(t, "UPDATE goods SET PriceOut2 = 99 WHERE Code = 'A'")
	w.export(t)

	_, a = w.variantOf(t, "A")
	require.Equal(t, "99", a.Price.Decimal.String())
	_, moved = w.variantOf(t, "B")
	require.Equal(t, "11", moved.Price.Decimal.String())
}

func TestASingleGoodJoinsAGroup(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "", "11")
	w.export(t)

	old, b := w.variantOf(t, "B")
	require.Empty(t, w.productOf(t, "G:12").OptionNames, "one variant needs no option")

	w.groupOf(t, "B", "12")
	w.export(t)

	group, moved := w.variantOf(t, "B")
	require.Equal(t, "G:12", group.ExternalID)
	require.Equal(t, b.ID, moved.ID, "the variant moves, it is not made again")
	require.Len(t, group.OptionNames, 1)
	require.NotEqual(t, group.Variants[0].Options, group.Variants[1].Options)

	empty := w.productOf(t, "3")
	require.Equal(t, old.ID, empty.ID)
	require.False(t, empty.Visible, "its old product is empty")
	require.Empty(t, empty.Variants)
	require.Equal(t, "2 in G:12, 3 in G:12", w.parents(t))
	w.quiet(t)

	w.groupOf(t, "B", "") // and back
	w.export(t)

	home, _ := w.variantOf(t, "B")
	require.Equal(t, old.ID, home.ID, "the shop still knows the product by its external id")
	require.True(t, home.Visible)
	w.quiet(t)
}

func TestGoodsChangePlacesBetweenGroups(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "13", "11")
	w.export(t)

	twelve, thirteen := w.productOf(t, "G:12").ID, w.productOf(t, "G:13").ID

	w.groupOf(t, "A", "13")
	w.groupOf(t, "B", "12")
	w.export(t)

	home, _ := w.variantOf(t, "A")
	require.Equal(t, thirteen, home.ID)
	require.True(t, home.Visible)

	home, _ = w.variantOf(t, "B")
	require.Equal(t, twelve, home.ID)
	require.True(t, home.Visible)
	w.quiet(t)

	w.groupOf(t, "A", "14") // a group that nobody knew
	w.groupOf(t, "B", "14")
	w.export(t)
	require.Len(t, w.productOf(t, "G:14").Variants, 2)
	require.False(t, w.productOf(t, "G:12").Visible)
	require.False(t, w.productOf(t, "G:13").Visible)
	w.quiet(t)
}

// A new good takes the option of one that is deleted in the same run: for the
// moment it has another, because two variants on sale must differ.
func TestANewGoodTakesTheOptionOfADeletedOne(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "M", "12", "10")
	w.shirt(t, "L", "12", "10")
	w.export(t)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'M'")
	w.good(t, sklad.Good{Name: "Тениска M", Code: "M2", TaxGroup: 1, GroupID: 1, Catalog3: "12"}, "10")

	h := &heard{}
	w.cfg.Observer = h
	plan := w.plannedExport(t)
	report := w.export(t)
	require.Empty(t, report.Parked)
	require.Equal(t, plan, h.written)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written, "the new one and the deleted one")

	_, v := w.variantOf(t, "M2")
	require.Equal(t, []string{"M"}, v.Options)
	w.quiet(t)
}

// A good that is kept back cannot leave: the one that comes keeps the option
// that tells the two apart, and nothing is tried again and again.
func TestAnOptionStaysTakenWhileItsGoodIsKeptBack(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "", "11")
	w.export(t)

	w.groupOf(t, "A", "13")
	w.execute(t, "UPDATE goods SET PriceOut2 = 0 WHERE Code = 'A'")
	w.groupOf(t, "B", "12")

	for range 2 {
		report, err := w.exports(t, syncer.ExportOptions{})
		require.NoError(t, err)
		require.Equal(t, text.MissingPrice, problem(t, report).Code)
		require.Len(t, w.productOf(t, "G:12").Variants, 2)

		_, b := w.variantOf(t, "B")
		require.Equal(t, []string{"3"}, b.Options)
		require.Len(t, w.plannedExport(t), 1, "the reason")
	}

	w.execute(t, "UPDATE goods SET PriceOut2 = 10 WHERE Code = 'A'")
	w.export(t)

	_, b := w.variantOf(t, "B")
	require.Empty(t, b.Options)
	w.quiet(t)
}

// The last renaming is not taken: it comes again with the next run.
func TestARefusedRenamingIsTriedAgain(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "13", "11")
	w.export(t)
	w.groupOf(t, "A", "13")
	w.groupOf(t, "B", "12")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, products: refuseProducts(func(p gombashop.ProductPatch) bool {
		return len(p.Variants) > 0 && p.Variants[0].ID == ""
	})}
	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, report.Parked, 2)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written, "both have moved")

	_, a := w.variantOf(t, "A")
	require.Equal(t, []string{"2"}, a.Options, "it cannot be told from the other otherwise")

	w.cfg.Shop = plain
	w.export(t)
	_, a = w.variantOf(t, "A")
	require.Empty(t, a.Options)
	w.quiet(t)
}

func TestAMemberIsDeletedAndComesBack(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "11")
	w.export(t)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")
	w.export(t)

	p, a := w.variantOf(t, "A")
	require.False(t, a.Active)
	require.True(t, p.Visible, "the other one is still there")
	w.quiet(t)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'B'")
	w.good(t, tea(), "3") // a source without a good would stop the run
	w.export(t)
	require.False(t, w.productOf(t, "G:12").Visible, "nothing is left")
	w.quiet(t)

	w.execute(t, "UPDATE goods SET Deleted = 0 WHERE Code = 'A'")
	w.export(t)

	p, a = w.variantOf(t, "A")
	require.True(t, p.Visible && a.Active)
	w.quiet(t)
}

// The hiding of an emptied product is not forgotten when the shop refuses it, or
// when the run ends between the move and the hiding.
func TestAnEmptiedProductIsHiddenByTheNextRun(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "", "11")
	w.export(t)
	w.groupOf(t, "B", "12")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, products: refuseProducts(func(p gombashop.ProductPatch) bool {
		return p.Visible != nil && !*p.Visible
	})}

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.ShopRefused, problem(t, report).Code)
	require.Equal(t, 0, report.Buckets[syncer.KindGood].Parked, "the good itself has moved")

	w.cfg.Shop = plain
	require.Equal(t, []string{"syncer.HideProduct good 3 of product 3"}, w.plannedExport(t))
	w.export(t)
	require.False(t, w.productOf(t, "3").Visible)
	w.quiet(t)
}

// Also when the good that moved away is gone by then.
func TestAnEmptiedProductIsHiddenAfterItsGoodIsGone(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "", "11")
	w.export(t)
	w.groupOf(t, "B", "12")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, products: refuseProducts(func(p gombashop.ProductPatch) bool {
		return p.Visible != nil && !*p.Visible
	})}
	_, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	w.cfg.Shop = plain
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'B'")
	w.export(t)
	require.False(t, w.productOf(t, "3").Visible)

	p, b := w.variantOf(t, "B")
	require.Equal(t, "G:12", p.ExternalID)
	require.True(t, p.Visible)
	require.False(t, b.Active)
	require.Equal(t, "hidden", w.scalar(t, "SELECT State FROM gomba_links WHERE ExternalID = '3'"))
	w.quiet(t)
}

func TestARefusedMoveLeavesTheGoodOnSale(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "", "11")
	w.export(t)
	w.groupOf(t, "B", "12")

	h := &heard{}
	plain := w.cfg.Shop
	w.cfg.Observer = h
	w.cfg.Shop = &exportShop{Shop: plain, products: refuseProducts(func(p gombashop.ProductPatch) bool { return p.ExternalID == "G:12" })}

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, report.Parked, 1)
	require.Empty(t, h.written, "neither the move nor the hiding was done")

	home, b := w.variantOf(t, "B")
	require.Equal(t, "3", home.ExternalID)
	require.True(t, home.Visible && b.Active)

	w.cfg.Shop = plain
	w.export(t)
	require.Len(t, w.productOf(t, "G:12").Variants, 2)
	w.quiet(t)
}

// All goods of a group have left it, and another single one comes: the product
// that the shop still has loses its old option.
func TestAGroupThatWasEmptyStartsWithoutOptions(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "10")
	w.shirt(t, "C", "", "10")
	w.export(t)
	old := w.productOf(t, "G:12")

	w.groupOf(t, "A", "")
	w.groupOf(t, "B", "")
	w.export(t)
	require.False(t, w.productOf(t, "G:12").Visible)

	w.groupOf(t, "C", "12")
	w.export(t)

	p, v := w.variantOf(t, "C")
	require.Equal(t, old.ID, p.ID)
	require.True(t, p.Visible)
	require.Empty(t, p.OptionNames)
	require.Empty(t, v.Options)
	w.quiet(t)
}

func TestAMemberWithoutAPriceIsParkedAlone(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "0") // never had one
	w.shirt(t, "C", "12", "10")

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.MissingPrice, problem(t, report).Code)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Parked)
	require.Len(t, w.productOf(t, "G:12").Variants, 2)

	w.execute(t, "UPDATE goods SET PriceOut2 = 5 WHERE Code = 'B'")
	w.export(t)
	require.Len(t, w.productOf(t, "G:12").Variants, 3)

	// The lowest loses its price: its row stays, the others go on.
	_, before := w.variantOf(t, "A")
	w.execute(t, "UPDATE goods SET PriceOut2 = -1, BarCode1 = '380' WHERE Code = 'A'")
	w.execute(t, "UPDATE goods SET PriceOut2 = 20 WHERE Code = 'C'")
	w.execute(t, "UPDATE goods SET TaxGroup = 2")

	report, err = w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.MissingPrice, problem(t, report).Code)

	p, after := w.variantOf(t, "A")
	require.Equal(t, before, after)
	require.Equal(t, "9", p.VATRate.Decimal.String())

	_, c := w.variantOf(t, "C")
	require.Equal(t, "20", c.Price.Decimal.String())

	for _, left := range w.plannedExport(t) {
		require.Contains(t, left, "syncer.Park", "only the reason is told again")
	}

	w.execute(t, "UPDATE goods SET PriceOut2 = 7 WHERE Code = 'A'")
	w.export(t)
	_, after = w.variantOf(t, "A")
	require.Equal(t, "7", after.Price.Decimal.String())
	require.Equal(t, "380", after.Barcode)
	w.quiet(t)
}

func TestAGroupOfTwoVATRatesIsParkedWhole(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.shirt(t, "A", "12", "10")
	w.shirt(t, "B", "12", "11")
	w.shirt(t, "C", "", "12")
	w.export(t)
	w.execute(t, "UPDATE goods SET TaxGroup = 2, PriceOut2 = 1 WHERE Code = 'B'")

	h := &heard{}
	w.cfg.Observer = h
	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.VATGroupsDiffer, problem(t, report).Code)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Parked)
	require.Len(t, h.parked, 1)

	_, b := w.variantOf(t, "B")
	require.Equal(t, "11", b.Price.Decimal.String())
	require.True(t, b.Active)
}

func TestVariantsAlwaysDiffer(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	for _, code := range []string{"", "", "x"} { // one name, and codes that say nothing
		g := tea()
		g.Code, g.Catalog3 = code, "12"
		w.good(t, g, "10")
	}

	w.export(t)

	options := map[string]bool{}
	for _, v := range w.productOf(t, "G:12").Variants {
		require.Len(t, v.Options, 1)
		options[v.Options[0]] = true
	}

	require.Len(t, options, 3)
	w.quiet(t)
}

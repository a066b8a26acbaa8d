package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// shopShirt is a product that the shop made, with two sizes and ids of its own.
func shopShirt() row {
	return row{
		"external_id": "from the old shop", "name": "Тениска", "vat_rate": "20", "option_names": []string{"Размер"},
		"variants": []row{
			{"external_id": "s", "sku": "S", "barcode": "3800000000015", "price": "10.00", "options": []string{"S"}, "quantity": "5"},
			{"external_id": "m", "sku": "M", "barcode": "3800000000022", "price": "12.00", "options": []string{"M"}, "quantity": "7"},
		},
	}
}

func importedShirt(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	_, err := w.shop.AddProduct(shopShirt())
	require.NoError(t, err)
	require.Empty(t, w.imports(t).Parked)
	w.export(t) // the categories

	return w
}

func TestExportLeavesAShopsOwnProductAsItIs(t *testing.T) {
	t.Parallel()

	w := importedShirt(t)
	before := w.productOf(t, "from the old shop")
	w.quiet(t)
	require.Equal(t, before, w.productOf(t, "from the old shop"))

	_, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)

	after := w.productOf(t, "from the old shop")
	require.Equal(t, before.OptionNames, after.OptionNames)
	require.Equal(t, before.Name, after.Name)
	require.Equal(t, before.CategoryIDs, after.CategoryIDs)
	require.Equal(t, before.Variants, after.Variants, "also when everything is sent")
}

func TestExportSendsAShopsOwnProductWhatTheWarehouseOwns(t *testing.T) {
	t.Parallel()

	w := importedShirt(t)
	w.execute(t, "UPDATE goods SET PriceOut2 = 11.50, Name = 'Друго име', Catalog3 = '12' WHERE Code = 'S'")
	w.execute(t, "UPDATE goods SET BarCode1 = '3800000000039' WHERE Code = 'M'")
	w.execute(t, "UPDATE goods SET TaxGroup = 2 WHERE Code IN ('S', 'M')")
	w.execute(t, "UPDATE store SET Qtty = 3 WHERE GoodID = (SELECT ID FROM goods WHERE Code = 'S')")
	w.cfg.Export.GroupingField = "Catalog3" // a grouping value does not take a variant out of the shop's product

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Empty(t, report.Parked)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written)
	require.Len(t, w.products(t), 1)

	p := w.productOf(t, "from the old shop")
	require.Equal(t, "Тениска", p.Name)
	require.Equal(t, []string{"Размер"}, p.OptionNames)
	require.Equal(t, "9", p.VATRate.Decimal.String())

	s, m := p.Variants[0], p.Variants[1]
	require.Equal(t, []string{"s", "m"}, []string{s.ExternalID, m.ExternalID})
	require.Equal(t, [][]string{{"S"}, {"M"}}, [][]string{s.Options, m.Options})
	require.Equal(t, "11.5", s.Price.Decimal.String())
	require.Equal(t, "3", s.Quantity.Decimal.String(), "it has a movement now")
	require.Equal(t, "3800000000039", m.Barcode)
	require.Equal(t, "12", m.Price.Decimal.String())
	require.Equal(t, "7", m.Quantity.Decimal.String(), "no movement, no figure")
	w.quiet(t)
}

func TestAShopsOwnProductIsNotHiddenWhenItsGoodLeaves(t *testing.T) {
	t.Parallel()

	w := importedShirt(t)
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'S'")

	_, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	p := w.productOf(t, "from the old shop")
	require.True(t, p.Visible)
	require.True(t, p.Variants[0].Active)
}

// The product is one in the shop, so it has one VAT rate.
func TestAShopsOwnProductOfTwoVATGroupsIsParked(t *testing.T) {
	t.Parallel()

	w := importedShirt(t)
	before := w.productOf(t, "from the old shop")
	w.execute(t, "UPDATE goods SET TaxGroup = 2, PriceOut2 = 1 WHERE Code = 'M'")

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.VATGroupsDiffer, problem(t, report).Code)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Parked)
	require.Equal(t, before.Variants, w.productOf(t, "from the old shop").Variants)
}

// A variant that the shop adds to one of our products is the shop's: it stays on
// sale, and so does the product, when our goods have left.
func TestAVariantThatTheShopAddedKeepsOurProductVisible(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	home, _ := w.variantOf(t, "A")

	_, err := w.shop.AddProduct(row{"id": home.ID, "variants": []row{{"external_id": "x", "sku": "X", "price": "3.00", "options": []string{"X"}}}})
	require.NoError(t, err)
	require.Empty(t, w.imports(t).Parked)

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")

	_, err = w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	p, added := w.variantOf(t, "X")
	require.Equal(t, home.ID, p.ID)
	require.True(t, p.Visible)
	require.True(t, added.Active)

	_, gone := w.variantOf(t, "A")
	require.False(t, gone.Active)
	w.quiet(t)
}

func TestAPromotionKeepsItsPrice(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")

	p, v := w.variantOf(t, "A")
	_, err := w.shop.AddProduct(row{"id": p.ID, "variants": []row{{"id": v.ID, "price": "7.00", "compare_at_price": "10.00"}}})
	require.NoError(t, err)

	w.execute(t, "UPDATE goods SET PriceOut2 = 12 WHERE Code IN ('A', 'B')")
	w.export(t)

	_, v = w.variantOf(t, "A")
	require.Equal(t, "7", v.Price.Decimal.String(), "the promotion is the shop's")
	require.Equal(t, "12", v.CompareAtPrice.Decimal.String(), "the regular price is Склад Pro's")

	_, v = w.variantOf(t, "B")
	require.Equal(t, "12", v.Price.Decimal.String())
	require.False(t, v.CompareAtPrice.Valid)
	w.quiet(t)
}

func TestAnImportedPromotionGivesTheRegularPrice(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	_, err := w.shop.AddProduct(row{"name": "Чаша", "vat_rate": "20", "variants": []row{{"sku": "C", "price": "7.00", "compare_at_price": "10.00"}}})
	require.NoError(t, err)
	w.imports(t)
	w.export(t)

	require.Equal(t, "10", w.scalar(t, "SELECT CAST(PriceOut2 AS TEXT) FROM goods WHERE Code = 'C'")[:2])
	w.quiet(t)

	_, v := w.variantOf(t, "C")
	require.Equal(t, "7", v.Price.Decimal.String())
}

func TestPossibleDoublesAreParked(t *testing.T) {
	t.Parallel()

	for name, good := range map[string]sklad.Good{
		"code":           {Code: "X"},
		"barcode":        {Code: "Y", BarCode1: "3800000000015"},
		"second barcode": {Code: "Y", BarCode2: "3800000000015"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.cfg.Import.Nomenclature = false
			w.goods(t, "A") // matching is finished: the shop was empty

			_, err := w.shop.AddProduct(row{"name": "Чаша", "vat_rate": "20", "variants": []row{{"sku": "X", "barcode": "3800000000015", "price": "1"}}})
			require.NoError(t, err)

			good.Name, good.TaxGroup, good.GroupID = "Чаша", 1, 1
			id := w.good(t, good, "10")
			other := w.good(t, sklad.Good{Name: "Друга", Code: "Z", TaxGroup: 1, GroupID: 1}, "10")

			h := &heard{}
			w.cfg.Observer = h
			report, err := w.exports(t, syncer.ExportOptions{})
			require.NoError(t, err)

			p := problem(t, report)
			require.Equal(t, text.PossibleDuplicate, p.Code)
			require.Contains(t, p.Args["candidates"], "Чаша")
			require.Len(t, h.parked, 1)
			require.Len(t, w.products(t), 3, "good %d waits, good %d goes", id, other)
			require.Equal(t, 1, report.Buckets[syncer.KindQuantity].Rules["parked"])
		})
	}
}

// More new goods than are asked for one by one.
func TestPossibleDoublesAmongManyNewGoods(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	w.goods(t, "A")

	_, err := w.shop.AddProduct(row{"name": "Чаша", "vat_rate": "20", "variants": []row{{"sku": "N7", "price": "1"}}})
	require.NoError(t, err)
	w.manyGoods(t, 250)

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, text.PossibleDuplicate, problem(t, report).Code)
	require.Len(t, w.products(t), 251)
}

// manyGoods adds goods N0, N1 and so on in one transaction.
func (w *world) manyGoods(t *testing.T, n int) {
	t.Helper()

	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for i := range n {
			code := "N" + string(rune('0'+i%10))
			if i >= 10 {
				code = "N" + string(rune('0'+i/100%10)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10))
			}

			g := sklad.Good{Name: code, Code: code, TaxGroup: 1, GroupID: 1}
			g.Prices = g.Prices.With(sklad.Retail, euro("10"))

			if _, err := tx.SaveGood(ctx, g, sklad.GoodAll); err != nil {
				return err
			}
		}

		return nil
	}))
}

func TestAnEmptyWarehouseIsNotMatchedForGood(t *testing.T) {
	t.Parallel()

	for _, only := range []syncer.Kind{"", syncer.KindQuantity} {
		w := newWorld(t)
		w.cfg.Import.Nomenclature = false
		_, err := w.shop.AddProduct(row{"name": "Чаша", "vat_rate": "20", "variants": []row{{"sku": "X", "price": "1"}}})
		require.NoError(t, err)

		_, err = w.exports(t, syncer.ExportOptions{Only: only})
		require.NoError(t, err)

		w.good(t, sklad.Good{Name: "Чаша", Code: "X", TaxGroup: 1, GroupID: 1}, "10")
		_, err = w.exports(t, syncer.ExportOptions{})

		var p *syncer.Problem
		require.ErrorAs(t, err, &p)
		require.Equal(t, text.UnlinkedSides, p.Code)
		require.Len(t, w.products(t), 1)
	}
}

func TestAQuantityExportDeclaresNothingMatched(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	w.good(t, sklad.Good{Name: "Чаша", Code: "X", TaxGroup: 1, GroupID: 1}, "10")

	_, err := w.exports(t, syncer.ExportOptions{Only: syncer.KindQuantity})
	require.NoError(t, err)
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM gomba_marks WHERE Name LIKE 'matched:%'"))

	_, err = w.client.Products.Upsert(t.Context(), []gombashop.ProductPatch{{ExternalID: "theirs", Name: new("Чаша")}})
	require.NoError(t, err)
	_, err = w.exports(t, syncer.ExportOptions{Only: syncer.KindQuantity})

	var p *syncer.Problem
	require.ErrorAs(t, err, &p)
	require.Equal(t, text.UnlinkedSides, p.Code)
}

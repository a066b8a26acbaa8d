package syncer_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// The complaints that users of other connectors have written most often, as far
// as they are about what goes to the shop. Each of them cannot happen here.

// 8: the quantity in the shop ignored what was ordered and not shipped yet.
func TestComplaint08_StockIgnoresWhatIsOrdered(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Fiscal, w.cfg.Import.Document = syncer.FiscalConfig{}, syncer.DocumentOrder
	w.goods(t, "A")

	w.order(t, buys("A", "7"))
	w.imports(t)               // a customer order in Склад Pro, which takes nothing from the stock
	w.order(t, buys("A", "2")) // not imported yet
	w.figures(t)
	require.Equal(t, "91", w.inShop(t, "A"))

	w.imports(t) // now both have their document: nothing is deducted twice
	w.figures(t)
	require.Equal(t, "91", w.inShop(t, "A"))
}

// 9: the stock was wiped because the source said 0, or did not keep the stock.
func TestComplaint09_NoFigureIsNotZero(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "DELETE FROM store WHERE GoodID = (SELECT ID FROM goods WHERE Code = 'A')")
	w.inStore(t, "B", "5")

	report := w.figures(t)
	require.Equal(t, "100 5", w.inShop(t, "A")+" "+w.inShop(t, "B"))
	require.Equal(t, 1, report.Buckets[syncer.KindQuantity].Rules["no_figure"])

	many := published(t, 30)
	many.execute(t, "UPDATE store SET Qtty = 0")
	require.Equal(t, text.MassChange, stopped(t, many, syncer.ExportOptions{Only: syncer.KindQuantity}).Code)
	require.Equal(t, "100", many.inShop(t, "N0"))
}

// 10: a price that was not found went out as 0.
func TestComplaint10_AMissingPriceIsNotZero(t *testing.T) {
	t.Parallel()

	for name, price := range map[string]any{"zero": 0, "none": nil, "negative": -1, "less than a cent": 0.004} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A", "C")
			w.good(t, sklad.Good{Name: "B", Code: "B", TaxGroup: 1, GroupID: 1}, "20")
			w.execute(t, "UPDATE goods SET PriceOut2 = ? WHERE Code <> 'C'", price)

			report := w.export(t)
			require.Equal(t, []text.Code{text.MissingPrice, text.MissingPrice}, codes(report.Parked))
			require.Contains(t, report.Parked[0].Error(), "PriceOut2")

			_, a := w.variantOf(t, "A")
			require.Equal(t, "10", a.Price.Decimal.String(), "the shop's row is left alone")
			require.Len(t, w.products(t), 2, "a new good waits for its price")
		})
	}

	// Another column than the one that holds prices stops at the same place.
	w := newWorld(t)
	w.good(t, tea(), "10")
	w.cfg.Export.Price = "PriceOut7"
	require.Equal(t, text.MissingPrice, problem(t, w.export(t)).Code)
	require.Empty(t, w.products(t))
}

// 22: users thought that stock goes both ways, and a hacked shop could bring
// goods in.
func TestComplaint22_DirectionsAreSeparate(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	w.goods(t, "A")

	before := w.scalar(t, "SELECT group_concat(ID || Name || Code || PriceOut2) FROM goods")
	product, v := w.variantOf(t, "A")

	// The shop renames, reprices, restocks and adds, and orders what it added.
	w.changeProduct(t, gombashop.ProductPatch{ID: product.ID, Name: new("Друго"), Variants: []gombashop.VariantPatch{
		{ID: v.ID, SKU: new("HACK"), Price: new(euro("0.01")), Quantity: new(decimal.NewNullDecimal(euro("9999")))},
	}})
	_, err := w.shop.AddProduct(row{"name": "Подхвърлена", "vat_rate": "20", "variants": []row{{"sku": "EVIL", "price": "0.01", "quantity": "5"}}})
	require.NoError(t, err)
	id := w.order(t, buys("EVIL", "1"))

	require.Len(t, w.imports(t).Parked, 1)
	require.Equal(t, "parked", w.state(t, id))
	require.Equal(t, before, w.scalar(t, "SELECT group_concat(ID || Name || Code || PriceOut2) FROM goods"))
	require.Equal(t, "100", w.scalar(t, "SELECT Qtty FROM store WHERE GoodID = 2"))

	// An export writes nothing of Склад Pro's, and an import no product or stock.
	w.shop.ClearRequests()
	w.imports(t)

	for _, r := range w.shop.Writes() {
		require.NotContains(t, r.Path, "/products")
		require.NotContains(t, r.Path, "/stock")
		require.NotContains(t, r.Path, "/customers")
	}
}

// 23: a large catalogue took hours, and all of the memory.
func TestComplaint23_OnlyWhatChangedIsSent(t *testing.T) {
	t.Parallel()

	const n = 1000

	w := published(t, n)
	w.execute(t, "UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID % 100 = 5")
	w.shop.ClearRequests()

	report := w.export(t)
	require.Equal(t, n/100, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, n-n/100, report.Buckets[syncer.KindGood].Unchanged)
	require.Len(t, w.shop.Writes(), 1, "one batch")
	w.quiet(t)

	w.shop.ClearRequests()
	_, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)

	batches := 0
	for _, r := range w.shop.Writes() {
		if strings.HasSuffix(r.Path, "/products/bulk") {
			batches++
		}
	}

	require.Equal(t, n/200, batches, "200 rows a request")
}

// 24: a sync from an empty or wrong source deleted most of the catalogue.
func TestComplaint24_NothingIsEverDeleted(t *testing.T) {
	t.Parallel()

	w := published(t, 40)
	w.cfg.Export.Partners = true
	w.partner(t, ivan())
	w.export(t)

	w.execute(t, hideFirst, 39)
	require.Equal(t, text.MassChange, stopped(t, w, syncer.ExportOptions{}).Code)
	require.Equal(t, text.MassChange, stopped(t, w, syncer.ExportOptions{Full: true}).Code)
	require.Len(t, w.onSale(t), 40)

	w.execute(t, "UPDATE goods SET Deleted = -1")
	require.Equal(t, text.EmptySource, stopped(t, w, syncer.ExportOptions{AllowMassChange: true}).Code)

	w.execute(t, "UPDATE goods SET Deleted = 0 WHERE Code = 'N0'")
	w.execute(t, "UPDATE partners SET Deleted = -1 WHERE Company LIKE 'Иван%'")
	w.partner(t, sklad.Partner{Company: "Друг", Phone: "0888999999", PriceGroup: 1})
	w.shop.ClearRequests()
	_, err := w.exports(t, syncer.ExportOptions{AllowMassChange: true, Full: true})
	require.NoError(t, err)
	require.Equal(t, []string{"N0"}, w.onSale(t))
	require.Len(t, w.products(t), 40, "hidden, and all there")
	require.Len(t, w.customers(t), 2)

	for _, r := range w.shop.Requests() {
		require.NotEqual(t, "DELETE", r.Method)
		require.NotContains(t, r.Path, "delete")
	}
}

// 25: an id of 0 counted as none, a deleted record could not come back, and a
// disabled one was made anew.
func TestComplaint25_PresenceIsNotAnID(t *testing.T) {
	t.Parallel()

	t.Run("the id 0", func(t *testing.T) {
		t.Parallel()

		w := newWorld(t)
		w.good(t, tea(), "10")
		shop := w.cfg.Shop
		w.cfg.Shop = &exportShop{Shop: shop, products: func(rows []gombashop.ProductPatch) (
			[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
		) {
			return rows, func(results []gombashop.Result) []gombashop.Result {
				results[0].ID, results[0].Variants[0].ID = "0", "0"

				return results
			}, nil
		}}
		w.cfg.Export.Quantities = false
		w.export(t)
		w.cfg.Shop = shop
		require.Empty(t, w.plannedExport(t), "the good is linked with the record 0")
	})

	t.Run("deleted and back", func(t *testing.T) {
		t.Parallel()

		w := newWorld(t)
		w.goods(t, "A", "B")
		before, _ := w.variantOf(t, "A")
		w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'A'")
		w.export(t)
		require.Equal(t, []string{"B"}, w.onSale(t))

		// Changed while it is hidden, it is not made anew.
		w.execute(t, "UPDATE goods SET PriceOut2 = 12 WHERE Code = 'A'")
		w.export(t)
		require.Len(t, w.products(t), 2)

		w.execute(t, "UPDATE goods SET Deleted = 0 WHERE Code = 'A'")
		w.export(t)

		back, v := w.variantOf(t, "A")
		require.Equal(t, before.ID, back.ID)
		require.Equal(t, "12", v.Price.Decimal.String())
		require.Equal(t, []string{"A", "B"}, w.onSale(t))
		w.quiet(t)
	})

	t.Run("parent and child", func(t *testing.T) {
		t.Parallel()

		w := newWorld(t)
		_, err := w.shop.AddProduct(row{"name": "Блуза", "vat_rate": "20", "option_names": []string{"Размер"}, "variants": []row{
			{"sku": "M", "price": "10.00", "options": []string{"M"}}, {"sku": "L", "price": "10.00", "options": []string{"L"}},
		}})
		require.NoError(t, err)
		w.imports(t)
		w.imports(t)
		require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM goods WHERE ID > 1"), "a good is a variant, never a product as well")
	})
}

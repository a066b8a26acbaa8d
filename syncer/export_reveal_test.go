package syncer_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// hiddenShop has seven products that it does not show, one of them with a
// variant that is not on sale either, and one that it shows but for a variant.
func hiddenShop(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)

	for i := range 7 {
		_, err := w.shop.AddProduct(row{"name": fmt.Sprintf("Скрит %d", i), "vat_rate": "20", "visible": false, "variants": []row{
			{"sku": fmt.Sprintf("H%d", i), "price": "10.00", "active": i != 0},
		}})
		require.NoError(t, err)
	}

	shirt := shopShirt()
	shirt["variants"].([]row)[1]["active"] = false
	_, err := w.shop.AddProduct(shirt)
	require.NoError(t, err)
	_, err = w.shop.AddProduct(row{"name": "Видим", "vat_rate": "20", "variants": []row{{"sku": "V", "price": "10.00"}}})
	require.NoError(t, err)
	require.Empty(t, w.imports(t).Parked)

	return w
}

// The goods of the chosen groups are visible (setting f); that the shop hid some
// of them is said before and when they are shown.
func TestAnExportSaysWhatItMakesVisible(t *testing.T) {
	t.Parallel()

	w := hiddenShop(t)
	revealed := 0
	plan := w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{})

	for a, err := range plan.Actions() {
		require.NoError(t, err)

		if p, ok := a.(syncer.UpsertProduct); ok {
			require.NotEqual(t, "Видим", p.Name)
			require.True(t, p.Reveals, p.Name)

			revealed++
		}
	}

	require.Equal(t, 8, revealed)

	report := w.export(t)

	for _, warnings := range [][]*syncer.Problem{plan.Report().Warnings, report.Warnings} {
		require.Equal(t, []text.Code{text.ShownAgain}, codes(warnings))
		require.Equal(t, "8", warnings[0].Args["count"])
		require.Equal(t, `H0 "Скрит 0"; H1 "Скрит 1"; H2 "Скрит 2"; H3 "Скрит 3"; H4 "Скрит 4"; …`,
			warnings[0].Args["goods"])
		require.Contains(t, warnings[0].Error(), "export.goods_groups")
	}

	for _, p := range w.products(t) {
		require.True(t, p.Visible, p.Name)
	}

	require.Empty(t, w.export(t).Warnings, "once")
}

// What export itself had hidden is no decision of the shop.
func TestWhatComesBackIsNoWarning(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE Goods SET Deleted = -1 WHERE Code = 'B'")
	w.export(t)
	w.execute(t, "UPDATE Goods SET Deleted = 0 WHERE Code = 'B'")

	revealed := false

	for a, err := range w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{}).Actions() {
		require.NoError(t, err)

		if p, ok := a.(syncer.UpsertProduct); ok {
			revealed = revealed || p.Reveals
		}
	}

	require.True(t, revealed, "the plan shows it all the same")
	require.Empty(t, w.export(t).Warnings)
}

func TestMatchingSaysWhatTheExportMakesVisible(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.good(t, sklad.Good{Name: "Лампа", Code: "X9", BarCode1: "3800000000015", TaxGroup: 1, GroupID: 1}, "10")
	_, err := w.shop.AddProduct(row{"name": "Лампа", "vat_rate": "20", "visible": false, "variants": []row{
		{"sku": "X9", "barcode": "3800000000015", "price": "10.00"},
	}})
	require.NoError(t, err)

	certain, _ := w.proposed(t)
	require.Len(t, certain, 1)
	w.applied(t, certain)

	warnings := w.export(t).Warnings
	require.Equal(t, []text.Code{text.ShownAgain}, codes(warnings))
	require.Equal(t, `X9 "Лампа"`, warnings[0].Args["goods"])
}

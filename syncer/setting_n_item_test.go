package syncer_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// itemWorld sells what nobody knows as the service 999 (20 %); kind 0 makes it a
// good with 100 pieces.
func itemWorld(t *testing.T, kind sklad.GoodType, more ...sklad.Good) *world {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")
	w.good(t, sklad.Good{Name: "Непозната стока", Code: "999", TaxGroup: 1, GroupID: 1, Type: kind}, "1")

	for _, g := range more {
		g.GroupID = 1
		w.good(t, g, "1")
	}

	w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood, w.cfg.Import.MissingItem = false, syncer.MissingItem, []string{"999"}

	return w
}

func unknownLine(name, sku, rate string) row {
	return row{"name": name, "sku": sku, "barcode": "", "unit_price": "3.00", "vat_rate": rate, "quantity": "2"}
}

func (w *world) notes(t *testing.T, id gombashop.OrderID) string {
	t.Helper()

	return w.scalar(t, `SELECT group_concat(n, ';') FROM (SELECT o.Note AS n FROM Operations o JOIN gomba_orders x ON x.Acct = o.Acct
		AND x.OperType = o.OperType WHERE x.OrderID = ? ORDER BY o.ID)`, string(id))
}

func TestSettingN_MissingGoodIsWrittenAsAnItem(t *testing.T) {
	t.Parallel()

	w := itemWorld(t, sklad.GoodService)
	id := w.order(t, buys("", "", row{"number": "1042", "items": []row{
		{"sku": "A", "quantity": "1"}, unknownLine("Лампа", "X9", "20"), unknownLine("Абажур", "X8", "20"), unknownLine("Лампа", "X9", "20"),
	}}))

	report := w.samePlan(t)
	require.Empty(t, report.Parked)
	require.Equal(t, "A 1 x 10.00,999 2 x 3.00,999 2 x 3.00,999 2 x 3.00", w.lines(t, id), "every line stays one")
	require.Equal(t, "1042;1042: Лампа / X9;1042: Абажур / X8;1042: Лампа / X9", w.notes(t, id))
	require.Contains(t, w.scalar(t, "SELECT Original FROM gomba_orders"), "Абажур", "the ledger's copy of the order")
	require.Equal(t, []text.Code{text.MissingItemUsed, text.MissingItemUsed, text.MissingItemUsed}, codes(report.Warnings))
	require.Equal(t, map[string]string{"item": "Абажур", "sku": "X8", "barcode": "", "good": `999 "Непозната стока"`}, report.Warnings[1].Args)
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE LocalID = (SELECT ID FROM Goods WHERE Code = '999')"))

	w.good(t, sklad.Good{Name: "Лампа", Code: "X9", TaxGroup: 1, GroupID: 1}, "3")
	id = w.order(t, buys("", "", row{"items": []row{unknownLine("Лампа", "X9", "20")}}))
	require.Empty(t, w.samePlan(t).Warnings)
	require.Equal(t, "X9 2 x 3.00", w.lines(t, id), "as soon as somebody has entered the good")
}

// The item's own VAT group counts; of several items that with the line's rate.
func TestSettingN_MissingItemOfTheLinesRate(t *testing.T) {
	t.Parallel()

	w := itemWorld(t, sklad.GoodService, sklad.Good{Name: "Непозната книга", Code: "909", TaxGroup: 2, Type: sklad.GoodService})
	order := func() gombashop.OrderID {
		return w.order(t, buys("", "", row{"items": []row{unknownLine("Книга", "K", "9"), unknownLine("Лампа", "L", "20"), unknownLine("Рента", "R", "0")}}))
	}

	id := order()
	require.Contains(t, codes(w.samePlan(t).Warnings), text.VATRateDiffers)
	require.Equal(t, "999 2 x 3.00,999 2 x 3.00,999 2 x 3.00", w.lines(t, id))

	w.cfg.Import.MissingItem = []string{"999", "909"}
	id = order()
	warnings := w.samePlan(t).Warnings
	require.Equal(t, "909 2 x 3.00,999 2 x 3.00,999 2 x 3.00", w.lines(t, id))
	require.Equal(t, text.VATRateDiffers, warnings[0].Code)
	require.Equal(t, "Рента", warnings[0].Args["item"], "of 0 %% there is none")
	require.Len(t, warnings, 4, "and each line is told")
}

// An item with stock is sold as setting g says.
func TestSettingN_MissingItemWithStock(t *testing.T) {
	t.Parallel()

	w := itemWorld(t, 0)
	w.order(t, buys("", "", row{"items": []row{unknownLine("Лампа", "X9", "20")}}))
	require.Empty(t, w.samePlan(t).Parked)
	require.Equal(t, "98", w.stockOf(t, "999"))

	w.execute(t, "UPDATE Store SET Qtty = 1 WHERE GoodID = (SELECT ID FROM Goods WHERE Code = '999')")
	w.order(t, buys("", "", row{"items": []row{unknownLine("Лампа", "X9", "20")}}))
	p := problem(t, w.samePlan(t))
	require.Equal(t, text.InsufficientStock, p.Code)
	require.Equal(t, `999 "Непозната стока"`, p.Args["good"])
}

// What stands for others is no good of the shop: it is not sent, and hidden
// where it had been.
func TestSettingN_MissingItemIsNeverExported(t *testing.T) {
	t.Parallel()

	w := itemWorld(t, 0)
	w.cfg.Export.Goods, w.cfg.Export.Quantities = true, true
	w.export(t)
	require.Len(t, w.products(t), 1)

	w.cfg.Import.MissingGood, w.cfg.Import.MissingItem = syncer.MissingPark, nil
	w.export(t)
	require.Len(t, w.products(t), 2)

	w.cfg.Import.MissingGood, w.cfg.Import.MissingItem = syncer.MissingItem, []string{"999"}
	w.export(t)

	for _, p := range w.products(t) {
		require.Equal(t, p.Variants[0].SKU == "A", p.Visible, p.Name)
	}

	w.shop.ClearRequests()
	w.export(t)
	require.Empty(t, w.shop.Writes())
}

func TestSettingN_MissingItemMustBeOneGood(t *testing.T) {
	t.Parallel()

	w := itemWorld(t, sklad.GoodService)
	w.cfg.Import.MissingItem = []string{"999", "404"}

	_, err := w.engine(t).Check(t.Context())
	require.Equal(t, text.UnknownMissingItem, firstProblem(t, err).Code)
	require.Equal(t, "404", firstProblem(t, err).Args["code"])
	require.ErrorContains(t, err, "import.missing_item")

	for _, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.Equal(t, text.UnknownMissingItem, firstProblem(t, err).Code)
	}

	_, err = w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Equal(t, text.UnknownMissingItem, firstProblem(t, err).Code)

	w.cfg.Import.MissingItem = nil
	_, err = syncer.New(w.cfg)
	require.ErrorContains(t, err, "import.missing_item")

	w.cfg.Import.MissingItem = []string{"999"}
	w.good(t, sklad.Good{Name: "Друга", Code: "999", TaxGroup: 1, GroupID: 1}, "1")
	_, err = w.engine(t).Check(t.Context())
	require.Equal(t, text.UnknownMissingItem, firstProblem(t, err).Code, "of two nobody knows which")
}

// A note that is too long is cut; a restored backup finds the document by it.
func TestSettingN_MissingItemAfterARestoredBackup(t *testing.T) {
	t.Parallel()

	w := itemWorld(t, sklad.GoodService)
	w.cfg.Import.Document, w.cfg.Fiscal = syncer.DocumentOrder, syncer.FiscalConfig{}
	id := w.order(t, buys("", "", row{"items": []row{unknownLine(strings.Repeat("я", 300), "X9", "20")}}))
	require.Empty(t, w.samePlan(t).Parked)
	require.Len(t, []rune(w.notes(t, id)), 255)

	w.execute(t, "DELETE FROM gomba_orders")
	w.execute(t, "DELETE FROM gomba_documents")

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{Adopt: true})
	require.NoError(t, err)
	require.Equal(t, []text.Code{text.AdoptedLinked}, codes(report.Warnings))
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 19"))
}

package syncer_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// Lots that a person chooses park the sale of a good, not that of a service, and
// no order document.
func TestAPlanKnowsThatLotsAreChosenByHand(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.good(t, sklad.Good{Name: "Монтаж", Code: "S", TaxGroup: 1, GroupID: 1, Type: sklad.GoodService}, "5")
	w.execute(t, "UPDATE Configuration SET Value = '4' WHERE Key = 'configkey23'")
	w = w.again(t)
	w.cfg.Import.Nomenclature = false

	w.order(t, buys("S", "1", row{"items": []row{{"sku": "S", "name": "Монтаж", "unit_price": "5.00", "vat_rate": "20"}}}))
	w.order(t, buys("A", "1"))

	report := w.samePlan(t)
	require.Len(t, report.Documents, 1)
	require.Equal(t, text.NeedsPerson, problem(t, report).Code)
	require.ErrorIs(t, report.Parked[0], sklad.ErrNeedsPerson)

	w.cfg.Import.Document, w.cfg.Fiscal = syncer.DocumentOrder, syncer.FiscalConfig{}
	require.Len(t, w.samePlan(t).Documents, 1, "the parked one, as an order")
}

// A good that is made by recipe is not sold below zero even where others are.
func TestAPlanKnowsThatARecipeIsProducedFirst(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'")
	w.execute(t, "UPDATE Goods SET IsRecipe = 1 WHERE Code = 'A'")
	w = w.again(t)
	w.cfg.Import.Nomenclature = false

	w.order(t, buys("B", "101"))
	w.order(t, buys("A", "99"))
	w.order(t, buys("A", "2"))

	report := w.samePlan(t)
	require.Len(t, report.Documents, 2)
	require.Equal(t, text.NeedsPerson, problem(t, report).Code)
}

// endOf is the error that a plan and a run end with; both have done as much.
func (w *world) endOf(t *testing.T) (documents int, planned, ran error) {
	t.Helper()

	for a, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		if _, ok := a.(syncer.ImportOrder); ok {
			documents++
		}

		planned = err
	}

	report, ran := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Len(t, report.Documents, documents)

	return documents, planned, ran
}

func TestAPlanKnowsTheEndOfTheUSNRange(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	require.NoError(t, w.cfg.Warehouse.InTx(t.Context(), func(ctx context.Context, tx syncer.WarehouseTx) error {
		return tx.RaiseUSNFloor(ctx, "DT279013", usn.Range{}.Last()-2)
	}))

	for range 4 {
		w.order(t, buys("A", "1"))
	}

	documents, planned, ran := w.endOf(t)
	require.Equal(t, 2, documents)
	require.Equal(t, text.USNExhausted, firstProblem(t, ran).Code)
	require.Error(t, planned)
	require.Equal(t, text.USNExhausted, firstProblem(t, planned).Code)
	require.Equal(t, firstProblem(t, ran).Args, firstProblem(t, planned).Args)
}

func TestAPlanKnowsTheEndOfTheDocumentNumbers(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	for n := range 100 {
		w.execute(t, "INSERT INTO NextAcct (NextAcct) VALUES (?)", "S"+strconv.Itoa(n+2))
	}

	for range 3 {
		w.order(t, buys("A", "1"))
	}

	report := w.samePlan(t)
	require.Len(t, report.Documents, 1)
	require.Equal(t, []text.Code{text.NoNumber, text.NoNumber}, codes(report.Parked))
	require.Contains(t, report.Parked[0].Error(), "NextAcct")

	w.cfg.Import.Document, w.cfg.Fiscal = syncer.DocumentOrder, syncer.FiscalConfig{}
	require.Len(t, w.samePlan(t).Documents, 2, "orders have a series of their own")
}

// narrow is a database whose columns are those of an old Windows.
type narrow struct{ syncer.Warehouse }

func (n narrow) Charsets(context.Context) (sklad.Charsets, error) {
	charsets := sklad.Charsets{}
	for _, column := range []string{
		"goods.name", "goods.code", "goodsgroups.name", "partners.company", "partners.address", "operations.note", "payments.transactionnumber",
	} {
		charsets[column] = "cp1251"
	}

	return charsets, nil
}

// A character that a column lacks is named, before anything is written.
func TestAPlanKnowsWhichCharactersTheDatabaseHolds(t *testing.T) {
	t.Parallel()

	item := func(name string) row {
		return row{"items": []row{{"sku": "N", "name": name, "unit_price": "3.00", "vat_rate": "20", "quantity": "1"}}}
	}

	for name, c := range map[string]struct {
		order   row
		missing syncer.MissingGood
		field   string
	}{
		"customer":    {buys("A", "1", row{"customer": row{"name": "José", "email": "j@example.com"}}), "", "Company"},
		"transaction": {buys("A", "1", row{"payment": row{"method": "card", "paid": true, "transaction_ref": "é"}}), "", "TransactionNumber"},
		"new good":    {buys("", "", item("Café")), syncer.MissingCreate, "Name"},
		"note":        {buys("", "", item("Café")), syncer.MissingItem, "Note"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'")
			w = w.again(t)
			w.cfg.Warehouse = narrow{w.cfg.Warehouse}
			w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood = false, c.missing

			if c.missing == syncer.MissingItem {
				w.cfg.Import.MissingItem = []string{"A"}
			}

			w.order(t, c.order)
			w.order(t, buys("A", "1"))

			report := w.samePlan(t)
			require.Len(t, report.Documents, 1)

			p := problem(t, report)
			require.Equal(t, []string{string(text.InvalidRecord), c.field, "no_character", `"é"`},
				[]string{string(p.Code), p.Args["field"], p.Args["what"], p.Args["value"]})
			require.Contains(t, text.BG.Problem(*p), "не побира знака")
		})
	}
}

// The same of what nomenclature brings: new records and new names.
func TestAPlanKnowsWhichCharactersOfTheShopsRecordsFit(t *testing.T) {
	t.Parallel()

	w := drinksShop(t)
	w.cfg.EditNameAndGroup = true
	require.Empty(t, w.imports(t).Parked)
	w.cfg.Warehouse = narrow{w.cfg.Warehouse}

	coffee := "Café"
	results, err := w.client.Categories.Upsert(t.Context(), []gombashop.CategoryPatch{{ExternalID: "c", Name: &coffee}})
	require.NoError(t, err)
	w.tea(t, "in a new group", results[0].ID)
	w.tea(t, "é", w.categoryNamed(t, "Чайове"))

	renamed := w.products(t)
	id := renamed[slices.IndexFunc(renamed, func(p gombashop.Product) bool { return p.Variants[0].SKU == "L" })].ID
	w.changeProduct(t, gombashop.ProductPatch{ID: id, Name: new("Thé")})
	w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "z", Name: new("José"), Email: new("j@example.com")})

	report := w.samePlan(t)
	require.Len(t, report.Parked, 4)

	for _, p := range report.Parked {
		require.Equal(t, text.InvalidRecord, p.Code)
		require.Equal(t, "no_character", p.Args["what"], p.Record)
	}
}

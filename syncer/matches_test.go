package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/match"
	"github.com/skladmost/skladmost/syncer/text"
)

// twoLive are a warehouse and a shop that were both filled by hand: a shirt of
// two sizes by barcode, a cup by code, a knife by name alone, and one more on
// each side.
func twoLive(t *testing.T) (*world, map[string]sklad.GoodID) {
	t.Helper()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false

	for _, p := range []row{
		shopShirt(),
		{"name": "Чаша &quot;Синя&quot;", "vat_rate": "20", "variants": []row{{"sku": "CH048М", "price": "10.00", "quantity": "100"}}},
		{"name": "Нож, ловен", "vat_rate": "20", "variants": []row{{"sku": "KN-1", "price": "10.00", "quantity": "4"}}},
		{"name": "Само в магазина", "vat_rate": "20", "variants": []row{{"sku": "ONLY", "price": "3.00"}}},
	} {
		_, err := w.shop.AddProduct(p)
		require.NoError(t, err)
	}

	ids := map[string]sklad.GoodID{}
	for _, g := range []sklad.Good{
		{Code: "W-S", Name: "Тениска с къс ръкав S", BarCode2: "3800000000015"},
		{Code: "W-M", Name: "Тениска с къс ръкав M", BarCode1: "3800000000022"},
		{Code: "ch048m", Name: "ЧАША СИНЯ"},
		{Code: "100", Name: "Ловен нож 2"},
		{Code: "200", Name: "Само в склада"},
	} {
		g.TaxGroup, g.GroupID = 1, 1
		ids[g.Code] = w.good(t, g, "10")
	}

	return w, ids
}

func (w *world) proposed(t *testing.T) (certain, candidates []syncer.Match) {
	t.Helper()

	for m, err := range w.engine(t).ProposeMatches(t.Context()) {
		require.NoError(t, err)

		if m.Certain {
			certain = append(certain, m)
		} else {
			candidates = append(candidates, m)
		}
	}

	return certain, candidates
}

func (w *world) applied(t *testing.T, matches []syncer.Match) syncer.Report {
	t.Helper()

	report, err := w.engine(t).ApplyMatches(t.Context(), matches)
	require.NoError(t, err)
	addsUp(t, report)

	return report
}

func (w *world) unlinkedSides(t *testing.T) {
	t.Helper()

	_, err := w.exports(t, syncer.ExportOptions{})

	var p *syncer.Problem
	require.ErrorAs(t, err, &p)
	require.Equal(t, text.UnlinkedSides, p.Code)
	require.Contains(t, p.Error(), "match propose")
}

func TestSettingM_TwoLiveSystemsAreJoined(t *testing.T) {
	t.Parallel()

	w, ids := twoLive(t)
	w.unlinkedSides(t)

	certain, candidates := w.proposed(t)
	require.Len(t, certain, 3)
	require.Len(t, candidates, 1, "%+v", candidates)
	require.Equal(t, ids["100"], candidates[0].GoodID)
	require.Equal(t, []match.Reason{match.AlikeName, match.SamePrice}, candidates[0].Reasons)
	require.Equal(t, "Тениска S", certain[0].Variant.Name)

	w.shop.ClearRequests()
	report := w.applied(t, append(certain, candidates...))
	require.Equal(t, 4, report.Buckets[syncer.KindGood].Written)
	require.Empty(t, w.shop.Writes(), "only links are written")
	w.unlinkedSides(t)

	require.NoError(t, w.engine(t).FinishMatching(t.Context()))
	require.Equal(t, 4, w.applied(t, append(certain, candidates...)).Buckets[syncer.KindGood].Unchanged, "again changes nothing")

	_, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, w.products(t), 5, "the one good that the shop did not have")

	shirt := w.productOf(t, "from the old shop")
	require.Equal(t, "Тениска", shirt.Name)
	require.Equal(t, []string{"s", "m"}, []string{shirt.Variants[0].ExternalID, shirt.Variants[1].ExternalID})
	require.Equal(t, "W-S", shirt.Variants[0].SKU, "Склад Pro owns the code")
	require.Equal(t, "10", shirt.Variants[1].Price.Decimal.String())
	require.Equal(t, "100", shirt.Variants[1].Quantity.Decimal.String())
	w.quiet(t)

	_, err = w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)
	require.Len(t, w.products(t), 5, "also when everything is sent")

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code IN ('ch048m', 'W-S', '200')")
	_, err = w.exports(t, syncer.ExportOptions{AllowMassChange: true})
	require.NoError(t, err)

	cup, v := w.variantOf(t, "ch048m")
	require.True(t, cup.Visible && v.Active, "only what export itself published is hidden")
	require.False(t, w.productOf(t, idOf(ids["200"])).Visible)
}

func TestSettingM_WithoutMatchingNothingIsBrought(t *testing.T) {
	t.Parallel()

	w, _ := twoLive(t)
	w.unlinkedSides(t)
	w.cfg.Import.Nomenclature = true

	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})

	var p *syncer.Problem
	require.ErrorAs(t, err, &p)
	require.Equal(t, text.UnlinkedSides, p.Code)
	require.Len(t, w.products(t), 4)
	require.Equal(t, "6", w.scalar(t, "SELECT COUNT(*) FROM goods"))
}

// What the shop shows already is not sent: here the cup differs in its code
// alone.
func TestAfterMatchingOnlyDifferencesAreSent(t *testing.T) {
	t.Parallel()

	w, _ := twoLive(t)
	certain, _ := w.proposed(t)
	w.applied(t, certain)
	require.NoError(t, w.engine(t).FinishMatching(t.Context()))

	_, before := w.variantOf(t, "CH048М")
	shop := &exportShop{Shop: w.cfg.Shop}
	w.cfg.Shop = shop
	_, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	for _, p := range shop.sent {
		for _, v := range p.Variants {
			if v.ID == before.ID {
				require.Equal(t, "ch048m", *v.SKU)
				require.Nil(t, v.Price)
				require.Nil(t, p.Name)
			}
		}
	}

	w.quiet(t)
}

func TestSettingM_AfterwardsDoublesAreParked(t *testing.T) {
	t.Parallel()

	for _, code := range []string{"ONLY", "оnly"} { // the second with a Cyrillic о
		w, _ := twoLive(t)
		certain, _ := w.proposed(t)
		w.applied(t, certain)
		require.NoError(t, w.engine(t).FinishMatching(t.Context()))
		w.good(t, sklad.Good{Name: "Съвсем друго", Code: code, TaxGroup: 1, GroupID: 1}, "10")

		report, err := w.exports(t, syncer.ExportOptions{})
		require.NoError(t, err)

		p := problem(t, report)
		require.Equal(t, text.PossibleDuplicate, p.Code)
		require.Contains(t, p.Record, code)
		require.Contains(t, p.Error(), "match propose", "what to do about it")
	}
}

// A UPC is the EAN with a 0 before it, whichever of the two has which; zeros alone
// are no barcode.
func TestSettingM_ABarcodeInAnotherFormIsTheSame(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		here, there string
		parks       bool
	}{
		{"0012345678905", "012345678905", true},
		{"012345678905", "0012345678905", true},
		{"3800000000091", "3800000000091", true},
		{"3800000000091", "3800000000084", false},
		{"0000000000000", "0000000000000", false},
	} {
		w := newWorld(t)
		w.cfg.Import.Nomenclature = false
		require.NoError(t, w.engine(t).FinishMatching(t.Context()))

		_, err := w.shop.AddProduct(row{"name": "Тяхно", "vat_rate": "20", "variants": []row{{"sku": "T", "barcode": c.there, "price": "3.00"}}})
		require.NoError(t, err)
		w.good(t, sklad.Good{Name: "Наше", Code: "H", BarCode1: c.here, TaxGroup: 1, GroupID: 1}, "10")

		report, err := w.exports(t, syncer.ExportOptions{})
		require.NoError(t, err)
		require.Equal(t, c.parks, len(report.Parked) == 1, "%+v", c)
	}
}

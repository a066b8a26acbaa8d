package syncer_test

import (
	"context"
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestAnUnknownKindIsAnError(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	for _, only := range []syncer.Kind{"goods", syncer.KindOrder, syncer.KindReceipt} {
		p := stopped(t, w, syncer.ExportOptions{Only: only})
		require.Equal(t, text.InvalidSetting, p.Code)
		require.ErrorContains(t, p, "quantity")

		for _, err := range w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{Only: only}).Actions() {
			require.ErrorAs(t, err, &p)
		}
	}
}

func TestOnlyOneKindIsSent(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.execute(t, "UPDATE goods SET PriceOut2 = 11")
	w.execute(t, "UPDATE store SET Qtty = 7")

	report, err := w.exports(t, syncer.ExportOptions{Only: syncer.KindQuantity})
	require.NoError(t, err)
	require.NotContains(t, report.Buckets, syncer.KindGood)

	_, v := w.variantOf(t, "A")
	require.Equal(t, "10 7", v.Price.Decimal.String()+" "+v.Quantity.Decimal.String())

	report, err = w.exports(t, syncer.ExportOptions{Only: syncer.KindGood})
	require.NoError(t, err)
	require.NotContains(t, report.Buckets, syncer.KindQuantity)

	_, v = w.variantOf(t, "A")
	require.Equal(t, "11", v.Price.Decimal.String())
}

// What is switched off asks the shop nothing.
func TestSwitchedOffMeansNotOneRequest(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Export.Goods, w.cfg.Export.Quantities = false, false
	w.shop.ClearRequests()

	_, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)

	for _, r := range w.shop.Requests() {
		require.Contains(t, []string{"/api/microinvest/v1/ping", "/api/microinvest/v1/statuses"}, r.Path)
	}
}

// A run for one good sends its whole product, because options belong together,
// and nothing else.
func TestARunForSomeGoodsKnowsTheirProducts(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	a := w.shirt(t, "A", "12", "10")
	b := w.shirt(t, "B", "12", "11")
	c := w.shirt(t, "C", "", "12")
	w.export(t)

	w.execute(t, "UPDATE goods SET PriceOut2 = PriceOut2 + 1")
	report, err := w.exports(t, syncer.ExportOptions{Goods: []sklad.GoodID{b}})
	require.NoError(t, err)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written)

	p := w.productOf(t, "G:12")
	require.Len(t, p.OptionNames, 1)
	require.Equal(t, "11 12", p.Variants[0].Price.Decimal.String()+" "+p.Variants[1].Price.Decimal.String())

	_, v := w.variantOf(t, "C")
	require.Equal(t, "12", v.Price.Decimal.String(), "good %d waits", c)

	// A good that leaves its group is moved alone, and nothing is hidden.
	w.groupOf(t, "C", "12")
	_, err = w.exports(t, syncer.ExportOptions{Goods: []sklad.GoodID{a}})
	require.NoError(t, err)
	require.Len(t, w.productOf(t, "G:12").Variants, 3)
	require.True(t, w.productOf(t, "4").Visible)

	w.export(t)
	require.False(t, w.productOf(t, "4").Visible, "the next whole run hides what is empty")
	w.quiet(t)

	report, err = w.exports(t, syncer.ExportOptions{Goods: []sklad.GoodID{999}})
	require.NoError(t, err)
	require.Equal(t, 0, report.Buckets[syncer.KindGood].Seen)
}

func TestEverythingIsSentInFull(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	_, v := w.variantOf(t, "A")
	_, err := w.shop.AddProduct(row{"external_id": "2", "name": "Име в магазина", "variants": []row{{"id": v.ID, "price": "1.00", "quantity": "1"}}})
	require.NoError(t, err)
	w.quiet(t)

	report, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, 2, report.Buckets[syncer.KindQuantity].Written)

	p, v := w.variantOf(t, "A")
	require.Equal(t, "Име в магазина", p.Name, "the name of a known good is the shop's, setting l")
	require.Equal(t, "10 100", v.Price.Decimal.String()+" "+v.Quantity.Decimal.String())
	w.quiet(t)
}

func TestWhatIsNoArticleStaysAtHome(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.good(t, sklad.Good{Name: "Доставка", Code: "D", TaxGroup: 1, GroupID: 1, Type: sklad.GoodService}, "5")
	w.goods(t, "A")
	require.Len(t, w.products(t), 1)

	report := w.export(t)
	require.Equal(t, map[string]int{"default_good": 1, "service": 1}, report.Buckets[syncer.KindGood].Rules)
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Unchanged)

	// One that became a service is left alone: neither hidden nor sent.
	w.good(t, tea(), "3")
	w.export(t)
	w.execute(t, "UPDATE goods SET Type = 8, PriceOut2 = 9 WHERE Code = 'A'")
	w.export(t)

	p, v := w.variantOf(t, "A")
	require.True(t, p.Visible && v.Active)
	require.Equal(t, "10", v.Price.Decimal.String())
}

func TestATombstoneKeepsAGoodAtHome(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE gomba_links SET State = 'tombstone' WHERE ExternalID = '2'")
	w.execute(t, "UPDATE goods SET PriceOut2 = 11")

	report := w.export(t)
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Rules["tombstone"])

	_, v := w.variantOf(t, "A")
	require.Equal(t, "10", v.Price.Decimal.String())
}

func TestOddNamesAndPrices(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.good(t, sklad.Good{Name: "Чай", Code: "T", TaxGroup: 1, GroupID: 1}, "3")
	w.execute(t, "UPDATE goods SET Name = ?, Code = ?, BarCode1 = ?, Description = ? WHERE Code = 'T'",
		"\x02 Чай\tлипа\x1f ", "T\n1", "380\r", "Ред\r\nДруг\x07ред") // as an old import of another program may leave it
	w.good(t, sklad.Good{Name: "Празна", Code: "E", TaxGroup: 1, GroupID: 1}, "3")
	w.execute(t, "UPDATE goods SET Name = ' ' WHERE Code = 'E'")
	w.good(t, sklad.Good{Name: "Без цена", Code: "P", TaxGroup: 1, GroupID: 1}, "0")
	w.good(t, sklad.Good{Name: "Отрицателна", Code: "Q", TaxGroup: 1, GroupID: 1}, "5")
	w.execute(t, "UPDATE goods SET PriceOut2 = -5 WHERE Code = 'Q'")
	w.good(t, sklad.Good{Name: "Без ставка", Code: "R", TaxGroup: 1, GroupID: 1}, "3")
	w.execute(t, "UPDATE goods SET TaxGroup = 77 WHERE Code = 'R'")

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	codes := map[text.Code]int{}
	for _, p := range report.Parked {
		codes[p.Code]++
	}

	require.Equal(t, map[text.Code]int{text.MissingName: 1, text.MissingPrice: 2, text.NoVATGroup: 1}, codes)
	require.Len(t, w.products(t), 1)

	p := w.products(t)[0]
	require.Equal(t, "Чай липа", p.Name)
	require.Equal(t, "Ред\nДруг ред", p.DescriptionHTML)
	require.Equal(t, "T 1", p.Variants[0].SKU)
	require.Equal(t, "380", p.Variants[0].Barcode)
}

var errStrategy = errors.New("my price list is not there")

func TestAStrategyThatFailsEndsTheRun(t *testing.T) {
	t.Parallel()

	for name, set := range map[string]func(*syncer.Config){
		"price": func(c *syncer.Config) {
			c.PriceRule = syncer.PriceRuleFunc(func(context.Context, syncer.PriceQuery) (syncer.PriceAnswer, error) {
				return syncer.PriceAnswer{}, errStrategy
			})
		},
		"stock": func(c *syncer.Config) {
			c.StockRule = syncer.StockRuleFunc(func(context.Context, syncer.StockRuleQuery) (syncer.StockAnswer, error) {
				return syncer.StockAnswer{}, errStrategy
			})
		},
		"group": func(c *syncer.Config) {
			c.Grouper = syncer.GrouperFunc(func(context.Context, syncer.GroupQuery) (syncer.GroupAnswer, error) {
				return syncer.GroupAnswer{}, errStrategy
			})
		},
	} {
		w := newWorld(t)
		w.goods(t, "A")
		set(&w.cfg)

		_, err := w.exports(t, syncer.ExportOptions{})
		require.ErrorIs(t, err, errStrategy, name)
	}
}

func TestAStockRuleWithoutAFigureSendsNone(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.StockRule = syncer.StockRuleFunc(func(_ context.Context, q syncer.StockRuleQuery) (syncer.StockAnswer, error) {
		return syncer.StockAnswer{Quantity: decimal.NullDecimal{Decimal: q.Row.Qty.Decimal, Valid: q.Row.GoodID != 2}}, nil
	})
	w.goods(t, "A", "B")

	_, a := w.variantOf(t, "A")
	require.False(t, a.Quantity.Valid, "no figure is not 0")
	require.Equal(t, "100", w.inShop(t, "B"))
}

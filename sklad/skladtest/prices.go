package skladtest

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// pricesTopic stores the floats that the program itself stores, bit for bit.
func pricesTopic(t *testing.T, s suite) {
	w := s.shop(t)
	t.Run("gross", func(t *testing.T) { w.storesPrices(t, "-1", "105.55", [3]float64{1.5416666666666667, 24.6, 0.33335}) })
	t.Run("net", func(t *testing.T) { w.storesPrices(t, "0", "126.66", [3]float64{1.85, 29.52, 0.40001999999999993}) })
	t.Run("discounts and surcharges", w.storesDiscounts)
	t.Run("VAT by the good's group", w.storesVAT)
}

type linePrices struct {
	PriceIn  float64 `db:"PriceIn"`
	PriceOut float64 `db:"PriceOut"`
	VATOut   float64 `db:"VATOut"`
	Discount float64 `db:"Discount"`
}

func (w shop) pricesOf(t *testing.T, r sklad.Recorded) []linePrices {
	t.Helper()
	var lines []linePrices
	require.NoError(t, w.db.SQL().Select(t.Context(), &lines, "SELECT "+engine.Columns[linePrices]("o")+
		" FROM {Operations} o WHERE o.[OperType] = ? AND o.[Acct] = ? ORDER BY o.[ID]", int64(r.OperType), int64(r.Acct)))
	return lines
}

func (w shop) line(qty, price, discount string) sklad.Line {
	return sklad.Line{GoodID: w.good, Qty: dec(qty), Price: dec(price), Discount: dec(discount)}
}

// storesPrices records the sale whose rows the vendor's open program was seen
// to write.
func (w shop) storesPrices(t *testing.T, gross, total string, vat [3]float64) {
	w.set(t, "configkey20", gross)
	w.set(t, "configkey12", "-1")
	d := w.sale("1")
	d.Lines = []sklad.Line{w.line("3", "9.25", "0"), w.line("0.5", "164", "10"), w.line("2", "3", "33.33")}
	d.Payments = nil
	r := w.records(t, d)
	require.Equal(t, total, r.Total.String())
	require.Equal(t, []linePrices{
		{7.58, 9.25, w.float(t, vat[0]), 0}, {7.58, 147.6, vat[1], 10},
		{7.58, w.float(t, 2.0000999999999998), w.float(t, vat[2]), 33.33},
	}, w.pricesOf(t, r))
	require.Equal(t, 1, w.count(t, "{Payments} WHERE [OperType] = 2 AND [Acct] = ? AND [Mode] = -1 AND [Qtty] = ?",
		float64(r.Acct), dec(total).InexactFloat64()))
}

func (w shop) storesDiscounts(t *testing.T) {
	w.set(t, "configkey20", "-1")
	d := w.sale("1")
	d.Lines = []sklad.Line{w.line("3", "1.99", "33.33"), w.line("0.333", "9.25", "0"), w.line("1.5", "1.05", "-10"), w.line("1", "5", "99")}
	d.Payments = nil
	r := w.records(t, d)
	got, err := w.db.Document(t.Context(), r.OperType, r.Acct)
	require.NoError(t, err)
	sum := decimal.Zero
	for i, line := range got.Lines {
		terms := sklad.LineTerms{Price: d.Lines[i].Price, Qty: line.Qty, Discount: line.Discount, VATRate: dec("20"), Gross: true}
		require.Equal(t, d.Lines[i].Price.String(), line.Price.String(), "the price before the discount is computed back")
		sum = sum.Add(sklad.PriceLine(terms).TotalWithVAT)
	}
	require.Equal(t, "8.85", r.Total.String(), "8.80 and five cents")
	require.Equal(t, r.Total.String(), sum.String())
}

func (w shop) storesVAT(t *testing.T) {
	w.set(t, "configkey20", "-1")
	for group, want := range map[int]float64{1: 1.5416666666666667, 2: 0.7637614678899083, 3: 0} {
		w.exec(t, "UPDATE {Goods} SET [TaxGroup] = ? WHERE [ID] = ?", group, int64(w.good))
		r := w.records(t, w.sale("1"))
		require.InDelta(t, w.float(t, want), w.pricesOf(t, r)[0].VATOut, 1e-15, group)
	}
}

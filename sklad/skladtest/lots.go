package skladtest

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// lotsTopic takes a sale of 15 from three lots, by each costing method.
func lotsTopic(t *testing.T, s suite) {
	w := s.shop(t)
	w.add(t, "Lots",
		engine.Row{"ID": 2, "SerialNo": "L2", "EndDate": w.stored(2027, 6, 1)},
		engine.Row{"ID": 3, "SerialNo": "L3", "EndDate": w.stored(2027, 1, 1)})
	for _, c := range []struct {
		name, costing string
		want          []string
		rows          int // with stock or without, that stay
	}{
		{"average", "0", []string{"15 7.58 1"}, 3},
		{"FIFO, the oldest first", "2", []string{"12 7.58 1", "3 8 2"}, 2},
		{"LIFO, the newest first", "3", []string{"5 9 3", "10 8 2"}, 1},
		{"FEFO, the first to end", "5", []string{"5 9 3", "10 8 2"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.fillLots(t, c.costing)
			require.Equal(t, c.want, w.lotsOf(t, w.records(t, w.sale("15"))))
			require.Equal(t, c.rows, w.count(t, "{Store} WHERE [GoodID] = ?", int64(w.good)), "used up lots are deleted")
		})
	}
	t.Run("two lines take one after the other", w.takesInTurn)
	t.Run("more than all lots hold", func(t *testing.T) {
		w.fillLots(t, "2")
		_ = w.refuses(t, w.sale("28"), sklad.ErrInsufficientStock)
	})
	t.Run("orders hold lots back", func(t *testing.T) {
		w.fillLots(t, "2")
		w.records(t, w.order("27"))
		_ = w.refuses(t, w.sale("1"), sklad.ErrInsufficientStock)
	})
	t.Run("parts come to the line's total", w.comesToTheLine)
	t.Run("chosen by hand needs a person", func(t *testing.T) {
		w.fillLots(t, "4")
		_ = w.refuses(t, w.sale("1"), sklad.ErrNeedsPerson)
	})
}

// fillLots puts 12 pieces without a lot and lots of 10 and 5 into the store.
// With average cost the program has one row, of which the first is taken.
func (w shop) fillLots(t *testing.T, costing string) {
	t.Helper()
	w.set(t, "configkey23", costing)
	w.exec(t, "DELETE FROM {Operations}")
	w.exec(t, "DELETE FROM {Store} WHERE [GoodID] = ?", int64(w.good))
	for i, lot := range []engine.Row{
		{"Qtty": 12.0, "Price": 7.58, "Lot": " ", "LotID": 1},
		{"Qtty": 10.0, "Price": 8.0, "Lot": "L2", "LotID": 2},
		{"Qtty": 5.0, "Price": 9.0, "Lot": "L3", "LotID": 3},
	} {
		lot["ObjectID"], lot["GoodID"], lot["LotOrder"] = int64(w.first), int64(w.good), i+1
		w.add(t, "Store", lot)
	}
}

// lotsOf shows the lines of a document: quantity, cost and lot.
func (w shop) lotsOf(t *testing.T, r sklad.Recorded) []string {
	t.Helper()
	d, err := w.db.Document(t.Context(), r.OperType, r.Acct)
	require.NoError(t, err)
	var lines []string
	for _, l := range d.Lines {
		lines = append(lines, fmt.Sprint(l.Qty, " ", l.PriceIn, " ", l.LotID))
	}
	return lines
}

func (w shop) takesInTurn(t *testing.T) {
	w.fillLots(t, "2")
	d := w.sale("11")
	d.Lines = append(d.Lines, d.Lines[0])
	require.Equal(t, []string{"11 7.58 1", "1 7.58 1", "10 8 2"}, w.lotsOf(t, w.records(t, d)))
	require.Equal(t, "5", w.left(t, w.first, w.good))
}

// comesToTheLine sells 2.6 at 9.25, which is 24.05, of two lots of 1.3, each of
// which is 12.03 by itself.
func (w shop) comesToTheLine(t *testing.T) {
	w.fillLots(t, "2")
	w.exec(t, "UPDATE {Store} SET [Qtty] = ? WHERE [GoodID] = ?", 1.3, int64(w.good))
	r := w.records(t, w.sale("2.6"))
	require.Equal(t, "24.05 24.05", r.Total.StringFixed(2)+" "+r.Reread.StringFixed(2))
	d, err := w.db.Document(t.Context(), r.OperType, r.Acct)
	require.NoError(t, err)
	var sum, qty decimal.Decimal
	for _, l := range d.Lines {
		sum, qty = sum.Add(l.Qty.Mul(l.PriceOut).Round(2)), qty.Add(l.Qty)
		require.True(t, l.PriceOut.Sub(dec("9.25")).Abs().LessThanOrEqual(dec("0.02")), "%s", l.PriceOut)
	}
	require.Equal(t, "24.05 of 2.6", sum.StringFixed(2)+" of "+qty.String())
	require.Equal(t, 1, w.count(t, "{Store} WHERE [GoodID] = ?", int64(w.good)), "both lots are used up")
}

package skladtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// shortageTopic sells what is there, and what is not.
func shortageTopic(t *testing.T, s suite) {
	w := s.shop(t)
	for _, c := range []struct {
		name string
		run  func(t *testing.T)
	}{
		{"too much is refused whole", w.refusesShortage},
		{"two lines together are too much", w.refusesTwoLines},
		{"orders hold goods back", w.holdsBack},
		{"exactly what is there may be sold", w.sellsAll},
		{"a service needs no stock", w.sellsService},
		{"two Store rows count together", w.sellsFromTwoRows},
		{"a missing Store row is a shortage", w.missesRow},
		{"negative stock where it is allowed", w.goesNegative},
		{"a missing Store row is made", w.makesRow},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.set(t, "configkey12", "0")
			w.exec(t, "DELETE FROM {Operations}")
			w.exec(t, "DELETE FROM {Store} WHERE [GoodID] = ?", int64(w.good))
			w.put(t, 10)
			c.run(t)
		})
	}
}

// put adds a Store row of the good at the first object.
func (w shop) put(t *testing.T, qty float64) {
	t.Helper()
	w.add(t, "Store", engine.Row{
		"ObjectID": int64(w.first), "GoodID": int64(w.good), "Qtty": qty, "Price": 7.58, "Lot": " ", "LotID": 1, "LotOrder": 1,
	})
}

func (w shop) refusesShortage(t *testing.T) {
	err := w.refuses(t, w.sale("10.01"), sklad.ErrInsufficientStock)
	var short *sklad.StockError
	require.ErrorAs(t, err, &short)
	require.Equal(t, []string{"10.01", "10"}, []string{short.Wanted.String(), short.Available.String()})
}

func (w shop) refusesTwoLines(t *testing.T) {
	d := w.sale("6")
	d.Lines = append(d.Lines, d.Lines[0])
	_ = w.refuses(t, d, sklad.ErrInsufficientStock)
}

func (w shop) holdsBack(t *testing.T) {
	w.records(t, w.order("8"))
	_ = w.refuses(t, w.sale("3"), sklad.ErrInsufficientStock)
	w.records(t, w.sale("2"))
}

func (w shop) sellsAll(t *testing.T) {
	w.records(t, w.sale("10"))
	require.Equal(t, "0", w.left(t, w.first, w.good), "the row stays")
}

func (w shop) sellsService(t *testing.T) {
	d := w.sale("1")
	d.Lines[0].GoodID, d.Lines[0].Qty = w.service, dec("20")
	w.records(t, d)
}

func (w shop) sellsFromTwoRows(t *testing.T) {
	w.put(t, 5)
	w.records(t, w.sale("15"))
	require.Equal(t, "0", w.left(t, w.first, w.good))
}

func (w shop) missesRow(t *testing.T) {
	w.exec(t, "DELETE FROM {Store} WHERE [GoodID] = ?", int64(w.good))
	_ = w.refuses(t, w.sale("1"), sklad.ErrInsufficientStock)
}

func (w shop) goesNegative(t *testing.T) {
	w.set(t, "configkey12", "-1")
	w.records(t, w.sale("12.5"))
	require.Equal(t, "-2.5", w.left(t, w.first, w.good))
}

func (w shop) makesRow(t *testing.T) {
	w.set(t, "configkey12", "-1")
	w.exec(t, "DELETE FROM {Store} WHERE [GoodID] = ?", int64(w.good))
	w.records(t, w.sale("1"))
	require.Equal(t, "-1", w.left(t, w.first, w.good))
	w.exec(t, "DELETE FROM {Store} WHERE [GoodID] = ?", int64(w.good))
	w.records(t, w.refund("2"))
	require.Equal(t, "2", w.left(t, w.first, w.good))
}

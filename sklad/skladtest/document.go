package skladtest

import (
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// documentTopic reads a document that another program wrote.
func documentTopic(t *testing.T, s suite) {
	w := s.world(t)
	w.fillDocument(t)
	sale, err := w.db.Document(t.Context(), sklad.OperSale, 7)
	require.NoError(t, err)
	t.Run("header", func(t *testing.T) {
		require.Equal(t, []any{sklad.PartnerID(3), sklad.ObjectID(4), sklad.UserID(5), sklad.UserID(6), "№ 1001"},
			[]any{sale.PartnerID, sale.ObjectID, sale.OperatorID, sale.UserID, sale.Note})
		require.True(t, sale.Date.Equal(w.day(2026, 3, 29)), sale.Date)
		require.True(t, sale.DueDate.Equal(w.day(2026, 4, 5)), sale.DueDate)
	})
	t.Run("lines, without the markers of ranges", func(t *testing.T) {
		require.Len(t, sale.Lines, 2)
		require.Equal(t, "3", sale.Lines[0].Price.String(), "computed back from the discounted price")
		require.Equal(t, "2.0001", sale.Lines[0].PriceOut.String())
		require.Equal(t, "1.9982905982906", sale.Lines[0].PriceIn.String())
		require.Empty(t, sale.Lines[0].Note)
		require.Equal(t, "gift", sale.Lines[1].Note)
		require.Equal(t, "5", sale.Lines[1].Price.String(), "without a discount")
	})
	t.Run("payments", func(t *testing.T) {
		require.Len(t, sale.Payments, 2)
		require.Equal(t, []string{"4.1", "T-9"}, []string{sale.Payments[0].Amount.String(), sale.Payments[0].TransactionNumber})
		require.True(t, sale.Payments[1].Date.Equal(w.day(2026, 3, 31)), sale.Payments[1].Date)
	})
	t.Run("pending, missing and marker numbers are not found", func(t *testing.T) {
		for _, acct := range []sklad.Acct{0, -3, 8, 9, 10} {
			_, err := w.db.Document(t.Context(), sklad.OperSale, acct)
			require.ErrorIs(t, err, sklad.ErrNotFound, acct)
		}
	})
}

// day is a day in the database's time zone; the first days of summer time lie
// among those that are tested.
func (w world) day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, w.db.Location())
}

func (w world) stored(year, month, day int) any {
	return w.db.SQL().Dialect().Day(w.day(year, month, day))
}

func (w world) operation(acct int, more engine.Row) engine.Row {
	row := engine.Row{
		"OperType": 2, "Acct": acct, "GoodID": 2, "PartnerID": 3, "ObjectID": 4, "OperatorID": 5, "UserID": 6, "Qtty": 3.0, "Sign": -1,
		"PriceIn": 1.9982905982906, "PriceOut": 2.0000999999999998, "VATOut": 0.33335, "Discount": 33.33,
		"Date": w.stored(2026, 3, 29), "Note": "№ 1001", "LotID": 1,
	}
	maps.Copy(row, more)
	return row
}

func (w world) fillDocument(t *testing.T) {
	t.Helper()
	w.add(t, "Operations",
		w.operation(7, nil),
		w.operation(7, engine.Row{"Discount": nil, "PriceOut": 5.0, "Note": "gift", "GoodID": 8, "LotID": nil}),
		w.operation(7, engine.Row{"PartnerID": 0}), // marks a range
		w.operation(7, engine.Row{"OperType": 19}),
		w.operation(-3, nil),
		w.operation(9, engine.Row{"PartnerID": nil}),
		w.operation(10, engine.Row{"PartnerID": 0}))
	for _, p := range []engine.Row{
		{"Mode": -1, "Qtty": 11.0, "Type": 1, "EndDate": w.stored(2026, 4, 5)},
		{"Mode": 1, "Qtty": 4.1, "Type": 3, "TransactionNumber": "T-9", "Date": w.stored(2026, 3, 30)},
		{"Mode": 1, "Qtty": 6.9, "Type": 1, "Date": w.stored(2026, 3, 31)},
	} {
		p["Acct"], p["OperType"], p["PartnerID"] = 7.0, 2, 3
		w.add(t, "Payments", p)
	}
}

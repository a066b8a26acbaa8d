package sklad_test

import (
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

func operation(acct int, more engine.Row) engine.Row {
	row := engine.Row{
		"OperType": 2, "Acct": acct, "GoodID": 2, "PartnerID": 3, "ObjectID": 4, "OperatorID": 5, "UserID": 6, "Qtty": 3.0, "Sign": -1,
		"PriceIn": 1.9982905982906, "PriceOut": 2.0000999999999998, "VATOut": 0.33335, "Discount": 33.33,
		"Date": "2026-03-29 00:00:00", "Note": "№ 1001", "LotID": 1,
	}
	maps.Copy(row, more)
	return row
}

func TestDocument(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	insertRow(t, db, "Operations", operation(7, nil))
	insertRow(t, db, "Operations", operation(7, engine.Row{"Discount": nil, "PriceOut": 5, "Note": "gift", "GoodID": 8, "LotID": nil}))
	insertRow(t, db, "Operations", operation(7, engine.Row{"PartnerID": 0})) // marks a range
	insertRow(t, db, "Operations", operation(7, engine.Row{"OperType": 19}))
	insertRow(t, db, "Operations", operation(-3, nil))
	insertRow(t, db, "Operations", operation(9, engine.Row{"PartnerID": nil}))
	for _, p := range []engine.Row{
		{"Mode": -1, "Qtty": 11.0, "Type": 1, "EndDate": "2026-04-05 00:00:00"},
		{"Mode": 1, "Qtty": 4.1, "Type": 3, "TransactionNumber": "T-9", "Date": "2026-03-30 00:00:00"},
		{"Mode": 1, "Qtty": 6.9, "Type": 1, "Date": "2026-03-31"},
	} {
		p["Acct"], p["OperType"], p["PartnerID"] = 7.0, 2, 3
		insertRow(t, db, "Payments", p)
	}
	sale, err := db.Document(t.Context(), sklad.OperSale, 7)
	require.NoError(t, err)
	require.Equal(t, sklad.PartnerID(3), sale.PartnerID)
	require.Equal(t, sklad.ObjectID(4), sale.ObjectID)
	require.Equal(t, []sklad.UserID{5, 6}, []sklad.UserID{sale.OperatorID, sale.UserID})
	require.Equal(t, "№ 1001", sale.Note)
	require.True(t, sale.Date.Equal(time.Date(2026, 3, 29, 0, 0, 0, 0, db.Location())))
	require.True(t, sale.DueDate.Equal(time.Date(2026, 4, 5, 0, 0, 0, 0, db.Location())))
	require.Len(t, sale.Lines, 2)
	require.Equal(t, "3", sale.Lines[0].Price.String(), "computed back from the discounted price")
	require.Equal(t, "2.0001", sale.Lines[0].PriceOut.String())
	require.Equal(t, "1.9982905982906", sale.Lines[0].PriceIn.String())
	require.Empty(t, sale.Lines[0].Note)
	require.Equal(t, "gift", sale.Lines[1].Note)
	require.Equal(t, "5", sale.Lines[1].Price.String(), "without a discount")
	require.Len(t, sale.Payments, 2)
	require.Equal(t, "4.1", sale.Payments[0].Amount.String())
	require.Equal(t, "T-9", sale.Payments[0].TransactionNumber)
	require.Equal(t, 31, sale.Payments[1].Date.Day())

	for _, acct := range []sklad.Acct{0, -3, 8, 9} {
		_, err := db.Document(t.Context(), sklad.OperSale, acct)
		require.ErrorIs(t, err, sklad.ErrNotFound, acct)
	}
}

func TestDocumentOfBadDates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		date any
		day  string
		err  string
	}{
		{nil, "0001-01-01", ""},
		{" ", "0001-01-01", ""},
		{"0000-00-00 00:00:00", "0001-01-01", ""},
		{"2026-03-29T10:00:00", "2026-03-29", ""},
		{"2026-03-29 10:00", "2026-03-29", ""},
		{"2026-03-29 10:00:00.123456789", "2026-03-29", ""},
		{"23.11.2026", "", `"23.11.2026" is not a date`},
	} {
		db := freshDB(t)
		insertRow(t, db, "Operations", operation(1, engine.Row{"Date": c.date}))
		document, err := db.Document(t.Context(), sklad.OperSale, 1)
		if c.err != "" {
			require.ErrorContains(t, err, c.err)
			require.ErrorContains(t, err, "document 1 of OperType 2")
			continue
		}
		require.NoError(t, err, c.date)
		require.Equal(t, c.day, document.Date.Format(time.DateOnly), c.date)
	}
}

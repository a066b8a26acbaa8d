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

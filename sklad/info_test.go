package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

func TestInfoOfANewDatabase(t *testing.T) {
	t.Parallel()
	info, err := freshDB(t).Info(t.Context())
	require.NoError(t, err)
	require.NotEmpty(t, info.ServerVersion)
	info.ServerVersion = ""
	require.Equal(t, sklad.Info{
		Engine: "sqlite", Charset: "UTF-8", JournalMode: "wal", SchemaVersion: "3.07", BaseCurrency: "EUR", PricesIncludeVAT: true,
		SUPTOReason: "no unique sale number in ECRReceipts and System.Version is 3.07",
	}, info)
}

func TestInfoFollowsTheConfiguration(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		rows []engine.Row
		want sklad.Info
		err  string
	}{
		{name: "nothing set: the program's defaults"},
		{name: "all set", rows: []engine.Row{
			{"Key": "ConfigKey20", "Value": "-1 ", "UserID": -1}, {"Key": "configkey12", "Value": "-1", "UserID": -1},
			{"Key": "configkey48", "Value": "-1", "UserID": -1}, {"Key": "configkey23", "Value": "2", "UserID": -1},
		}, want: sklad.Info{PricesIncludeVAT: true, NegativeStock: true, NumberPerObject: true, Costing: sklad.CostingFIFO}},
		{name: "one user's settings are not the database's", rows: []engine.Row{
			{"Key": "configkey20", "Value": "-1", "UserID": 1}, {"Key": "configkey12", "Value": "-1", "UserID": 1},
		}},
		{name: "but the costing method is", rows: []engine.Row{{"Key": "configkey23", "Value": "5", "UserID": 1}}, want: sklad.Info{Costing: sklad.CostingFEFO}},
		{name: "unless one is set for all", rows: []engine.Row{
			{"Key": "configkey23", "Value": "1", "UserID": -1}, {"Key": "configkey23", "Value": "5", "UserID": 1},
		}, want: sklad.Info{Costing: sklad.CostingLastPrice}},
		{name: "nonsense", rows: []engine.Row{{"Key": "configkey23", "Value": "x", "UserID": -1}}, err: `configkey23 is "x"`},
	} {
		db := freshDB(t)
		execute(t, db, "DELETE FROM {Configuration}")
		for _, row := range c.rows {
			insertRow(t, db, "Configuration", row)
		}
		info, err := db.Info(t.Context())
		if c.err != "" {
			require.ErrorContains(t, err, c.err, c.name)
			continue
		}
		require.NoError(t, err, c.name)
		require.Equal(t, []any{c.want.PricesIncludeVAT, c.want.NegativeStock, c.want.NumberPerObject, c.want.Costing},
			[]any{info.PricesIncludeVAT, info.NegativeStock, info.NumberPerObject, info.Costing}, c.name)
	}
}

func TestInfoDetectsSUPTO(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	insertRow(t, db, "ECRReceipts", engine.Row{"ID": 4, "ReceiptType": 1, "ECRID": "DT279013"})
	info, err := db.Info(t.Context())
	require.NoError(t, err)
	require.False(t, info.SUPTO)
	insertRow(t, db, "ECRReceipts", engine.Row{"ID": 5, "ReceiptType": 8, "ECRID": "DT279013"})
	info, err = db.Info(t.Context())
	require.NoError(t, err)
	require.True(t, info.SUPTO)
	require.Contains(t, info.SUPTOReason, "ECRReceipts 5")

	db = freshDB(t)
	execute(t, db, "UPDATE {System} SET [Version] = '3.07.100'")
	info, err = db.Info(t.Context())
	require.NoError(t, err)
	require.True(t, info.SUPTO)
	require.Contains(t, info.SUPTOReason, "3.07.100")
	require.Equal(t, "3.07.100", info.SchemaVersion)
}

func TestInfoWithoutABaseCurrency(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	execute(t, db, "DELETE FROM {Currencies}")
	_, err := db.Info(t.Context())
	require.ErrorIs(t, err, sklad.ErrNotFound)
	require.ErrorContains(t, err, "Currencies")
}

func TestCosting(t *testing.T) {
	t.Parallel()
	for c := range sklad.Costing(12) {
		require.Equal(t, c >= 2 && c <= 5, c.UsesLots(), c)
	}
}

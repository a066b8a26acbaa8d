package skladtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// settingsTopic is how Configuration, Currencies and System are understood.
func settingsTopic(t *testing.T, s suite) {
	w := s.world(t)
	t.Run("configuration", w.followsConfiguration)
	t.Run("СУПТО by its receipts", w.detectsReceipts)
	t.Run("СУПТО by its version", w.detectsVersion)
	t.Run("no base currency", w.needsCurrency)
}

func config(key, value string, user int) engine.Row {
	return engine.Row{"Key": key, "Value": value, "UserID": user}
}

func (w world) followsConfiguration(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []engine.Row
		want sklad.Info
		err  string
	}{
		{name: "nothing set: the program's defaults"},
		{name: "all set", rows: []engine.Row{
			config("ConfigKey20", "-1 ", -1), config("configkey12", "-1", -1),
			config("configkey48", "-1", -1), config("configkey23", "2", -1),
		}, want: sklad.Info{PricesIncludeVAT: true, NegativeStock: true, NumberPerObject: true, Costing: sklad.CostingFIFO}},
		{name: "one user's are not the database's", rows: []engine.Row{config("configkey20", "-1", 1), config("configkey12", "-1", 1)}},
		{name: "but the costing is", rows: []engine.Row{config("configkey23", "5", 1)}, want: sklad.Info{Costing: sklad.CostingFEFO}},
		{name: "unless one is set for all", rows: []engine.Row{
			config("configkey23", "1", -1), config("configkey23", "5", 1),
		}, want: sklad.Info{Costing: sklad.CostingLastPrice}},
		{name: "nonsense", rows: []engine.Row{config("configkey23", "x", -1)}, err: `configkey23 is "x"`},
	} {
		w.exec(t, "DELETE FROM {Configuration}")
		w.add(t, "Configuration", c.rows...)
		info, err := w.db.Info(t.Context())
		if c.err != "" {
			require.ErrorContains(t, err, c.err, c.name)
			continue
		}
		require.NoError(t, err, c.name)
		require.Equal(t, []any{c.want.PricesIncludeVAT, c.want.NegativeStock, c.want.NumberPerObject, c.want.Costing},
			[]any{info.PricesIncludeVAT, info.NegativeStock, info.NumberPerObject, info.Costing}, c.name)
	}
	w.exec(t, "DELETE FROM {Configuration}")
}

func (w world) detectsReceipts(t *testing.T) {
	w.add(t, "ECRReceipts", engine.Row{"ID": 4, "ReceiptType": 1, "ECRID": device})
	info, err := w.db.Info(t.Context())
	require.NoError(t, err)
	require.False(t, info.SUPTO)
	w.add(t, "ECRReceipts", engine.Row{"ID": 5, "ReceiptType": 8, "ECRID": device})
	info, err = w.db.Info(t.Context())
	require.NoError(t, err)
	require.True(t, info.SUPTO)
	require.Contains(t, info.SUPTOReason, "ECRReceipts 5")
}

func (w world) detectsVersion(t *testing.T) {
	w.exec(t, "UPDATE {System} SET [Version] = '3.07.100'")
	info, err := w.db.Info(t.Context())
	require.NoError(t, err)
	require.True(t, info.SUPTO)
	require.Contains(t, info.SUPTOReason, "3.07.100")
	require.Equal(t, "3.07.100", info.SchemaVersion)
}

func (w world) needsCurrency(t *testing.T) {
	w.exec(t, "DELETE FROM {Currencies}")
	_, err := w.db.Info(t.Context())
	require.ErrorIs(t, err, sklad.ErrNotFound)
	require.ErrorContains(t, err, "Currencies")
}

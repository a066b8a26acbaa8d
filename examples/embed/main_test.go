package main

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func TestGoodsGoOutAndOrdersComeIn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shop.db")
	db, err := sqlite.Create(t.Context(), file)
	require.NoError(t, err)
	require.NoError(t, ledger.Install(t.Context(), db))
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		g := sklad.Good{Name: "Чаша", Code: "C1", TaxGroup: 1, GroupID: 1}
		g.Prices = g.Prices.With(sklad.Retail, decimal.NewFromInt(10))
		_, err := tx.SaveGood(ctx, g, sklad.GoodAll)

		return err
	}))
	require.NoError(t, db.Close())

	shop := gombashoptest.Start(t)
	t.Setenv("SKLAD_DB", file)
	t.Setenv("GOMBASHOP_URL", shop.URL)
	t.Setenv("GOMBASHOP_ID", "test")
	t.Setenv("GOMBASHOP_KEY", "secret")
	require.NoError(t, synchronise(t.Context()))

	_, err = shop.PlaceOrder(map[string]any{
		"status": map[string]any{"code": "confirmed"}, "items": []map[string]any{{"sku": "C1", "quantity": "2"}},
		"customer": map[string]any{"name": "Иван", "email": "ivan@example.com"},
	})
	require.NoError(t, err)
	require.NoError(t, synchronise(t.Context()))

	db, err = sqlite.Open(t.Context(), file)
	require.NoError(t, err)

	defer func() { require.NoError(t, db.Close()) }()

	var documents int
	found, err := db.SQL().Get(t.Context(), &documents, "SELECT COUNT(*) FROM gomba_orders WHERE acct IS NOT NULL")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, 1, documents)
}

func TestWhatIsMissingIsAnError(t *testing.T) {
	t.Setenv("SKLAD_DB", filepath.Join(t.TempDir(), "none.db"))
	require.ErrorContains(t, synchronise(t.Context()), "none.db")
}

package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

const twoCups = "#,Име на продукт,sku,Цена\n7,Чаша,CH,5.00\n8,Нож,N,6.00\n"

// aShopThatIsKilled comes back with all that it told anybody, and gives no id
// out again.
func aShopThatIsKilled(t *testing.T, binary string) {
	t.Helper()

	dir := t.TempDir()
	csv, state := filepath.Join(dir, "products.csv"), filepath.Join(dir, "shop.json")
	require.NoError(t, os.WriteFile(csv, []byte(twoCups), 0o600))

	first := serveShop(t, binary, "--products", csv, "--state", state)
	made, err := first.client.Products.Upsert(t.Context(), []gombashop.ProductPatch{{ExternalID: "G:1", Name: new("Фенер")}})
	require.NoError(t, err)

	for lang, says := range map[string]string{"en": "another shop works with " + state, "bg": "друг магазин вече работи с " + state} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second) // a second shop would serve for ever
		r := gombasyncIn(ctx, nil, "--lang", lang, "shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "x", "--key", "y", "--state", state)
		cancel()
		require.Equal(t, exitUsage, r.code, "two shops on one file lose one another's orders: %s", r.out)
		require.Contains(t, r.err, says)
	}

	bought := first.buys("CH")
	before := first.products()

	first.kill()

	second := serveShop(t, binary, "--products", csv, "--state", state)
	require.Equal(t, before, second.products())
	second.says("products.csv was not read")

	order, err := second.client.Orders.Get(t.Context(), gombashop.OrderID(bought))
	require.NoError(t, err)
	require.Equal(t, "Чаша", order.Items[0].Name)
	require.NotEqual(t, bought, second.buys("N"))

	again, err := second.client.Products.Upsert(t.Context(), []gombashop.ProductPatch{{ExternalID: "G:2", Name: new("Колан")}})
	require.NoError(t, err)
	require.NotEqual(t, made[0].ID, again[0].ID)

	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 3, "the lock, and nothing half written")
}

// aShopThatKeepsNothing has the ids of the file all the same.
func aShopThatKeepsNothing(t *testing.T, binary string) {
	t.Helper()

	csv := filepath.Join(t.TempDir(), "products.csv")
	require.NoError(t, os.WriteFile(csv, []byte(twoCups), 0o600))

	for range 2 {
		s := serveShop(t, binary, "--products", csv)
		require.Equal(t, "7-1", s.products()["7"].Variants[0].ID)
		s.kill()
	}
}

// buys places an order by the control side, and gives its id.
func (s *served) buys(sku string) string {
	s.t.Helper()

	var placed struct {
		ID string `json:"id"`
	}

	(&processes{t: s.t, shop: s.host}).ask(http.MethodPost, "orders", obj{"items": []obj{{"sku": sku}}}, &placed)

	return placed.ID
}

func TestAStateThatCannotBeUsed(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	torn, newer, folder := filepath.Join(dir, "torn.json"), filepath.Join(dir, "newer.json"), filepath.Join(dir, "none", "shop.json")
	require.NoError(t, os.WriteFile(torn, []byte(`{"version":1,"prod`), 0o600))
	require.NoError(t, os.WriteFile(newer, []byte(`{"version":99}`), 0o600))

	for path, want := range map[string]struct {
		code   int
		en, bg string
	}{
		torn:   {exitUsage, "unexpected end of JSON input); restore the file from a copy", "върнете файла от копие"},
		newer:  {exitUsage, "version 99, and not 1", "върнете файла от копие"},
		dir:    {exitUsage, "cannot be read", "не може да се прочете"},
		folder: {exitFailed, "cannot be written", "не може да се запише"},
	} {
		for lang, says := range map[string]string{"en": want.en, "bg": want.bg} {
			r := gombasync(t, nil, "--lang", lang, "shop", "serve", "--addr", "127.0.0.1:0", "--api-id", "x", "--key", "y", "--state", path)
			require.Equal(t, want.code, r.code, r.err)
			require.Contains(t, r.err, says)
			require.Contains(t, r.err, path)
			require.Equal(t, 1, strings.Count(r.err, "\n"), "one line: %s", r.err)
		}
	}

	text, err := os.ReadFile(torn)
	require.NoError(t, err)
	require.Equal(t, `{"version":1,"prod`, string(text), "what cannot be read is left alone")
}

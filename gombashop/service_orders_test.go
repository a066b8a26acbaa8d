package gombashop

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhatTheShopIsTold(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{}`))
	c, ctx := shop.client(t), t.Context()
	at := time.Date(2026, 11, 20, 11, 0, 0, 0, time.FixedZone("", 2*3600))
	ack := Ack{DocumentType: SaleDocument, DocumentNumber: "1234", ImportedAt: at}
	receipt := Receipt{
		Type: SaleReceipt, Number: "0000085", IssuedAt: at, Amount: dec("25.9"), Currency: "EUR",
		FiscalMemory: "02279013", Device: "DT279013", USN: "DT279013-0001-0000001",
	}
	require.NoError(t, c.Orders.Ack(ctx, "7", ack))
	require.NoError(t, c.Orders.SetUSN(ctx, "7", "DT279013-0001-0000001"))
	require.NoError(t, c.Orders.AddReceipt(ctx, "7", receipt))
	want := []struct{ method, path, key, body string }{
		{"POST", "/orders/7/ack", "order:7:ack:", `{"document_type":"sale","document_number":"1234","imported_at":"2026-11-20T11:00:00+02:00"}`},
		{"PUT", "/orders/7/usn", "order:7:usn", `{"usn":"DT279013-0001-0000001"}`},
		{"POST", "/orders/7/receipts", "order:7:receipt:DT279013:02279013:0000085", `{"type":"sale","number":"0000085",
			"issued_at":"2026-11-20T11:00:00+02:00","amount":"25.90","currency":"EUR","fiscal_memory":"02279013","device":"DT279013","usn":"DT279013-0001-0000001"}`},
	}
	for i, a := range shop.seen() {
		require.Equal(t, want[i].method, a.Method)
		require.Equal(t, "/api/microinvest/v1"+want[i].path, a.URL.Path)
		require.True(t, strings.HasPrefix(a.Header.Get("Idempotency-Key"), want[i].key), a.Header.Get("Idempotency-Key"))
		require.JSONEq(t, want[i].body, string(a.body))
	}
	first := shop.seen()[0].Header.Get("Idempotency-Key")
	require.NoError(t, c.Orders.Ack(ctx, "7", ack))
	require.Equal(t, first, shop.seen()[3].Header.Get("Idempotency-Key"), "the same again has the same key")
	ack.DocumentNumber = "1235"
	require.NoError(t, c.Orders.Ack(ctx, "7", ack))
	require.NotEqual(t, first, shop.seen()[4].Header.Get("Idempotency-Key"), "other content has another")
	require.NoError(t, c.Orders.Ack(ctx, "7", ack, WithIdempotencyKey("mine")))
	require.Equal(t, "mine", shop.seen()[5].Header.Get("Idempotency-Key"))
}

func TestWhatTheShopIsNotTold(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{}`))
	c, ctx := shop.client(t), t.Context()
	requireCode(t, c.Orders.SetUSN(ctx, "7", ""), CodeValidationFailed)
	requireCode(t, c.Orders.Ack(ctx, "7", Ack{DocumentNumber: "1"}), CodeValidationFailed)
	requireCode(t, c.Orders.AddReceipt(ctx, "7", Receipt{Number: "1"}), CodeValidationFailed)
	require.Empty(t, shop.seen())
}

func TestUSNConflicts(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(409, `{"error":{"code":"usn_already_set","message":"order 7 has DT279013-0001-0000009"}}`))
	err := shop.client(t).Orders.SetUSN(t.Context(), "7", "DT279013-0001-0000001")
	requireCode(t, err, CodeUSNAlreadySet)
	require.ErrorContains(t, err, "PUT /orders/7/usn: order 7 has DT279013-0001-0000009")
	require.ErrorContains(t, err, "Orders.Get")
}

func TestOtherWrites(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"results":[{"index":0,"status":"updated"}]}`))
	c, ctx := shop.client(t), t.Context()
	for _, tc := range []struct {
		path, body string
		write      func() ([]Result, error)
	}{
		{"/products/delete", `{"data":[{"external_id":"9"}]}`, func() ([]Result, error) { return c.Products.Delete(ctx, []Ref{{ExternalID: "9"}}) }},
		{"/products/bulk", `{"data":[{"id":"9"}]}`, func() ([]Result, error) { return c.Products.Upsert(ctx, []ProductPatch{{ID: "9"}}) }},
		{"/categories/bulk", `{"data":[{"id":"9"}]}`, func() ([]Result, error) { return c.Categories.Upsert(ctx, []CategoryPatch{{ID: "9"}}) }},
		{"/customers/bulk", `{"data":[{"id":"9"}]}`, func() ([]Result, error) { return c.Customers.Upsert(ctx, []CustomerPatch{{ID: "9"}}) }},
		{"/mappings/bulk", `{"data":[{"kind":"variant","id":"8-1","external_id":"101"}]}`, func() ([]Result, error) {
			return c.Mappings.Upsert(ctx, []Mapping{{Kind: MapVariant, ID: "8-1", ExternalID: "101"}})
		}},
		{"/stock/bulk", `{"data":[{"sku":"a","quantity":"3.000","as_of":"2026-01-02T03:04:05Z"}]}`, func() ([]Result, error) {
			return c.Stock.Set(ctx, []StockRow{{SKU: "a", Quantity: dec("3"), AsOf: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}})
		}},
	} {
		results, err := tc.write()
		require.NoError(t, err)
		require.Equal(t, Updated, results[0].Status)
		seen := shop.seen()
		last := seen[len(seen)-1]
		require.Equal(t, "/api/microinvest/v1"+tc.path, last.URL.Path)
		require.Equal(t, "POST", last.Method)
		require.JSONEq(t, tc.body, string(last.body))
		require.Regexp(t, `^[0-9a-f]{32}:0$`, last.Header.Get("Idempotency-Key"))
	}
}

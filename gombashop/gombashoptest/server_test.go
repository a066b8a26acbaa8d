package gombashoptest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

type row = map[string]any

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func client(t *testing.T, s *gombashoptest.Server, auth gombashop.Authenticator) *gombashop.Client {
	t.Helper()

	c, err := gombashop.NewClient(s.URL, auth, gombashop.WithRateLimit(1000))
	require.NoError(t, err)

	return c
}

func shop(t *testing.T) (*gombashoptest.Server, *gombashop.Client) {
	t.Helper()

	s := gombashoptest.Start(t)

	return s, client(t, s, gombashop.HMAC("test", "secret"))
}

// stocked has one product with one variant at 10.00.
func stocked(t *testing.T) (*gombashoptest.Server, *gombashop.Client) {
	t.Helper()

	s, c := shop(t)
	_, err := s.AddProduct(row{"external_id": "5", "name": "Чаша", "vat_rate": "20.00", "variants": []row{
		{"external_id": "5", "sku": "CH-1", "price": "10.00", "quantity": "8.000"},
	}})
	require.NoError(t, err)

	return s, c
}

func code(t *testing.T, err error, want gombashop.ErrorCode) {
	t.Helper()
	require.True(t, gombashop.IsCode(err, want), "%v", err)
}

func TestCredentials(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	shop, err := c.Ping(t.Context())
	require.NoError(t, err)
	require.Equal(t, "Test shop", shop.ShopName)

	_, err = client(t, s, gombashop.HMAC("test", "wrong")).Ping(t.Context())
	code(t, err, gombashop.CodeUnauthorized)
	_, err = client(t, s, gombashop.HeaderKey("test", "secret")).Ping(t.Context())
	require.NoError(t, err)
	_, err = client(t, s, gombashop.HeaderKey("test", "wrong")).Ping(t.Context())
	code(t, err, gombashop.CodeUnauthorized)

	late := gombashoptest.Start(t, gombashoptest.WithClock(func() time.Time { return time.Now().Add(10 * time.Minute) }))
	_, err = client(t, late, gombashop.HMAC("test", "secret")).Ping(t.Context())
	code(t, err, gombashop.CodeClockSkew)

	off := gombashoptest.Start(t, gombashoptest.WithModuleOff())
	_, err = client(t, off, gombashop.HMAC("test", "secret")).Ping(t.Context())
	code(t, err, gombashop.CodeModuleDisabled)
}

func TestANonceIsGoodOnce(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	c := client(t, s, gombashop.HMACWith("test", "secret", gombashop.HMACOptions{Nonce: func() string { return "same" }}))
	_, err := c.Ping(t.Context())
	require.NoError(t, err)
	_, err = c.Ping(t.Context())
	code(t, err, gombashop.CodeUnauthorized)
}

func TestProductsAreMatchedAndMoved(t *testing.T) {
	t.Parallel()

	_, c := stocked(t)
	ctx := t.Context()
	results, err := c.Products.Upsert(ctx, []gombashop.ProductPatch{
		{ExternalID: "5", Name: new("Чаша")},
		{ExternalID: "G:1", Name: new("Чаши"), Variants: []gombashop.VariantPatch{{ExternalID: "5"}, {ExternalID: "6", Options: &[]string{"Син"}}}},
		{ExternalID: "7"},
		{ID: "99", Name: new("x")},
	})
	require.NoError(t, err, "one bad row never fails the others")
	require.Equal(t, gombashop.Unchanged, results[0].Status)
	require.Equal(t, gombashop.Created, results[1].Status)
	require.Len(t, results[1].Variants, 2)
	require.Equal(t, gombashop.Failed, results[2].Status, "a new product needs a name")
	require.Equal(t, gombashop.Failed, results[3].Status)

	for p, err := range c.Products.All(ctx, gombashop.ProductListOptions{SKUs: []string{"CH-1"}}) {
		require.NoError(t, err)
		require.Equal(t, "G:1", p.ExternalID, "the variant moved with its price")
		require.Len(t, p.Variants, 2)
	}
}

func TestStockKeepsTheNewest(t *testing.T) {
	t.Parallel()

	_, c := stocked(t)
	now := time.Now()

	for _, step := range []struct {
		qty string
		at  time.Time
	}{{"5", now}, {"3", now.Add(-time.Minute)}} {
		_, err := c.Stock.Set(t.Context(), []gombashop.StockRow{{ExternalID: "5", Quantity: dec(step.qty), AsOf: step.at}})
		require.NoError(t, err)
	}

	for p, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, "5", p.Variants[0].Quantity.Decimal.String())
	}
}

func TestPlacedOrdersAddUp(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	id, err := s.PlaceOrder(row{
		"items":     []row{{"sku": "CH-1", "quantity": "3", "discounts": []row{{"type": "percent", "value": "10"}}}},
		"delivery":  row{"name": "Еконт", "price": "5.00"},
		"fees":      []row{{"name": "Такса", "amount": "1.00"}},
		"discounts": []row{{"code": "NOV", "type": "percent", "value": "10"}, {"kind": "voucher", "value": "2", "treat_as": "payment"}},
	})
	require.NoError(t, err)

	o, err := c.Orders.Get(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, "27", o.Items[0].LineTotal.Decimal.String())
	require.Equal(t, "30.3", o.Totals.GrandTotal.String(), "27 + 5 + 1 − 2.70")
	require.Equal(t, "28.3", o.Totals.Payable.String())
	require.Equal(t, "new", o.Status.Code)

	require.NoError(t, s.ChangeOrder(id, row{"status": row{"code": "confirmed"}}))
	after, err := c.Orders.Get(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, "Потвърдена", after.Status.Name)
	require.True(t, after.UpdatedAt.After(o.UpdatedAt))

	for p, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, "5", p.Variants[0].Quantity.Decimal.String())
	}

	for _, bad := range []any{row{}, row{"items": []row{{"sku": "none"}}}, row{"items": "x"}, row{"items": []row{{"sku": "CH-1"}}, "status": row{"code": "x"}}} {
		_, err := s.PlaceOrder(bad)
		require.ErrorIs(t, err, gombashoptest.ErrOrder)
	}

	require.ErrorIs(t, s.ChangeOrder("none", row{}), gombashoptest.ErrOrder)
}

func TestUSNIsWrittenOnce(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	id, err := s.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}})
	require.NoError(t, err)

	ctx := t.Context()
	require.NoError(t, c.Orders.SetUSN(ctx, id, "DT279013-0001-0000001"))
	require.NoError(t, c.Orders.SetUSN(ctx, id, "DT279013-0001-0000001"))
	code(t, c.Orders.SetUSN(ctx, id, "DT279013-0001-0000002", gombashop.WithIdempotencyKey("another")), gombashop.CodeUSNAlreadySet)
	code(t, c.Orders.SetUSN(ctx, id, "DT279013-0001-0000002"), gombashop.CodeIdempotencyConflict)

	receipt := gombashop.Receipt{
		Type: gombashop.SaleReceipt, Number: "1", IssuedAt: time.Now(), Amount: dec("10"), Currency: "EUR",
		FiscalMemory: "02279013", Device: "DT279013", USN: "DT279013-0001-0000001",
	}
	require.NoError(t, c.Orders.AddReceipt(ctx, id, receipt))
	require.NoError(t, c.Orders.AddReceipt(ctx, id, receipt, gombashop.WithIdempotencyKey("again")))
	require.NoError(t, c.Orders.Ack(ctx, id, gombashop.Ack{DocumentType: gombashop.SaleDocument, DocumentNumber: "7", ImportedAt: time.Now()}))

	o, err := c.Orders.Get(ctx, id)
	require.NoError(t, err)
	require.Len(t, o.Receipts, 1)
	require.Equal(t, "7", o.ExternalDoc.DocumentNumber)
}

func TestPagesHoldEveryRowOnce(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	for range 25 {
		_, err := s.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}})
		require.NoError(t, err)
	}

	seen := map[gombashop.OrderID]bool{}

	for o, err := range c.Orders.All(t.Context(), gombashop.OrderListOptions{Limit: 4}) {
		require.NoError(t, err)
		require.False(t, seen[o.ID])
		seen[o.ID] = true
	}

	require.Len(t, seen, 25)
}

func TestFaults(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	ctx := t.Context()

	for _, f := range []gombashoptest.Fault{
		{Kind: gombashoptest.FaultStatus, Status: 503, Times: 1}, {Kind: gombashoptest.FaultDropBefore, Times: 1},
		{Kind: gombashoptest.FaultDropAfter, Times: 1}, {Kind: gombashoptest.FaultTruncate, Times: 1},
		{Kind: gombashoptest.FaultRateLimit, Times: 1}, {Kind: gombashoptest.FaultDelay, DelayMS: 10, Times: 1},
	} {
		require.NoError(t, s.SetFaults(f))

		_, err := c.Products.Upsert(ctx, []gombashop.ProductPatch{{ExternalID: string(f.Kind), Name: new("x")}})
		require.NoError(t, err, "%s", f.Kind)
	}

	n := 0
	for range c.Products.All(ctx, gombashop.ProductListOptions{}) {
		n++
	}

	require.Equal(t, 7, n, "each write had its effect once")
	require.ErrorIs(t, s.SetFaults(gombashoptest.Fault{Kind: "earthquake"}), gombashoptest.ErrFault)
}

func TestControlSide(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	base := strings.TrimSuffix(s.URL, gombashoptest.BasePath) + "/_shop/"
	ask := func(method, path, body string) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), method, base+path, strings.NewReader(body))
		require.NoError(t, err)
		answer, err := http.DefaultClient.Do(req)
		require.NoError(t, err)

		defer func() { _ = answer.Body.Close() }()

		text, err := io.ReadAll(answer.Body)
		require.NoError(t, err)

		return answer.StatusCode, string(text)
	}

	status, text := ask("POST", "orders", `{"id":"77","items":[{"external_id":"5"}]}`)
	require.Equal(t, 201, status, text)
	status, text = ask("PATCH", "orders/77", `{"payment":{"paid":true}}`)
	require.Equal(t, 200, status, text)
	require.Contains(t, text, `"paid":true`)

	for _, list := range []string{"products", "categories", "customers", "orders", "requests"} {
		status, text = ask("GET", list, "")
		require.Equal(t, 200, status)

		var rows struct{ Data []json.RawMessage }
		require.NoError(t, json.Unmarshal([]byte(text), &rows)) //nolint:musttag // the wire name in another case
		require.NotNil(t, rows.Data, list)
	}

	_, err := c.Ping(context.Background())
	require.NoError(t, err)
	require.Len(t, s.Requests(), 1)
	require.Empty(t, s.Writes())
	status, _ = ask("DELETE", "requests", "")
	require.Equal(t, 204, status)
	require.Empty(t, s.Requests())
	status, _ = ask("PUT", "faults", `[{"kind":"status","status":500}]`)
	require.Equal(t, 204, status)
	status, _ = ask("PUT", "faults", `[{"kind":"no"}]`)
	require.Equal(t, 422, status)
	status, _ = ask("POST", "orders", `{`)
	require.Equal(t, 400, status)
	status, _ = ask("PATCH", "orders/none", `{}`)
	require.Equal(t, 404, status)
}

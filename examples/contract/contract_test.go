package contract_test

import (
	"bytes"
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

// TestEveryExchangeIsWhatTheContractSays calls every operation over a socket,
// and each kind of refusal.
func TestEveryExchangeIsWhatTheContractSays(t *testing.T) {
	t.Parallel()

	c := open(t)
	called := map[string]bool{}

	for _, e := range record(t) {
		operation, err := c.check(t, e)
		require.NoError(t, err, "%s %s\n%s\n%d\n%s", e.method, e.url, e.body, e.status, e.answer)
		require.Equal(t, e.header.Get("X-Request-ID"), e.answerHeader.Get("X-Request-ID"), e.url)

		if e.status == http.StatusUnprocessableEntity {
			require.Contains(t, string(e.answer), `"details":[{`, e.url)
		}

		called[operation] = true
	}

	for path, item := range c.document.Paths.Map() {
		for method, operation := range item.Operations() {
			require.True(t, called[operation.OperationID], "%s %s was not called", method, path)
		}
	}
}

// TestWhatDiffersFromTheContractIsNoticed shows that the check can fail.
func TestWhatDiffersFromTheContractIsNoticed(t *testing.T) {
	t.Parallel()

	c, seen := open(t), record(t)

	for name, m := range map[string]struct{ path, old, new string }{
		"a number for a text":   {"/products", `"price":"10.00"`, `"price":10.00`},
		"three places of money": {"/products", `"price":"10.00"`, `"price":"10.0"`},
		"a field is missing":    {"/products", `"sku":"CH-1",`, ``},
		"a field is not known":  {"/products", `"sku":"CH-1",`, `"sku":"CH-1","stock":1,`},
		"not a time":            {"/ping", `"server_time":"2`, `"server_time":"on 2`},
		"another kind":          {"/ping", `"module_active":true`, `"module_active":"yes"`},
		"an unknown method":     {"/orders/", `"method":"cod"`, `"method":"barter"`},
		"an unknown reach":      {"/orders/", `"applies_to":"items"`, `"applies_to":"fees"`},
		"no cursor":             {"/statuses", `"next_cursor":null,`, ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			e := pick(t, seen, m.path, m.old)
			e.answer = bytes.Replace(e.answer, []byte(m.old), []byte(m.new), 1)

			_, err := open(t).check(t, e)
			require.Error(t, err, "%s", e.answer)
		})
	}

	e := pick(t, seen, "/products/bulk", "")
	e.header.Del("Idempotency-Key")
	_, err := c.check(t, e)
	require.Error(t, err, "a write without an idempotency key")

	e = pick(t, seen, "/stock/bulk", "")
	e.body = bytes.Replace(e.body, []byte(`"quantity":"7.000"`), []byte(`"quantity":7`), 1)
	_, err = c.check(t, e)
	require.Error(t, err, "%s", e.body)
}

func pick(t *testing.T, seen []exchange, path, holds string) exchange {
	t.Helper()

	for _, e := range seen {
		if e.status == http.StatusOK && strings.Contains(e.url, gombashoptest.BasePath+path) &&
			bytes.Contains(e.answer, []byte(holds)) {
			return e
		}
	}

	require.Fail(t, "nothing recorded", "%s with %s", path, holds)

	return exchange{}
}

// record uses a shop in every way that the client offers, and keeps the bytes.
func record(t *testing.T) []exchange {
	t.Helper()

	shop := gombashoptest.Start(t)
	tape := &recorder{}
	client := connect(t, shop, tape, gombashop.HMAC("test", "secret"))

	catalogue(t, client)
	orders(t, client, shop)
	reading(t, client, shop)
	refusals(t, client, shop, tape)

	return tape.seen
}

func connect(t *testing.T, shop *gombashoptest.Server, tape http.RoundTripper, auth gombashop.Authenticator) *gombashop.Client {
	t.Helper()

	client, err := gombashop.NewClient(shop.URL, auth, gombashop.WithRateLimit(1000),
		gombashop.WithHTTPClient(&http.Client{Transport: tape}), gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: 1}))
	require.NoError(t, err)

	return client
}

func amount(s string) *decimal.NullDecimal {
	d := decimal.NewNullDecimal(decimal.RequireFromString(s))

	return &d
}

func catalogue(t *testing.T, client *gombashop.Client) {
	t.Helper()

	ctx, price := t.Context(), decimal.RequireFromString("10")

	_, err := client.Ping(ctx)
	require.NoError(t, err)

	groups, err := client.Categories.Upsert(ctx, []gombashop.CategoryPatch{
		{ExternalID: "1", Name: new("Чаши"), Position: new(1), Visible: new(true)}, {ExternalID: "", ID: "none", Name: new("Няма")},
	})
	require.NoError(t, err)
	require.Len(t, groups, 2)

	_, err = client.Products.Upsert(ctx, []gombashop.ProductPatch{{
		ExternalID: "G:чаша", Name: new("Чаша"), CategoryIDs: &[]string{groups[0].ID}, Brand: new(""), DescriptionHTML: new("<p>Чаша</p>"),
		TaxGroup: new(2), VATRate: new(decimal.NewFromInt(20)), Visible: new(true), OptionNames: &[]string{"Цвят"},
		Variants: []gombashop.VariantPatch{
			{ExternalID: "5", SKU: new("CH-1"), Barcode: new("3800000000017"), Options: &[]string{"Бял"}, Price: &price, CompareAtPrice: amount("12.5"),
				Currency: new("EUR"), Quantity: amount("8"), Active: new(true)},
			{ExternalID: "6", SKU: new("CH-2"), Options: &[]string{"Син"}, Price: &price, CompareAtPrice: new(decimal.NullDecimal{})},
		},
	}, {ExternalID: "7"}})
	require.NoError(t, err)

	_, err = client.Stock.Set(ctx, []gombashop.StockRow{{ExternalID: "5", Quantity: decimal.NewFromInt(7)}, {VariantID: "none"}})
	require.NoError(t, err)

	_, err = client.Customers.Upsert(ctx, []gombashop.CustomerPatch{{
		ExternalID: "9", Type: new(gombashop.Company), Name: new("Иван Иванов"), Company: new("Пример ООД"), EIK: new("175074752"),
		VATNumber: new("BG175074752"), Email: new("ivan@example.com"), Phone: new("+359888123456"),
	}})
	require.NoError(t, err)

	gone, err := client.Products.Upsert(ctx, []gombashop.ProductPatch{{ExternalID: "8", Name: new("Стара чаша")}})
	require.NoError(t, err)

	_, err = client.Mappings.Upsert(ctx, []gombashop.Mapping{{Kind: gombashop.MapProduct, ID: gone[0].ID, ExternalID: "80"}})
	require.NoError(t, err)

	_, err = client.Products.Delete(ctx, []gombashop.Ref{{ID: gone[0].ID}, {ExternalID: "none"}})
	require.NoError(t, err)
}

func orders(t *testing.T, client *gombashop.Client, shop *gombashoptest.Server) {
	t.Helper()

	ctx := t.Context()

	id, err := shop.PlaceOrder(row{
		"items":    []row{{"sku": "CH-1", "quantity": "2", "discounts": []row{{"type": "percent", "value": "10"}}}},
		"customer": row{"name": "Иван", "email": "ivan@example.com", "addresses": []row{{"kind": "shipping", "city": "София"}}},
		"billing":  row{"company": "Пример ООД", "eik": "175074752", "city": "София"}, "payment": row{"method": "cod", "carrier_ppp": true},
		"delivery": row{"name": "Еконт", "price": "5.00", "discount_amount": "1.00"}, "fees": []row{{"name": "НП", "amount": "1.50"}},
		"discounts": []row{
			{"kind": "promo_code", "code": "NOVEMBER", "type": "percent", "value": "10"},
			{"kind": "voucher", "code": "V-778", "value": "3", "treat_as": "payment"},
		},
	})
	require.NoError(t, err)

	other, err := shop.PlaceOrder(row{"items": []row{{"sku": "CH-2"}}, "payment": row{"method": "card", "paid": true}})
	require.NoError(t, err)

	require.NoError(t, client.Orders.Ack(ctx, id, gombashop.Ack{
		DocumentType: gombashop.SaleDocument, DocumentNumber: "12", ImportedAt: time.Now(),
	}))
	require.NoError(t, client.Orders.SetUSN(ctx, id, "DT279013-0001-0000001"))
	require.Error(t, client.Orders.SetUSN(ctx, id, "DT279013-0001-0000002"))
	require.NoError(t, client.Orders.AddReceipt(ctx, id, gombashop.Receipt{
		Type: gombashop.SaleReceipt, Number: "0000085", IssuedAt: time.Now(), Amount: decimal.NewFromInt(20), Currency: "EUR",
		FiscalMemory: "02279013", Device: "DT279013", USN: "DT279013-0001-0000001",
	}))

	_, err = client.Orders.Get(ctx, id)
	require.NoError(t, err)

	conflicts(t, client, other)
}

// conflicts are requests that are right in themselves, for the wrong order.
func conflicts(t *testing.T, client *gombashop.Client, other gombashop.OrderID) {
	t.Helper()

	ctx := t.Context()

	err := client.Orders.AddReceipt(ctx, other, gombashop.Receipt{
		Type: gombashop.SaleReceipt, Number: "0000085", IssuedAt: time.Now(), Amount: decimal.NewFromInt(20), Currency: "EUR",
		FiscalMemory: "02279013", Device: "DT279013", USN: "DT279013-0001-0000001",
	})
	require.True(t, gombashop.IsCode(err, gombashop.CodeConflict), err)

	err = client.Orders.SetUSN(ctx, other, "DT279013-0001-0000001")
	require.True(t, gombashop.IsCode(err, gombashop.CodeUSNAlreadySet), err)
}

func reading(t *testing.T, client *gombashop.Client, shop *gombashoptest.Server) {
	t.Helper()

	ctx, since := t.Context(), time.Now().Add(-time.Hour)

	require.NoError(t, shop.AddVoucher(row{"code": "V-778", "value": "15.00", "balance": "12.00"}))
	require.NoError(t, shop.AddPromoCode(row{"code": "NOVEMBER", "value": "10.00"}))

	drain(t, 11, client.Statuses.All(ctx))
	drain(t, 1, client.Categories.All(ctx, gombashop.CategoryListOptions{UpdatedSince: since}))
	drain(t, 1, client.Products.All(ctx, gombashop.ProductListOptions{UpdatedSince: since, CreatedSince: since, SKUs: []string{"CH-1", "a,b"}}))
	drain(t, 2, client.Products.All(ctx, gombashop.ProductListOptions{IncludeDeleted: true, Limit: 1}))
	drain(t, 1, client.Customers.All(ctx, gombashop.CustomerListOptions{}))
	drain(t, 2, client.Orders.All(ctx, gombashop.OrderListOptions{UpdatedSince: since, CreatedSince: since, Statuses: []string{"new"}, Limit: 1}))
	drain(t, 1, client.Vouchers.All(ctx, gombashop.ListOptions{UpdatedSince: since}))
	drain(t, 0, client.Vouchers.All(ctx, gombashop.ListOptions{IDs: []string{"none"}}))
	drain(t, 1, client.PromoCodes.All(ctx, gombashop.ListOptions{}))
	drain(t, 0, client.PromoCodes.All(ctx, gombashop.ListOptions{IDs: []string{"none"}}))
}

func drain[T any](t *testing.T, want int, rows func(func(T, error) bool)) {
	t.Helper()

	n := 0

	for _, err := range rows {
		require.NoError(t, err)

		n++
	}

	require.Equal(t, want, n)
}

// refusals are answers with a status of 400 or more.
func refusals(t *testing.T, client *gombashop.Client, shop *gombashoptest.Server, tape *recorder) {
	t.Helper()

	ctx := t.Context()

	_, err := client.Orders.Get(ctx, "none")
	require.Error(t, err)

	_, err = connect(t, shop, tape, gombashop.HMAC("test", "wrong")).Ping(ctx)
	require.True(t, gombashop.IsCode(err, gombashop.CodeUnauthorized), err)

	off := gombashoptest.Start(t, gombashoptest.WithModuleOff())
	_, err = connect(t, off, tape, gombashop.HeaderKey("test", "secret")).Ping(ctx)
	require.True(t, gombashop.IsCode(err, gombashop.CodeModuleDisabled), err)

	_, err = client.Stock.Set(ctx, []gombashop.StockRow{{SKU: "CH-1", AsOf: time.Now()}}, gombashop.WithIdempotencyKey("k"))
	require.NoError(t, err)
	_, err = client.Stock.Set(ctx, []gombashop.StockRow{{SKU: "CH-2", AsOf: time.Now()}}, gombashop.WithIdempotencyKey("k"))
	require.True(t, gombashop.IsCode(err, gombashop.CodeIdempotencyConflict), err)

	for page, err := range client.Orders.All(ctx, gombashop.OrderListOptions{Cursor: "not a cursor"}) {
		require.Error(t, err, page)
	}

	require.NoError(t, shop.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultRateLimit, RetryAfter: 1, Times: 1}))
	_, err = client.Ping(ctx)
	require.True(t, gombashop.IsCode(err, gombashop.CodeRateLimited), err)
}

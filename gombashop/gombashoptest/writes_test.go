package gombashoptest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

// TestRowsAreHeldAgainstTheContract: each row fails alone, and says where.
func TestRowsAreHeldAgainstTheContract(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)

	for _, tc := range []struct{ path, row, field string }{
		{"/products/bulk", `{"name":"x"}`, "id"},
		{"/products/bulk", `{"external_id":7,"name":"x"}`, "external_id"},
		{"/products/bulk", `{"external_id":"7"}`, "name"},
		{"/products/bulk", `{"external_id":"5","name":null}`, "name"},
		{"/products/bulk", `{"external_id":"5","name":""}`, "name"},
		{"/products/bulk", `{"external_id":"5","visible":"yes"}`, "visible"},
		{"/products/bulk", `{"external_id":"5","tax_group":9}`, "tax_group"},
		{"/products/bulk", `{"external_id":"5","vat_rate":"120.00"}`, "vat_rate"},
		{"/products/bulk", `{"external_id":"5","images":"x"}`, "images"},
		{"/products/bulk", `{"external_id":"5","images":[7]}`, "images[0]"},
		{"/products/bulk", `{"external_id":"5","variants":null}`, "variants"},
		{"/products/bulk", `{"external_id":"5","variants":[{}]}`, "variants[0].id"},
		{"/products/bulk", `{"external_id":"5","variants":[{"id":"x"},{"external_id":"6","price":"abc"}]}`, "variants[1].price"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"6","price":"1.00001"}]}`, "variants[0].price"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"6","price":"-1.00"}]}`, "variants[0].price"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"6","price":1.5}]}`, "variants[0].price"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"6","price":"null"}]}`, "variants[0].price"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"6","quantity":"1.0001"}]}`, "variants[0].quantity"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"6","currency":"euro"}]}`, "variants[0].currency"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"5","options":["M"]},{"external_id":"6","options":["M"]}]}`, "variants[1].options"},
		{"/products/bulk", `{"external_id":"5","variants":[{"external_id":"5"},{"external_id":"6"}]}`, "variants[1].options"},
		{"/products/bulk", `7`, ""},
		{"/products/delete", `{}`, "id"},
		{"/stock/bulk", `{"external_id":"5","as_of":"2026-01-01T00:00:00Z"}`, "quantity"},
		{"/stock/bulk", `{"external_id":"5","quantity":null,"as_of":"2026-01-01T00:00:00Z"}`, "quantity"},
		{"/stock/bulk", `{"external_id":"5","quantity":"1.0001","as_of":"2026-01-01T00:00:00Z"}`, "quantity"},
		{"/stock/bulk", `{"external_id":"5","quantity":"1.000"}`, "as_of"},
		{"/stock/bulk", `{"external_id":"5","quantity":"1.000","as_of":"now"}`, "as_of"},
		{"/stock/bulk", `{"external_id":"5","quantity":"1.000","as_of":"2091-01-01T00:00:00Z"}`, "as_of"},
		{"/stock/bulk", `{"quantity":"1.000","as_of":"2026-01-01T00:00:00Z"}`, "variant_id"},
		{"/categories/bulk", `{"external_id":"1"}`, "name"},
		{"/categories/bulk", `{"external_id":"1","name":"x","parent_id":"99"}`, "parent_id"},
		{"/customers/bulk", `{"external_id":"1","type":"ghost"}`, "type"},
		{"/customers/bulk", `{"external_id":"1","type":null}`, "type"},
		{"/customers/bulk", `{"external_id":"1","addresses":[{"country":"BG","city":"София","postcode":"1000"}]}`, "addresses[0].line1"},
		{"/customers/bulk", `{"external_id":"1","discount_percent":"101.00"}`, "discount_percent"},
		{"/mappings/bulk", `{"kind":"dog","id":"1","external_id":"2"}`, "kind"},
		{"/mappings/bulk", `{"kind":"product","id":"1"}`, "external_id"},
	} {
		good := `{"external_id":"none","quantity":"1.000","as_of":"2026-01-01T00:00:00Z","kind":"variant","id":"none","name":"x"}`
		rows := ask(t, s, "POST", tc.path, `{"data":[`+tc.row+`,`+good+`]}`).results(t)
		require.Equal(t, "failed", rows[0].Status, "%s %s", tc.path, tc.row)
		rows[0].Error.is(t, "validation_failed", tc.field)
		require.NotEqual(t, "validation_failed", rows[1].Error.Code, "the row beside %s: %s", tc.row, rows[1].Error.Message)
	}

	for p, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, "Чаша", p.Name)
		require.Len(t, p.Variants, 1)
		require.Equal(t, "8", p.Variants[0].Quantity.Decimal.String(), "an absent figure is not 0")
	}
}

func TestBulkWritesAsAWhole(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	rows := func(n int) string {
		return `{"data":[` + strings.TrimSuffix(strings.Repeat(`{"external_id":"1","name":"x"},`, n), ",") + `]}`
	}

	for body, status := range map[string]int{
		rows(200): 200, rows(201): 422, rows(0): 422, `{}`: 422, `{"data":null}`: 422, `{"data":{}}`: 422, `[]`: 422, `{`: 400, ``: 400,
		rows(1) + rows(1): 400, `{"data":[{"external_id":"2","name":"` + strings.Repeat("x", 5<<20) + `"}]}`: 413,
	} {
		answer := ask(t, s, "POST", "/products/bulk", body, "X-Request-Id", "r-7")
		require.Equal(t, status, answer.status, "%.60s: %s", body, answer.body)
		require.Equal(t, "r-7", answer.header.Get("X-Request-ID"), "%.60s", body)

		if status != 200 {
			require.Contains(t, answer.body, `"request_id":"r-7"`)
		}
	}

	require.Equal(t, 1, count(t, c))
}

func count(t *testing.T, c *gombashop.Client) int {
	t.Helper()

	n := 0

	for _, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{}) {
		require.NoError(t, err)

		n++
	}

	return n
}

func TestIdempotencyKeys(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	body := func(ids string) string {
		return fmt.Sprintf(`{"data":[{"external_id":%q,"name":"x","variants":[{"external_id":%q}]}]}`, ids, ids)
	}

	first := ask(t, s, "POST", "/products/bulk", body("1"), "Idempotency-Key", "k")
	require.Equal(t, "created", first.results(t)[0].Status)

	ask(t, s, "POST", "/products/delete", `{"data":[{"external_id":"1"}]}`)

	again := ask(t, s, "POST", "/products/bulk", body("1"), "Idempotency-Key", "k")
	require.Equal(t, first.body, again.body, "the same answer")
	require.Zero(t, count(t, c), "and no second effect")

	ask(t, s, "POST", "/products/bulk", body("2"), "Idempotency-Key", "k").refused(t, 409, "idempotency_conflict")
	ask(t, s, "POST", "/categories/bulk", body("1"), "Idempotency-Key", "k").refused(t, 409, "idempotency_conflict")

	for _, key := range []string{"", strings.Repeat("x", 256)} {
		for _, path := range []string{"POST /products/bulk", "POST /orders/1/ack", "PUT /orders/1/usn"} {
			method, path, _ := strings.Cut(path, " ")
			ask(t, s, method, path, body("3"), "Idempotency-Key", key).refused(t, 422, "validation_failed", "Idempotency-Key")
		}
	}

	require.Zero(t, count(t, c))
}

func TestWhatBecomesOfAnOrder(t *testing.T) {
	t.Parallel()

	s, _ := stocked(t)
	order := func() string {
		id, err := s.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}})
		require.NoError(t, err)

		return "/orders/" + string(id)
	}
	a, b := order(), order()

	for body, field := range map[string]string{
		`{"document_type":"sale","document_number":"1"}`: "imported_at", `{"document_type":"bill","document_number":"1","imported_at":"2026-01-01T00:00:00Z"}`: "document_type",
		`{"document_type":"sale","document_number":"","imported_at":"2026-01-01T00:00:00Z"}`: "document_number",
	} {
		ask(t, s, "POST", a+"/ack", body).refused(t, 422, "validation_failed", field)
	}

	for _, usn := range []string{"", "garbage", "DT279013-0001-000001", "dt279013-0001-0000001", "DT279013-00a1-0000001", "DT279013-0001-0000001 "} {
		ask(t, s, "PUT", a+"/usn", fmt.Sprintf(`{"usn":%q}`, usn)).refused(t, 422, "validation_failed", "usn")
	}

	ask(t, s, "PUT", a+"/usn", `{}`).refused(t, 422, "validation_failed", "usn")

	const number = `{"usn":"DT279013-0001-0000001"}`
	require.Equal(t, 200, ask(t, s, "PUT", a+"/usn", number).status)
	require.Equal(t, 200, ask(t, s, "PUT", a+"/usn", number).status, "the same again")
	ask(t, s, "PUT", a+"/usn", `{"usn":"DT279013-0001-0000002"}`).refused(t, 409, "usn_already_set")
	ask(t, s, "PUT", b+"/usn", number).refused(t, 409, "usn_already_set")
	ask(t, s, "PUT", "/orders/none/usn", number).refused(t, 404, "not_found")
}

func TestAReceiptIsOnePieceOfPaper(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	a := place(t, s, c, row{"items": []row{{"sku": "CH-1"}}}).ID
	b := place(t, s, c, row{"items": []row{{"sku": "CH-1"}}}).ID
	paper := func(change ...string) string {
		text := `{"type":"sale","number":"0000085","issued_at":"2026-01-01T12:00:00+02:00","amount":"10.00","currency":"EUR",
			"fiscal_memory":"02279013","device":"DT279013","usn":"DT279013-0001-0000001"}`

		return strings.NewReplacer(change...).Replace(text)
	}
	send := func(id gombashop.OrderID, body string) said {
		return ask(t, s, "POST", "/orders/"+string(id)+"/receipts", body)
	}

	for field, drop := range map[string]string{
		"type": `"type":"sale",`, "number": `"number":"0000085",`, "amount": `"amount":"10.00",`, "currency": `"currency":"EUR",`,
		"issued_at": `"issued_at":"2026-01-01T12:00:00+02:00",`, "device": `"device":"DT279013",`, "usn": `,"usn":"DT279013-0001-0000001"`,
		"fiscal_memory": `"fiscal_memory":"02279013",`,
	} {
		send(a, paper(drop, "")).refused(t, 422, "validation_failed", field)
	}

	require.Equal(t, 200, send(a, paper()).status)
	require.Equal(t, 200, send(a, paper("12:00:00+02:00", "10:00:00Z", "10.00", "10.0")).status, "the same facts in other words")
	send(a, paper("10.00", "99.00")).refused(t, 409, "conflict")
	send(a, paper("sale", "reversal")).refused(t, 409, "conflict")
	send(b, paper()).refused(t, 409, "conflict")
	require.Equal(t, 200, send(b, paper("0000085", "0000086")).status)

	o, err := c.Orders.Get(t.Context(), a)
	require.NoError(t, err)
	require.Len(t, o.Receipts, 1)
}

// TestAnAckAgain changes nothing, so the order does not come again either.
func TestAnAckAgain(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	id := place(t, s, c, row{"items": []row{{"sku": "CH-1"}}}).ID
	ack := gombashop.Ack{DocumentType: gombashop.SaleDocument, DocumentNumber: "7", ImportedAt: time.Now()}

	require.NoError(t, c.Orders.Ack(t.Context(), id, ack))
	first, err := c.Orders.Get(t.Context(), id)
	require.NoError(t, err)
	require.NoError(t, c.Orders.Ack(t.Context(), id, ack, gombashop.WithIdempotencyKey("again")))

	second, err := c.Orders.Get(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, first, second)
}

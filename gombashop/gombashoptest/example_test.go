package gombashoptest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// printed is a test that prints what fails it. In a test of yours it is t.
type printed struct{ end []func() }

func (p *printed) Helper()                    {}
func (p *printed) Errorf(f string, a ...any)  { fmt.Printf(f+"\n", a...) }
func (p *printed) Cleanup(f func())           { p.end = append(p.end, f) }
func (p *printed) finish()                    { p.end[0]() }
func must[T any](value T, err error) (only T) { check(err); return value }

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// A client of one's own is tested with a conversation: what it must send, and
// what it is answered.
func ExampleExpectInOrder() {
	t := &printed{} // in a test: t *testing.T

	shop := gombashoptest.ExpectInOrder(t,
		gombashoptest.Call{
			Path: "/orders", Query: url.Values{"status": {"confirmed"}},
			Reply: gombashoptest.Page("", map[string]any{"id": "100234"}),
		},
		gombashoptest.Call{
			Method: http.MethodPut, Path: "/orders/{id}/usn", Header: map[string]string{"Idempotency-Key": "order:100234:usn"},
			Body: `{"usn":"DT279013-0001-0000001"}`, Reply: gombashoptest.Reply{Body: `{"id":"100234"}`},
		},
		gombashoptest.Call{Method: http.MethodPost, Path: "/orders/{id}/ack"},
	)

	// The client under test: plain net/http here, and it does two things wrong.
	must(http.Get(shop.URL + "/orders?status=confirmed"))

	req := must(http.NewRequest(http.MethodPut, shop.URL+"/orders/100234/usn", strings.NewReader(`{"usn":"1"}`)))
	req.Header.Set("Idempotency-Key", "order:100234:usn")
	must(http.DefaultClient.Do(req))

	t.finish()
	// Output:
	// gombashoptest: request 2, PUT /orders/{id}/usn, is not as expected: body.usn is "1", expected was "DT279013-0001-0000001"
	// gombashoptest: call 3, POST /orders/{id}/ack, was expected and did not come
}

// Each attempt of a client that repeats is a call.
func ExampleExpectInOrder_repeated() {
	t := &printed{}

	shop := gombashoptest.ExpectInOrder(t,
		gombashoptest.Call{Path: "/ping", Reply: gombashoptest.Refusal(http.StatusServiceUnavailable, "internal", "back soon")},
		gombashoptest.Call{Path: "/ping", Reply: gombashoptest.Reply{Drop: true}},
		gombashoptest.Call{Path: "/ping", Reply: gombashoptest.Reply{Body: `{"shop_name":"Чаши ООД","api_version":"1"}`}},
	)

	client := must(gombashop.NewClient(shop.URL, gombashop.HMAC("test", "secret"),
		gombashop.WithRetry(gombashop.RetryOptions{FirstWait: 1, MaxWait: 1})))
	fmt.Println(must(client.Ping(context.Background())).ShopName, "after", len(shop.Requests()), "requests")

	t.finish()
	// Output: Чаши ООД after 3 requests
}

// The order does not matter where a client sends at the same time.
func ExampleExpectInAnyOrder() {
	t := &printed{}

	shop := gombashoptest.ExpectInAnyOrder(t, gombashoptest.Call{Path: "/statuses"}, gombashoptest.Call{Path: "/categories"})

	must(http.Get(shop.URL + "/categories"))
	must(http.Get(shop.URL + "/statuses"))
	must(http.Get(shop.URL + "/vouchers"))

	t.finish()
	// Output: gombashoptest: request 3, GET /api/microinvest/v1/vouchers, was not expected
}

// A shop in memory is for tests of what comes of it.
func ExampleServer_PlaceOrder() {
	shop := gombashoptest.NewServer()
	defer shop.Close()

	must(shop.AddProduct(map[string]any{"name": "Чаша", "vat_rate": "20.00", "variants": []any{map[string]any{"sku": "CH-1", "price": "5.00"}}}))
	id := must(shop.PlaceOrder(map[string]any{
		"items":    []any{map[string]any{"sku": "CH-1", "quantity": "3"}},
		"delivery": map[string]any{"name": "Еконт", "price": "4.90"},
	}))

	client := must(gombashop.NewClient(shop.URL, gombashop.HMAC("test", "secret")))
	order := must(client.Orders.Get(context.Background(), id))
	fmt.Println(order.Items[0].Name, order.Totals.GrandTotal, order.Currency)
	// Output: Чаша 19.9 EUR
}

// The second write is done, and its answer lost. The client asks
// again with the same key, and nothing is done twice.
func ExampleServer_SetFaults() {
	shop := gombashoptest.NewServer()
	defer shop.Close()

	check(shop.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultDropAfter, Path: "/customers/bulk", After: 1, Times: 1}))

	client := must(gombashop.NewClient(shop.URL, gombashop.HMAC("test", "secret"),
		gombashop.WithRetry(gombashop.RetryOptions{FirstWait: 1, MaxWait: 1})))
	for _, name := range []string{"Иван", "Мария"} {
		must(client.Customers.Upsert(context.Background(), []gombashop.CustomerPatch{{ExternalID: name, Name: &name}}))
	}

	for _, r := range shop.Requests() {
		fmt.Printf("%s %s %d %q\n", r.Method, strings.TrimPrefix(r.Path, gombashoptest.BasePath), r.Status, r.Fault)
	}
	// Output:
	// POST /customers/bulk 200 ""
	// POST /customers/bulk 0 "drop_after"
	// POST /customers/bulk 200 ""
}

// A shop that is down refuses connections, and has forgotten nothing when it is
// back.
func ExampleServer_Refuse() {
	shop := gombashoptest.NewServer()
	defer shop.Close()

	check(shop.Refuse())

	_, err := http.Get(shop.URL + "/ping")
	fmt.Println(err != nil)

	check(shop.Resume())

	client := must(gombashop.NewClient(shop.URL, gombashop.HMAC("test", "secret")))
	fmt.Println(must(client.Ping(context.Background())).ShopName)
	// Output:
	// true
	// Test shop
}

package gombashop_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
)

// shop stands in for a real one: it answers each path with a fixed text.
func shop(answers map[string]string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		body, ok := answers[r.Method+" "+r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			body = `{"error":{"code":"not_found","message":"no such record","request_id":"r-1"}}`
		}
		_, _ = w.Write([]byte(body))
	}))
}

func connect(server *httptest.Server) *gombashop.Client {
	client, err := gombashop.NewClient(server.URL, gombashop.HMAC("1000200030004000", "secret-key"))
	if err != nil {
		panic(err)
	}
	return client
}

func ExampleNewClient_connect() {
	server := shop(map[string]string{"GET /ping": `{"shop_id":"s-1","shop_name":"Магазин","module_active":true,"currency":"EUR"}`})
	defer server.Close()

	client, err := gombashop.NewClient(
		server.URL, // https://shop.example/api/microinvest/v1
		gombashop.HMAC("1000200030004000", "secret-key"),
		gombashop.WithApplication("my-bridge", "1.4"),
		gombashop.WithRateLimit(5),
		gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: 4}),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	ping, err := client.Ping(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ping.ShopName, ping.Currency)
	// Output: Магазин EUR
}

// Basic is an authenticator of one's own: HTTP Basic. The password stays in the
// closure, where no print can reach it.
func Basic(user, password string) gombashop.Authenticator {
	return gombashop.AuthenticatorFunc(func(r *http.Request, _ []byte) error {
		if password == "" {
			return errors.New("the password is empty")
		}
		r.SetBasicAuth(user, password)
		return nil
	})
}

func ExampleAuthenticator_writeYourOwn() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"shop_id":"s-1","shop_name":"the shop of %s"}`, user)
	}))
	defer server.Close()

	client, err := gombashop.NewClient(server.URL, Basic("maria", os.Getenv("SHOP_PASSWORD")+"x"))
	if err != nil {
		fmt.Println(err)
		return
	}
	ping, err := client.Ping(context.Background())
	fmt.Println(ping.ShopName, err)
	// Output: the shop of maria <nil>
}

func ExampleOrderService_All_readConfirmedOrders() {
	server := shop(map[string]string{"GET /orders": `{"data":[
		{"id":"1","number":"D455C343","currency":"EUR","updated_at":"2026-11-20T10:20:00+02:00","totals":{"grand_total":"37.19"}},
		{"id":"2","number":"D455C344","currency":"EUR","updated_at":"2026-11-20T10:21:00+02:00","totals":{"grand_total":"5.00"}}
		],"page":{"next_cursor":null,"limit":100}}`})
	defer server.Close()
	client := connect(server)

	options := gombashop.OrderListOptions{
		UpdatedSince: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC),
		Statuses:     []string{"confirmed"},
	}
	for order, err := range client.Orders.All(context.Background(), options) {
		if err != nil {
			fmt.Println(err) // the iteration ends here
			return
		}
		fmt.Println(order.Number, order.Totals.GrandTotal.StringFixed(2), order.Currency)
	}
	// Output:
	// D455C343 37.19 EUR
	// D455C344 5.00 EUR
}

// Pages let a program keep a watermark, and set broken rows apart.
func ExampleOrderService_Pages_keepAWatermark() {
	server := shop(map[string]string{"GET /orders": `{"data":[
		{"id":"1","currency":"EUR","updated_at":"2026-11-20T10:20:00+02:00"},
		{"id":"2","currency":"EUR","updated_at":"2026-11-20T10:21:00+02:00","totals":{"grand_total":"much"}}
		],"page":{"next_cursor":null,"limit":100}}`})
	defer server.Close()
	client := connect(server)

	var watermark time.Time
	for page, err := range client.Orders.Pages(context.Background(), gombashop.OrderListOptions{Limit: 250}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, order := range page.Data {
			fmt.Println("take order", order.ID)
			watermark = order.UpdatedAt
		}
		for _, r := range page.Rejected {
			fmt.Println("put order aside:", r.ID)
			watermark = r.UpdatedAt
		}
	}
	fmt.Println(watermark.UTC().Format(time.RFC3339))
	// Output:
	// take order 1
	// put order aside: 2
	// 2026-11-20T08:21:00Z
}

// One bad row never fails the others.
func ExampleProductService_Upsert_sendProducts() {
	server := shop(map[string]string{"POST /products/bulk": `{"results":[
		{"index":0,"status":"created","id":"8810","external_id":"1234"},
		{"index":1,"status":"failed","external_id":"1235","error":{"code":"not_found","message":"no category 99"}}]}`})
	defer server.Close()
	client := connect(server)

	results, err := client.Products.Upsert(context.Background(), []gombashop.ProductPatch{
		{
			ExternalID: "1234", Name: new("Тениска"), Visible: new(true),
			Variants: []gombashop.VariantPatch{{
				ExternalID: "1234", Price: new(decimal.RequireFromString("19.99")), Currency: new("EUR"),
				CompareAtPrice: new(decimal.NullDecimal{}), // not valid: clears it
			}},
		},
		{ExternalID: "1235", CategoryIDs: &[]string{"99"}}, // everything else stays as it is
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		if r.Status == gombashop.Failed {
			fmt.Println(r.Index, r.Status, r.Err.Message)
			continue
		}
		fmt.Println(r.Index, r.Status, r.ID)
	}
	// Output:
	// 0 created 8810
	// 1 failed no category 99
}

// A key of the run lets the shop recognise what is sent twice.
func ExampleStockService_Set_sendQuantities() {
	server := shop(map[string]string{"POST /stock/bulk": `{"results":[{"index":0,"status":"updated","id":"8810-1"}]}`})
	defer server.Close()
	client := connect(server)

	readAt := time.Date(2026, 11, 20, 10, 15, 0, 0, time.UTC) // when the warehouse was asked
	rows := []gombashop.StockRow{{VariantID: "8810-1", Quantity: decimal.NewFromInt(5), AsOf: readAt}}
	results, err := client.Stock.Set(context.Background(), rows, gombashop.WithIdempotencyKey("stock:run-41:1"))
	var partial *gombashop.PartialError
	switch {
	case errors.As(err, &partial):
		fmt.Println("known of", len(partial.Done), "rows:", partial.Err)
	case err != nil:
		fmt.Println(err)
	default:
		fmt.Println(results[0].Status)
	}
	// Output: updated
}

func ExampleIsCode_reactToAnError() {
	server := shop(nil)
	defer server.Close()
	client := connect(server)

	_, err := client.Orders.Get(context.Background(), "77")
	if gombashop.IsCode(err, gombashop.CodeNotFound) {
		fmt.Println("the order is gone")
	}
	fmt.Println(err)
	// Output:
	// the order is gone
	// gombashop: GET /orders/77: no such record (not_found, HTTP 404, request r-1); the shop does not have it (any more); list the records again
}

func ExampleWithObserver_countRequests() {
	server := shop(map[string]string{"PUT /orders/77/usn": `{"usn":"DT279013-0001-0000001"}`})
	defer server.Close()
	client, err := gombashop.NewClient(server.URL, gombashop.HMAC("1000200030004000", "secret-key"),
		gombashop.WithObserver(func(e gombashop.RequestEvent) {
			fmt.Println(e.Method, e.Path, e.Attempt, e.Status)
		}))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := client.Orders.SetUSN(context.Background(), "77", "DT279013-0001-0000001"); err != nil {
		fmt.Println(err)
	}
	// Output: PUT /orders/77/usn 1 200
}

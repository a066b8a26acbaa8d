package gombashop_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// shopWithOrders is a shop in memory in which somebody bought something.
func shopWithOrders(n int) (*gombashoptest.Server, *gombashop.Client) {
	server := gombashoptest.NewServer()
	_, err := server.AddProduct(map[string]any{
		"external_id": "101", "name": "Чаша", "variants": []map[string]any{{"external_id": "101", "sku": "A", "price": "10.00", "quantity": "99"}},
	})
	for range n {
		if err == nil {
			_, err = server.PlaceOrder(map[string]any{"items": []map[string]any{{"sku": "A"}}})
		}
	}
	if err != nil {
		panic(err)
	}
	client, err := gombashop.NewClient(server.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(100))
	if err != nil {
		panic(err)
	}
	return server, client
}

// A listing that was interrupted goes on where it stopped.
func ExampleOrderService_Pages_resumeFromACursor() {
	server, client := shopWithOrders(5)
	defer server.Close()

	cursor := "" // in a program: from its database
	for run := range 3 {
		for page, err := range client.Orders.Pages(context.Background(), gombashop.OrderListOptions{Limit: 2, Cursor: cursor}) {
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Println("run", run+1, "takes", len(page.Data), "orders")
			cursor = page.NextCursor
			break // the power fails
		}
	}
	fmt.Println("the end:", cursor == "")
	// Output:
	// run 1 takes 2 orders
	// run 2 takes 2 orders
	// run 3 takes 1 orders
	// the end: true
}

// What became of an order is told in three steps; each may be repeated.
func ExampleOrderService_Ack_reportAnImport() {
	server, client := shopWithOrders(1)
	defer server.Close()
	ctx := context.Background()

	for order, err := range client.Orders.All(ctx, gombashop.OrderListOptions{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		at := time.Date(2026, 11, 20, 10, 15, 0, 0, time.UTC)
		err = errors.Join(
			client.Orders.Ack(ctx, order.ID, gombashop.Ack{DocumentType: gombashop.SaleDocument, DocumentNumber: "1234", ImportedAt: at}),
			client.Orders.SetUSN(ctx, order.ID, "DT279013-0001-0000001"),
			client.Orders.AddReceipt(ctx, order.ID, gombashop.Receipt{
				Type: gombashop.SaleReceipt, Number: "0000085", IssuedAt: at, Amount: decimal.NewFromInt(10), Currency: "EUR",
				Device: "DT279013", FiscalMemory: "02279013", USN: "DT279013-0001-0000001",
			}))
		if err != nil {
			fmt.Println(err)
			return
		}
		now, err := client.Orders.Get(ctx, order.ID)
		fmt.Println(now.ExternalDoc.DocumentNumber, now.USN, len(now.Receipts), err)
	}
	// Output: 1234 DT279013-0001-0000001 1 <nil>
}

// The connection breaks after the shop has acted. The error says that nobody
// knows; doing it again has no second effect.
func ExampleOrderService_SetUSN_surviveABrokenConnection() {
	server, _ := shopWithOrders(1)
	defer server.Close()
	client, err := gombashop.NewClient(server.URL, gombashop.HMAC("test", "secret"),
		gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: 1})) // else the client does it again by itself
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := server.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultDropAfter, Path: "/usn", Times: 1}); err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	for order, err := range client.Orders.All(ctx, gombashop.OrderListOptions{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		err = client.Orders.SetUSN(ctx, order.ID, "DT279013-0001-0000001")
		if errors.Is(err, gombashop.ErrOutcomeUnknown) {
			fmt.Println("nobody knows; again")
			err = client.Orders.SetUSN(ctx, order.ID, "DT279013-0001-0000001")
		}
		fmt.Println(err)
	}
	// Output:
	// nobody knows; again
	// <nil>
}

// The shop tells of a new order at once. Events get lost, so a program that uses
// them lists orders from time to time all the same.
func ExampleWebhook_receiveEvents() {
	server, client := shopWithOrders(1)
	defer server.Close()

	hook, err := gombashop.NewWebhook("secret", client.Orders,
		func(_ context.Context, e gombashop.WebhookEvent, o gombashop.Order) error {
			fmt.Println(e.Type, o.Totals.GrandTotal.StringFixed(2), o.Currency)
			return nil
		}, gombashop.WebhookOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer hook.Close()
	mux := http.NewServeMux()
	mux.Handle("/hooks/orders", hook)

	for order := range client.Orders.All(context.Background(), gombashop.OrderListOptions{}) {
		for range 2 { // as the shop sends it, and sends it again
			body := []byte(`{"event_id":"e-1","type":"order.created","order_id":"` + string(order.ID) + `"}`)
			r, answer := eventFor(body), httptest.NewRecorder()
			mux.ServeHTTP(answer, r)
			fmt.Println(answer.Code)
		}
	}
	// Output:
	// order.created 10.00 EUR
	// 204
	// 204
}

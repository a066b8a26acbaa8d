package gombashop_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func eventFor(body []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/hooks/orders", bytes.NewReader(body))
	gombashop.SignWebhook(r, "secret", time.Now(), body)
	return r
}

// A bulk write breaks off. Every row is in one of three lists.
func ExamplePartialError_sendTheRestAgain() {
	server, client := shopWithOrders(0)
	defer server.Close()
	rows := make([]gombashop.StockRow, 450)
	for i := range rows {
		rows[i] = gombashop.StockRow{ExternalID: "101", Quantity: decimal.NewFromInt(int64(i))}
	}
	rows[7] = gombashop.StockRow{} // names nothing, and is not sent
	if err := server.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 500}); err != nil {
		fmt.Println(err)
		return
	}
	_, err := client.Stock.Set(context.Background(), rows)
	if partial, ok := errors.AsType[*gombashop.PartialError](err); ok {
		fmt.Println(len(partial.Done), "known,", len(partial.Unknown), "perhaps,", len(partial.NotDone), "not sent")
		var again []gombashop.StockRow
		for _, i := range append(partial.Unknown, partial.NotDone...) {
			again = append(again, rows[i])
		}
		err = server.SetFaults()
		results, againErr := client.Stock.Set(context.Background(), again)
		fmt.Println(len(results), errors.Join(err, againErr))
	}
	// Output:
	// 1 known, 200 perhaps, 249 not sent
	// 449 <nil>
}

// A shop on the merchant's own server may have a certificate of its own.
func ExampleWithHTTPClient_trustACertificate() {
	server := httptest.NewTLSServer(gombashoptest.NewHandler())
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate()) // in a program: AppendCertsFromPEM

	transport := &http.Transport{
		Proxy:           http.ProxyFromEnvironment,
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
	}
	defer transport.CloseIdleConnections()
	client, err := gombashop.NewClient(server.URL+gombashoptest.BasePath, gombashop.HMAC("test", "secret"),
		gombashop.WithHTTPClient(&http.Client{Transport: transport, Timeout: time.Minute}))
	if err != nil {
		fmt.Println(err)
		return
	}
	ping, err := client.Ping(context.Background())
	fmt.Println(ping.ShopName, err)
	// Output: Test shop <nil>
}

// An error is a group of attributes in a log.
func ExampleError_LogValue_logAnError() {
	err := &gombashop.Error{Code: gombashop.CodeModuleDisabled, Message: "off", Status: 403, Attempts: 1, RequestID: "r-1"}
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	log.Error("export stopped", "err", err)
	// Output:
	// level=ERROR msg="export stopped" err.code=module_disabled err.message=off err.op="" err.status=403 err.attempts=1 err.request_id=r-1
}

// A till whose clock nobody may set signs with a time that is put right.
func ExampleHMACWith_correctAClock() {
	const behind = 12 * time.Minute
	now := func() time.Time { return time.Date(2026, 11, 20, 10, 3, 0, 0, time.UTC) } // the till's clock
	auth := gombashop.HMACWith("1000200030004000", "secret-key", gombashop.HMACOptions{
		Now: func() time.Time { return now().Add(behind) },
	})
	r := httptest.NewRequest(http.MethodGet, "https://shop.example/api/microinvest/v1/ping", nil)
	if err := auth.Authorize(r, []byte{}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Header.Get("X-Api-Timestamp"))
	// Output: 1795169700
}

// A field that is nil stays as it is in the shop.
func ExampleCustomerService_Upsert_sendPartners() {
	server, client := shopWithOrders(0)
	defer server.Close()

	results, err := client.Customers.Upsert(context.Background(), []gombashop.CustomerPatch{
		{ExternalID: "12", Name: new("Иван Петров"), Email: new("ivan@example.bg")},
		{ExternalID: "13", Type: new(gombashop.Company), Company: new("Вега ЕООД"), EIK: new("175074752")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		fmt.Println(r.ExternalID, r.Status)
	}
	// Output:
	// 12 created
	// 13 created
}

// Both sides held goods before: the shop is told which of its products is which.
func ExampleMappingService_Upsert_pairByHand() {
	server, client := shopWithOrders(0)
	defer server.Close()
	ctx := context.Background()

	for product, err := range client.Products.All(ctx, gombashop.ProductListOptions{SKUs: []string{"A"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		results, err := client.Mappings.Upsert(ctx, []gombashop.Mapping{
			{Kind: gombashop.MapVariant, ID: product.Variants[0].ID, ExternalID: "4711"},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(results[0].Status)
	}
	// Output: updated
}

// A settings page offers the merchant's own statuses.
func ExampleStatusService_All_offerAChoice() {
	server, client := shopWithOrders(0)
	defer server.Close()

	for status, err := range client.Statuses.All(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if !status.IsFinal && status.Code == "confirmed" {
			fmt.Println(status.Code, status.Name)
		}
	}
	// Output: confirmed Потвърдена
}

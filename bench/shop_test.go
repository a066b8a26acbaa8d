package bench_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

// shopClient is one way to ask a shop.
type shopClient struct {
	name string
	// get asks for a path and reads the JSON of the answer into into.
	get func(b *testing.B, path string, into any)
}

// BenchmarkShop asks a shop on a loopback socket for a small object and for a
// page of 100 orders: the typed client with all of its handlers (limit, retry,
// signature, checks), and three clients that sign, limit and check nothing and
// read the same JSON into structs of the same fields.
func BenchmarkShop(b *testing.B) {
	server := httptest.NewServer(cannedShop())
	defer server.Close()

	b.Run("ping", func(b *testing.B) {
		for _, c := range peers(server.URL) {
			b.Run(c.name, func(b *testing.B) {
				repeat(b, func() {
					var p ping
					c.get(b, "/ping", &p)
					require.Equal(b, "s-1", p.ShopID)
				})
			})
		}
		b.Run("gombashop", func(b *testing.B) {
			client := typed(b, server.URL)
			repeat(b, func() {
				p, err := client.Ping(b.Context())
				if err != nil || p.ShopID != "s-1" {
					b.Fatal(p, err)
				}
			})
		})
	})
	b.Run("orders", func(b *testing.B) {
		for _, c := range peers(server.URL) {
			b.Run(c.name, func(b *testing.B) {
				repeat(b, func() {
					var page orderPage
					c.get(b, "/orders?limit=100", &page)
					if len(page.Data) != 100 || page.Data[99].Totals.GrandTotal.IsZero() {
						b.Fatal(len(page.Data))
					}
				})
			})
		}
		b.Run("gombashop", func(b *testing.B) {
			client := typed(b, server.URL)
			repeat(b, func() {
				n := 0
				for o, err := range client.Orders.All(b.Context(), gombashop.OrderListOptions{Limit: 100}) {
					if err != nil || o.Totals.GrandTotal.IsZero() {
						b.Fatal(err)
					}
					n++
				}
				if n != 100 {
					b.Fatal(n)
				}
			})
		})
	})
}

func repeat(b *testing.B, once func()) {
	b.Helper()
	b.ReportAllocs()
	once() // opens the connection

	for b.Loop() {
		once()
	}
}

func typed(b *testing.B, address string) *gombashop.Client {
	b.Helper()

	client, err := gombashop.NewClient(address, gombashop.HMAC("1000200030004000", "secret-key"), gombashop.WithRateLimit(100_000))
	require.NoError(b, err)

	return client
}

func peers(address string) []shopClient {
	plain := &http.Client{Transport: &http.Transport{}}
	retrying := retryablehttp.NewClient()
	retrying.Logger = nil
	easy := resty.New().SetBaseURL(address)

	return []shopClient{
		{"net-http", func(b *testing.B, path string, into any) {
			b.Helper()

			req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address+path, nil)
			require.NoError(b, err)
			res, err := plain.Do(req)
			decoded(b, res, err, into)
		}},
		{"retryablehttp", func(b *testing.B, path string, into any) {
			b.Helper()

			req, err := retryablehttp.NewRequestWithContext(b.Context(), http.MethodGet, address+path, nil)
			require.NoError(b, err)
			res, err := retrying.Do(req)
			decoded(b, res, err, into)
		}},
		{"resty", func(b *testing.B, path string, into any) {
			b.Helper()

			res, err := easy.R().SetContext(b.Context()).SetResult(into).Get(path)
			if err != nil || res.StatusCode() != http.StatusOK {
				b.Fatal(err)
			}
		}},
	}
}

func decoded(b *testing.B, res *http.Response, err error, into any) {
	b.Helper()

	if err != nil {
		b.Fatal(err)
	}

	defer func() { _ = res.Body.Close() }()

	if res.StatusCode != http.StatusOK {
		b.Fatal(res.Status)
	}

	if err := json.NewDecoder(res.Body).Decode(into); err != nil {
		b.Fatal(err)
	}
}

// cannedShop answers with texts that were made before.
func cannedShop() http.Handler {
	var orders bytes.Buffer

	orders.WriteString(`{"data":[`)

	for i := range 100 {
		if i > 0 {
			orders.WriteByte(',')
		}

		fmt.Fprintf(&orders, orderText, i, i)
	}

	orders.WriteString(`],"page":{"next_cursor":null,"limit":100}}`)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")

		if r.URL.Path == "/orders" {
			_, _ = w.Write(orders.Bytes())

			return
		}

		_, _ = w.Write([]byte(`{"shop_id":"s-1","shop_name":"Магазин","module_active":true,"api_version":"1","currency":"EUR",` +
			`"server_time":"2026-11-20T10:15:00+02:00"}`))
	})
}

package gombashop_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// endpoint is one operation of the contract as the client offers it.
type endpoint struct {
	call func(ctx context.Context, c *gombashop.Client) error
	// held counts the effect in one record of the shop; nil for a read.
	held func(kind string, record map[string]any) int
}

// effects is 1 for a write.
func (e endpoint) effects() int {
	if e.held == nil {
		return 0
	}
	return 1
}

type (
	record = map[string]any
	ctx    = context.Context
	client = gombashop.Client
)

// theProduct is the shop's first id.
const theProduct = "1001"

// seed gives the shop a product and an order, both known by their numbers.
func seed(t *testing.T, s *gombashoptest.Server) {
	t.Helper()
	id, err := s.AddProduct(record{
		"external_id": "g1", "name": "Чаша", "vat_rate": "20.00",
		"variants": []record{{"external_id": "g1", "sku": "A", "price": "10.00", "quantity": "5"}},
	})
	require.NoError(t, err)
	require.Equal(t, theProduct, id)
	_, err = s.PlaceOrder(record{"id": "o1", "items": []record{{"sku": "A"}}})
	require.NoError(t, err)
	require.NoError(t, s.AddVoucher(record{"code": "V-1", "value": "5.00"}))
	require.NoError(t, s.AddPromoCode(record{"code": "NOVEMBER", "type": "percent", "value": "10.00"}))
}

func endpoints() map[string]endpoint {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	seven := decimal.NewFromInt(7)
	return map[string]endpoint{
		"GET /ping":        {call: func(ctx ctx, c *client) error { _, err := c.Ping(ctx); return err }},
		"GET /statuses":    {call: func(ctx ctx, c *client) error { return drain(c.Statuses.All(ctx)) }},
		"GET /categories":  {call: func(ctx ctx, c *client) error { return drain(c.Categories.All(ctx, gombashop.ListOptions{})) }},
		"GET /products":    {call: func(ctx ctx, c *client) error { return drain(c.Products.All(ctx, gombashop.ProductListOptions{})) }},
		"GET /customers":   {call: func(ctx ctx, c *client) error { return drain(c.Customers.All(ctx, gombashop.ListOptions{})) }},
		"GET /orders":      {call: func(ctx ctx, c *client) error { return drain(c.Orders.All(ctx, gombashop.OrderListOptions{})) }},
		"GET /vouchers":    {call: func(ctx ctx, c *client) error { return drain(c.Vouchers.All(ctx, gombashop.ListOptions{})) }},
		"GET /promo-codes": {call: func(ctx ctx, c *client) error { return drain(c.PromoCodes.All(ctx, gombashop.ListOptions{})) }},
		"GET /orders/{id}": {call: func(ctx ctx, c *client) error { _, err := c.Orders.Get(ctx, "o1"); return err }},
		"POST /categories/bulk": {
			func(ctx ctx, c *client) error {
				return allTaken(c.Categories.Upsert(ctx, []gombashop.CategoryPatch{{ExternalID: "k1", Name: new("Чаши")}}))
			}, holds("categories", "external_id", "k1"),
		},
		"POST /products/bulk": {
			func(ctx ctx, c *client) error {
				return allTaken(c.Products.Upsert(ctx, []gombashop.ProductPatch{{ExternalID: "g2", Name: new("Книга")}}))
			}, holds("products", "external_id", "g2"),
		},
		"POST /products/delete": {
			func(ctx ctx, c *client) error {
				return allTaken(c.Products.Delete(ctx, []gombashop.Ref{{ExternalID: "g1"}}))
			}, holds("products", "deleted", true),
		},
		"POST /stock/bulk": {
			func(ctx ctx, c *client) error {
				return allTaken(c.Stock.Set(ctx, []gombashop.StockRow{{ExternalID: "g1", Quantity: seven}}))
			}, func(kind string, r record) int { return among(kind == "products", r["variants"], "quantity", "7.000") },
		},
		"POST /customers/bulk": {
			func(ctx ctx, c *client) error {
				return allTaken(c.Customers.Upsert(ctx, []gombashop.CustomerPatch{{ExternalID: "p1", Name: new("Иван Петров")}}))
			}, holds("customers", "external_id", "p1"),
		},
		"POST /mappings/bulk": {
			func(ctx ctx, c *client) error {
				return allTaken(c.Mappings.Upsert(ctx, []gombashop.Mapping{{Kind: gombashop.MapProduct, ID: theProduct, ExternalID: "m1"}}))
			}, holds("products", "external_id", "m1"),
		},
		"POST /orders/{id}/ack": {
			func(ctx ctx, c *client) error {
				return c.Orders.Ack(ctx, "o1", gombashop.Ack{DocumentType: gombashop.SaleDocument, DocumentNumber: "1234", ImportedAt: noon})
			}, func(kind string, r record) int {
				return among(kind == "orders", []any{r["external_doc"]}, "document_number", "1234")
			},
		},
		"PUT /orders/{id}/usn": {
			func(ctx ctx, c *client) error {
				return c.Orders.SetUSN(ctx, "o1", "DT279013-0001-0000001")
			}, holds("orders", "usn", "DT279013-0001-0000001"),
		},
		"POST /orders/{id}/receipts": {
			func(ctx ctx, c *client) error {
				return c.Orders.AddReceipt(ctx, "o1", gombashop.Receipt{
					Type: gombashop.SaleReceipt, Number: "0000085", IssuedAt: noon, Amount: decimal.NewFromInt(10), Currency: "EUR",
					FiscalMemory: "02279013", Device: "DT279013", USN: "DT279013-0001-0000001",
				})
			}, func(kind string, r record) int { return among(kind == "orders", r["receipts"], "number", "0000085") },
		},
	}
}

func holds(kind, field string, value any) func(string, record) int {
	return func(of string, r record) int { return among(of == kind, []any{r}, field, value) }
}

// among counts the members of a list that have the value.
func among(right bool, list any, field string, value any) int {
	n := 0
	members, _ := list.([]any)
	for _, m := range members {
		if r, ok := m.(record); ok && right && r[field] == value {
			n++
		}
	}
	return n
}

func drain[T any](rows iter.Seq2[T, error]) error {
	for _, err := range rows {
		if err != nil {
			return err
		}
	}
	return nil
}

func allTaken(results []gombashop.Result, err error) error {
	for _, r := range results {
		if r.Err != nil {
			return r.Err
		}
	}
	return err
}

package syncer

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/gombashop"
)

// Gomba adapts a client as the Shop of a Syncer.
func Gomba(c *gombashop.Client) Shop { return gombaShop{c} }

// gombaShop gives the client's services the port's names.
type gombaShop struct{ client *gombashop.Client }

// TellRetries implements RetryTeller.
func (s gombaShop) TellRetries(ctx context.Context, f func(Retried)) context.Context {
	return gombashop.ObserveContext(ctx, func(e gombashop.RequestEvent) {
		if e.RetryIn > 0 {
			f(Retried{Request: e.Method + " " + e.Path, Attempt: e.Attempt, Wait: e.RetryIn, Err: e.Err})
		}
	})
}

func (s gombaShop) Ping(ctx context.Context) (gombashop.Ping, error) { return s.client.Ping(ctx) }

func (s gombaShop) Statuses(ctx context.Context) iter.Seq2[gombashop.Status, error] {
	return s.client.Statuses.All(ctx)
}

func (s gombaShop) Categories(ctx context.Context) iter.Seq2[gombashop.Category, error] {
	return s.client.Categories.All(ctx, gombashop.CategoryListOptions{})
}

func (s gombaShop) UpsertCategories(ctx context.Context, rows []gombashop.CategoryPatch) ([]gombashop.Result, error) {
	return s.client.Categories.Upsert(ctx, rows)
}

func (s gombaShop) Products(ctx context.Context, o gombashop.ProductListOptions) iter.Seq2[gombashop.Product, error] {
	return s.client.Products.All(ctx, o)
}

func (s gombaShop) UpsertProducts(ctx context.Context, rows []gombashop.ProductPatch) ([]gombashop.Result, error) {
	return s.client.Products.Upsert(ctx, rows)
}

func (s gombaShop) UpsertCustomers(ctx context.Context, rows []gombashop.CustomerPatch) ([]gombashop.Result, error) {
	return s.client.Customers.Upsert(ctx, rows)
}

func (s gombaShop) ProductPages(ctx context.Context, o gombashop.ProductListOptions,
) iter.Seq2[gombashop.Page[gombashop.Product], error] {
	return s.client.Products.Pages(ctx, o)
}

func (s gombaShop) CustomerPages(ctx context.Context, o gombashop.CustomerListOptions,
) iter.Seq2[gombashop.Page[gombashop.Customer], error] {
	return s.client.Customers.Pages(ctx, o)
}

func (s gombaShop) SetStock(ctx context.Context, rows []gombashop.StockRow) ([]gombashop.Result, error) {
	return s.client.Stock.Set(ctx, rows)
}

func (s gombaShop) OrderPages(ctx context.Context, o gombashop.OrderListOptions) iter.Seq2[gombashop.Page[gombashop.Order], error] {
	return s.client.Orders.Pages(ctx, o)
}

func (s gombaShop) Order(ctx context.Context, id gombashop.OrderID) (gombashop.Order, error) {
	return s.client.Orders.Get(ctx, id)
}

func (s gombaShop) Acknowledge(ctx context.Context, id gombashop.OrderID, a gombashop.Ack) error {
	return s.client.Orders.Ack(ctx, id, a)
}

func (s gombaShop) SetUSN(ctx context.Context, id gombashop.OrderID, usn string) error {
	return s.client.Orders.SetUSN(ctx, id, usn)
}

func (s gombaShop) AddReceipt(ctx context.Context, id gombashop.OrderID, r gombashop.Receipt) error {
	return s.client.Orders.AddReceipt(ctx, id, r)
}

package gombashop

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// CustomerService reads and writes the customers of the shop.
type CustomerService struct{ client *Client }

func (s *CustomerService) lister() lister[Customer, wire.Customer] {
	return lister[Customer, wire.Customer]{s.client, "/customers", toListedCustomer}
}

// All lists customers. The iteration ends after an error.
func (s *CustomerService) All(ctx context.Context, o CustomerListOptions) iter.Seq2[Customer, error] {
	return s.lister().all(ctx, o.filter())
}

// Pages lists customers page by page; see [ProductService.Pages].
func (s *CustomerService) Pages(ctx context.Context, o CustomerListOptions) iter.Seq2[Page[Customer], error] {
	return s.lister().pages(ctx, o.filter())
}

// Upsert creates customers or changes the named fields of existing ones; see
// [ProductService.Upsert].
func (s *CustomerService) Upsert(ctx context.Context, rows []CustomerPatch, opts ...WriteOption) ([]Result, error) {
	return writer[CustomerPatch, wire.CustomerPatch]{s.client, "/customers/bulk", fromCustomerPatch}.write(ctx, rows, opts)
}

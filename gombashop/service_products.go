package gombashop

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// ProductService reads and writes the goods of the shop.
type ProductService struct{ client *Client }

func (s *ProductService) lister() lister[Product, wire.Product] {
	return lister[Product, wire.Product]{s.client, "/products", toProduct}
}

// All lists products. The iteration ends after an error. It reads page by page:
// writing inside the loop is allowed, and what is changed meanwhile comes again.
func (s *ProductService) All(ctx context.Context, o ProductListOptions) iter.Seq2[Product, error] {
	return s.lister().all(ctx, o.filter())
}

// Pages lists products page by page, so that Page.NextCursor can be kept, and
// with the rows that could not be understood set apart.
func (s *ProductService) Pages(ctx context.Context, o ProductListOptions) iter.Seq2[Page[Product], error] {
	return s.lister().pages(ctx, o.filter())
}

// Upsert creates products or changes the named fields of existing ones. It
// sends batches of at most 200 rows and 5 MiB and returns one result a row, in
// the order of rows: one bad row never fails the others. A row that cannot be
// right (no id, a price with more than 4 decimal places) fails without being
// sent.
//
// When a batch fails as a whole, the results known so far come with the error.
// It is a [*PartialError], which says of each row what is known, or an [*Error]
// if there was one batch and nothing is known of it.
func (s *ProductService) Upsert(ctx context.Context, rows []ProductPatch, opts ...WriteOption) ([]Result, error) {
	return writer[ProductPatch, wire.ProductPatch]{s.client, "/products/bulk", fromProductPatch}.write(ctx, rows, opts)
}

// Delete marks products as deleted, with results as [ProductService.Upsert]: Updated when
// the product was there, Unchanged when it was deleted already. To take a
// product off the shop's pages, rather hide it with ProductPatch.Visible.
func (s *ProductService) Delete(ctx context.Context, rows []Ref, opts ...WriteOption) ([]Result, error) {
	return writer[Ref, wire.Ref]{s.client, "/products/delete", fromRef}.write(ctx, rows, opts)
}

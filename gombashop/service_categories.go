package gombashop

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// CategoryService reads and writes the tree of categories.
type CategoryService struct{ client *Client }

func (s *CategoryService) lister() lister[Category, wire.Category] {
	return lister[Category, wire.Category]{s.client, "/categories", toCategory}
}

// All lists categories. The iteration ends after an error.
func (s *CategoryService) All(ctx context.Context, o CategoryListOptions) iter.Seq2[Category, error] {
	return s.lister().all(ctx, o.filter())
}

// Pages lists categories page by page; see [ProductService.Pages].
func (s *CategoryService) Pages(ctx context.Context, o CategoryListOptions) iter.Seq2[Page[Category], error] {
	return s.lister().pages(ctx, o.filter())
}

// Upsert creates categories or changes the named fields of existing ones; see
// [ProductService.Upsert]. A parent must exist before its children are sent.
func (s *CategoryService) Upsert(ctx context.Context, rows []CategoryPatch, opts ...WriteOption) ([]Result, error) {
	return writer[CategoryPatch, wire.CategoryPatch]{s.client, "/categories/bulk", fromCategoryPatch}.write(ctx, rows, opts)
}

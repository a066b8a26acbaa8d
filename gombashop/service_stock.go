package gombashop

import (
	"context"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// StockService sets quantities.
type StockService struct{ client *Client }

// Set sets absolute quantities, one result a row; see [ProductService.Upsert].
// A row that the shop dropped because it knows a newer one is Unchanged.
//
// All rows without AsOf get the moment of the call. Give a run its own key with
// WithIdempotencyKey("stock:<run id>:<n>").
func (s *StockService) Set(ctx context.Context, rows []StockRow, opts ...WriteOption) ([]Result, error) {
	now := s.client.now()
	convert := func(r StockRow) (wire.StockRow, error) {
		if r.AsOf.IsZero() {
			r.AsOf = now
		}
		return fromStockRow(r)
	}
	return writer[StockRow, wire.StockRow]{s.client, "/stock/bulk", convert}.write(ctx, rows, opts)
}

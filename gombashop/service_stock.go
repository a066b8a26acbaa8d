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
// WithIdempotencyKey("stock:<run id>:<n>"); then every row must have its AsOf, for
// a repetition of the call has to send the same bytes.
func (s *StockService) Set(ctx context.Context, rows []StockRow, opts ...WriteOption) ([]Result, error) {
	now, repeatable := s.client.now(), keyFor(opts, "") != ""
	convert := func(r StockRow) (wire.StockRow, error) {
		if r.AsOf.IsZero() && !repeatable {
			r.AsOf = now
		}
		return fromStockRow(r)
	}
	return writer[StockRow, wire.StockRow]{s.client, "/stock/bulk", convert}.write(ctx, rows, opts)
}

package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (a *exportApply) flushStock(ctx context.Context) error {
	batch := a.stock
	a.stock = nil

	if len(batch) == 0 {
		return nil
	}

	patches := make([]gombashop.StockRow, len(batch))
	for i, s := range batch {
		patches[i] = gombashop.StockRow{VariantID: s.link.ShopID, Quantity: s.Quantity, AsOf: a.orders.at.UTC()}
	}

	return sendRows(ctx, a, batch,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.SetStock(ctx, patches) },
		func(s SetStock, res gombashop.Result) took {
			if res.Err != nil {
				a.short = true
				a.park(ctx, KindQuantity, 1, refusal(s.Record(), res.Err))

				return took{}
			}

			return took{links: []ledger.Link{s.told(a.orders.at)}, actions: []Action{s}}
		})
}

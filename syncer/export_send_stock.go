package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (a *exportApply) flushStock(ctx context.Context) error {
	batch := a.stock
	a.stock = nil

	if len(batch) == 0 {
		return nil
	}

	if err := a.doubtQuantities(ctx); err != nil {
		unsent(a, batch)

		return err
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

// doubtQuantities takes back the mark of the last run that sent all quantities,
// before the first is sent: where this run is cut off before the links are
// written, the next one sends all of them. Otherwise a figure that goes back to
// what it was would look like one that the shop has.
func (a *exportApply) doubtQuantities(ctx context.Context) error {
	if a.doubted {
		return nil
	}

	var err error
	if a.allBefore, _, err = a.cfg.Warehouse.Mark(ctx, a.markAllQuantities()); err != nil {
		return err
	}

	a.doubted = true

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, a.markAllQuantities(), "")
	})
}

// settleQuantities writes the marks of a run that was not cut off. One that
// left quantities out, because it was for some goods or the shop refused some,
// leaves the marks as they were.
func (a *exportApply) settleQuantities(ctx context.Context) error {
	whole := a.counted && !a.short && a.opts.Goods == nil
	if !whole && !a.doubted {
		return nil
	}

	at := a.orders.at.UTC().Format(time.RFC3339Nano)

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if whole {
			if err := tx.SetMark(ctx, a.markQuantities(), at); err != nil {
				return err
			}
		}

		switch {
		case whole && a.full:
			return tx.SetMark(ctx, a.markAllQuantities(), at)
		case a.doubted:
			return tx.SetMark(ctx, a.markAllQuantities(), a.allBefore)
		}

		return nil
	})
}

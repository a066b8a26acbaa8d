package syncer

import (
	"context"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/gombashop"
)

// overlap is how far before the watermark a listing starts again, for rows that
// the shop stamped before it showed them.
const overlap = 2 * time.Minute

// markWatermark is how far the listing of a kind was read, by the shop's clock.
func (s *Syncer) markWatermark(what string) string { return "watermark:" + what + ":" + s.cfg.ShopID }

// watermark is where a listing starts; zero reads it whole.
func (r *run) watermark(ctx context.Context, what string) (time.Time, error) {
	name := r.markWatermark(what)

	mark, _, err := r.cfg.Warehouse.Mark(ctx, name)
	if err != nil || mark == "" {
		return time.Time{}, err
	}

	at, err := time.Parse(time.RFC3339Nano, mark)
	if err != nil {
		return at, fmt.Errorf("syncer: gomba_marks %q holds %q, which is no time: %w; "+
			"delete the row to read all again, nothing is imported twice", name, mark, err)
	}

	return at.Add(-overlap), nil
}

// moveWatermark goes forward only: a page of the overlap alone moves nothing.
func (p *importPlan) moveWatermark(ctx context.Context, what string, to time.Time) error {
	since, err := p.watermark(ctx, what)
	if err != nil || to.IsZero() || !since.IsZero() && !to.After(since.Add(overlap)) {
		return err
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, p.markWatermark(what), to.UTC().Format(time.RFC3339Nano))
	})
}

// pages walks the orders that changed since the watermark, oldest first. The
// watermark moves when all orders of a page are journalled.
func (p *importPlan) pages(ctx context.Context) error {
	since, err := p.watermark(ctx, "orders")
	if err != nil {
		return err
	}

	for page, err := range p.cfg.Shop.OrderPages(ctx, gombashop.OrderListOptions{UpdatedSince: since}) {
		if err != nil {
			return shopProblem(err)
		}

		if err := p.page(ctx, page); err != nil {
			return err
		}
	}

	return nil
}

// page considers the orders of one page. One that cannot be understood is kept
// aside like any other, and read by its id until it can be.
func (p *importPlan) page(ctx context.Context, page gombashop.Page[gombashop.Order]) error {
	var last time.Time

	for _, order := range page.Data {
		if p.suspects[string(order.ID)] {
			continue // at the end of the run
		}

		if err := p.consider(ctx, order); err != nil {
			return err
		}

		last = latest(last, order.UpdatedAt)
	}

	for _, row := range page.Rejected {
		if err := p.unreadable(ctx, row.ID, row.UpdatedAt, row.Err); err != nil {
			return err
		}

		last = latest(last, row.UpdatedAt)
	}

	return p.moveWatermark(ctx, "orders", last)
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}

	return a
}

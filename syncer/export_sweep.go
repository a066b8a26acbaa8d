package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// sweep reads the orders that changed after import's watermark, by id. Import
// may be off, late, or busy with something else; a quantity that is sent
// meanwhile must not sell the same piece twice.
//
// The orders are kept for this run only. Journalling them, and moving the
// watermark, is import's work: an order that is not in the ledger must be read
// again by the next run of either. That keeps the sweep short where import
// runs, and bounds it by the age at which import gives an order up where it
// does not.
func (p *exportPlan) sweep(ctx context.Context) (map[string]gombashop.Order, error) {
	since, err := p.sweepStart(ctx)
	if err != nil {
		return nil, err
	}

	found := map[string]gombashop.Order{}

	for page, err := range p.cfg.Shop.OrderPages(ctx, gombashop.OrderListOptions{UpdatedSince: since, Limit: 250}) {
		if err != nil {
			return nil, shopProblem(err)
		}

		for _, order := range page.Data {
			found[string(order.ID)] = order
		}

		for _, row := range page.Rejected {
			p.orders.warnings = append(p.orders.warnings,
				&Problem{Code: text.OrderUnreadable, Record: "order " + row.ID, Err: row.Err})
		}
	}

	return found, nil
}

// sweepStart is import's watermark, less its overlap. Without one it is import's
// starting point, but no more than the time that an order may wait.
func (p *exportPlan) sweepStart(ctx context.Context) (time.Time, error) {
	since, err := p.watermark(ctx, "orders") // written by import alone
	if err != nil || !since.IsZero() {
		return since, err
	}

	return latest(p.facts.since, p.cfg.Now().Add(-waitingLimit)), nil
}

// unjournalled adds an order that the sweep met and that is not among the
// journalled ones that were read: it is new, or an old one that the shop has
// changed.
func (p *exportPlan) unjournalled(ctx context.Context, o gombashop.Order) error {
	row, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, string(o.ID))
	if err != nil {
		return err
	}

	open := !known || row.State == ledger.OrderWaiting || row.State == ledger.OrderParked
	young := !o.CreatedAt.Before(p.facts.since) && o.CreatedAt.After(p.cfg.Now().Add(-waitingLimit))

	return p.addOrder(ctx, o, row.FirstSeen, open && (known || young) && p.holdsBack(o))
}

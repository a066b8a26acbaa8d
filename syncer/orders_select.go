package syncer

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// orders considers the orders that were asked for, or else those that are to be
// adopted, those whose time has come, and those that changed since the
// watermark.
func (p *importPlan) orders(ctx context.Context) error {
	if len(p.opts.Orders) > 0 {
		return p.named(ctx, p.opts.Orders)
	}

	due, err := p.due(ctx)
	if err != nil {
		return err
	}

	if err := p.named(ctx, append(p.foreign, due...)); err != nil {
		return err
	}

	if err := p.pages(ctx); err != nil {
		return err
	}

	if err := p.named(ctx, slices.Sorted(maps.Keys(p.suspects))); err != nil {
		return err
	}

	return p.keepSince(ctx)
}

// due are the waiting and parked orders whose time has come or that were judged
// by other rules, imported ones with something still to be done, and those from
// before a starting point that has moved.
func (p *importPlan) due(ctx context.Context) ([]string, error) {
	filters := []ledger.OrderFilter{{
		States: []ledger.OrderState{ledger.OrderWaiting, ledger.OrderParked}, DueBefore: p.cfg.Now(), Rules: p.rulesSum,
	}, {
		States: []ledger.OrderState{ledger.OrderImported}, Again: true, DueBefore: p.cfg.Now(),
	}}

	earlier, err := p.sinceMoved(ctx)
	if err != nil {
		return nil, err
	}

	if earlier {
		filters = append(filters, ledger.OrderFilter{States: []ledger.OrderState{ledger.OrderBeforeStart}})
	}

	var ids []string

	for _, filter := range filters {
		filter.Shop = p.cfg.ShopID

		for o, err := range p.cfg.Warehouse.Orders(ctx, filter) {
			if err != nil {
				return nil, err
			}

			if suspect(o) {
				p.suspects[o.OrderID] = true

				continue
			}

			if o.State != ledger.OrderBeforeStart || !o.ShopCreatedAt.Before(p.facts.since) {
				ids = append(ids, o.OrderID)
			}
		}
	}

	return ids, nil
}

// markSince is the starting point of the last run that looked at all orders.
func (s *Syncer) markSince() string { return "since:orders:" + s.cfg.ShopID }

// sinceMoved tells that the starting point is earlier than it was: orders that
// were too old then may count now.
func (p *importPlan) sinceMoved(ctx context.Context) (bool, error) {
	mark, known, err := p.cfg.Warehouse.Mark(ctx, p.markSince())
	if err != nil || !known {
		return false, err
	}

	before, err := time.Parse(time.RFC3339Nano, mark)

	return err != nil || p.facts.since.Before(before), nil //nolint:nilerr // an unreadable mark looks at all
}

func (p *importPlan) keepSince(ctx context.Context) error {
	now := p.facts.since.UTC().Format(time.RFC3339Nano)

	mark, _, err := p.cfg.Warehouse.Mark(ctx, p.markSince())
	if err != nil || mark == now {
		return err
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return tx.SetMark(ctx, p.markSince(), now) })
}

// named reads orders by id and considers each. One that the shop cannot show is
// kept aside; a shop that is down ends the run.
func (p *importPlan) named(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if p.seen[gombashop.OrderID(id)] {
			continue
		}

		order, err := p.cfg.Shop.Order(ctx, gombashop.OrderID(id))

		switch {
		case gombashop.IsCode(err, gombashop.CodeNotFound):
			err = p.vanished(ctx, id)
		case err != nil:
			err = p.unreadable(ctx, id, time.Time{}, err)
		default:
			err = p.consider(ctx, order)
		}

		if err != nil {
			return err
		}
	}

	return nil
}

// vanished is an order that the shop no longer shows. A document that it has
// become stands.
func (p *importPlan) vanished(ctx context.Context, id string) error {
	p.seen[gombashop.OrderID(id)] = true
	p.step(ctx, KindOrder)

	defer p.considering(ctx, KindOrder, orderName(id, ""))()

	row, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, id)
	if err != nil {
		return err
	}

	if !known {
		return p.parkRecord(ctx, KindOrder, &Problem{Code: text.OrderUnseen, Record: "order " + id})
	}

	p.report.filter(KindOrder, "gone")

	if row.State == ledger.OrderImported {
		return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
			return changeOrder(ctx, tx, row, func(o *ledger.Order) { o.NextTry = time.Time{} })
		})
	}

	old := row
	row.State, row.Reason, row.NextTry = ledger.OrderSkipped, string(text.OrderGone), time.Time{}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		_, err := replaceOrder(ctx, tx, old, row)

		return err
	})
}

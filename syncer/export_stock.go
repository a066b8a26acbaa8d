package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/march"
)

// What a variant's link keeps of its quantity: the figure that the shop was
// told last, and how far the orders were in it, as the shop's time of the
// latest change of one.
const (
	hashQuantity = "quantity"
	hashOrders   = "orders"
)

// fullEvery is how often all quantities are sent, whatever the ledger knows:
// what a person changed in the shop by hand is put right by then.
const fullEvery = 24 * time.Hour

// The marks of the last complete quantity run, and of the last one that sent
// everything.
func (s *Syncer) markQuantities() string { return "quantities:" + s.cfg.ShopID }

func (s *Syncer) markAllQuantities() string { return "quantities_full:" + s.cfg.ShopID }

// quantities walks stock and links in step and plans the figures that changed.
// Quantities have a hash of their own, so they go out without the catalogue.
// The orders are read before the stock: what import books in between is
// deducted twice for one run, which sells nothing that is not there.
func (p *exportPlan) quantities(ctx context.Context) error {
	if !p.sendsQuantities() {
		return nil
	}

	since, full, err := p.quantitiesDue(ctx)
	if err != nil {
		return err
	}

	if err := p.readOrders(ctx, since); err != nil {
		return err
	}

	p.report.Warnings = append(p.report.Warnings, p.orders.warnings...)

	links := p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkVariant)
	stock := p.cfg.Warehouse.Stock(ctx, p.stockQuery())
	p.full = full

	looked := 0

	for pair, err := range march.Merge(stock, stockKey, links, linkKey) {
		if err != nil {
			return err
		}

		if !pair.HasLeft {
			continue // hidden by the catalogue, or outside of this run
		}

		looked++
		p.observe(ctx, Progress{Kind: KindQuantity, Done: looked})

		if err := p.quantity(ctx, pair.Left, pair.Right); err != nil {
			return err
		}
	}

	p.counted = true

	return nil
}

// quantitiesDue says since when orders matter, and whether all quantities are
// due: with Full, the first time and every day. Since is zero when all are.
func (p *exportPlan) quantitiesDue(ctx context.Context) (since time.Time, full bool, err error) {
	last, err := p.markedTime(ctx, p.markQuantities())
	if err != nil {
		return since, false, err
	}

	all, err := p.markedTime(ctx, p.markAllQuantities())
	if err != nil || p.opts.Full || all.IsZero() || last.IsZero() || p.cfg.Now().Sub(all) >= fullEvery {
		return since, true, err
	}

	return last, false, nil
}

// markedTime is the time that a mark holds; zero when there is none, or one that
// a person has changed: then everything is sent, which harms nothing.
func (p *exportPlan) markedTime(ctx context.Context, name string) (time.Time, error) {
	value, ok, err := p.cfg.Warehouse.Mark(ctx, name)
	if err != nil || !ok {
		return time.Time{}, err
	}

	at, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return time.Time{}, nil //nolint:nilerr // see above
	}

	return at, nil
}

func stockKey(r sklad.StockRow) int64 { return int64(r.GoodID) }

// stockQuery asks for the objects of setting e, or for the object of setting g.
func (p *exportPlan) stockQuery() sklad.StockQuery {
	q := sklad.StockQuery{ObjectGroups: p.cfg.Export.ObjectGroups, Goods: p.opts.Goods}
	if len(q.ObjectGroups) == 0 {
		q.Objects = []sklad.ObjectID{p.facts.object.ID}
	}

	switch p.cfg.Export.Reserved {
	case ReservedAll:
		q.Reserved = sklad.ReservedAll
	case ReservedOurs:
		q.Reserved, q.Orders = sklad.ReservedOrders, p.orders.documents
	case ReservedNone:
	}

	return q
}

package syncer

import (
	"context"
	"maps"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
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
func (s *Syncer) markQuantities() string    { return "quantities:" + s.cfg.ShopID }
func (s *Syncer) markAllQuantities() string { return "quantities_full:" + s.cfg.ShopID }

// stockWalk is one walk over the quantities.
type stockWalk struct {
	*exportPlan

	full bool
}

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
	w := stockWalk{exportPlan: p, full: full}

	for pair, err := range march.Merge(stock, stockKey, links, linkKey) {
		if err != nil {
			return err
		}

		if !pair.HasLeft {
			continue // hidden by the catalogue, or outside of this run
		}

		if err := w.quantity(ctx, pair.Left, pair.Right); err != nil {
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

func (w stockWalk) quantity(ctx context.Context, row sklad.StockRow, link ledger.Link) error {
	if rule := w.notShown(row.GoodID, link); rule != "" {
		w.report.filter(KindQuantity, rule)

		return nil
	}

	pending := w.orders.goods[row.GoodID]

	answer, err := w.cfg.StockRule.Stock(ctx, StockRuleQuery{Row: row, Pending: pending.quantity})
	if err != nil {
		return err
	}

	before := lastQuantity(link)
	if !answer.Quantity.Valid || unmoved(link, row, before) {
		w.report.filter(KindQuantity, "no_figure")

		return nil
	}

	quantity := answer.Quantity.Decimal
	if before.Valid && before.Decimal.Equal(quantity) && !ordered(link, pending) && !w.full {
		w.report.count(KindQuantity, unchanged)

		return nil
	}

	w.report.count(KindQuantity, written)

	a := SetStock{GoodID: row.GoodID, VariantID: link.ShopID, Before: before, Quantity: quantity, link: link}
	if isNew := w.shown[row.GoodID]; isNew {
		a.VariantID = ""
	}

	a.orders = link.Hashes[hashOrders]
	if seen := latest(knownOrders(link), pending.changed); !seen.IsZero() {
		a.orders = seen.UTC().Format(time.RFC3339Nano)
	}

	return w.yield(a)
}

// notShown names the rule by which the shop gets no quantity of a good. What
// this run makes or shows again counts as shown, whether it was sent yet or
// not: a plan and a run decide the same.
func (p *exportPlan) notShown(id sklad.GoodID, link ledger.Link) string {
	_, shown := p.shown[id]

	switch {
	case shown || link.State == ledger.LinkActive:
		return ""
	case p.held[id]:
		return "parked"
	case link.State == ledger.LinkHidden:
		return "hidden"
	}

	return "not_in_shop"
}

// ordered tells whether an order with the good is news since its quantity was
// sent: the shop may have counted its own figure down.
func ordered(link ledger.Link, pending pendingGood) bool {
	return pending.changed.After(knownOrders(link)) || pending.seen.After(link.QuantityAt)
}

func knownOrders(link ledger.Link) time.Time {
	at, err := time.Parse(time.RFC3339Nano, link.Hashes[hashOrders])
	if err != nil {
		return time.Time{} // none yet
	}

	return at
}

// unmoved is a good that came from the shop and never had a movement here: its
// Store rows are 0 because they are new, which says nothing about the shop.
func unmoved(link ledger.Link, row sklad.StockRow, before decimal.NullDecimal) bool {
	return link.Origin == ledger.OriginImport && !before.Valid && row.Qty.Decimal.IsZero()
}

func lastQuantity(link ledger.Link) decimal.NullDecimal {
	text, ok := link.Hashes[hashQuantity]
	if !ok {
		return decimal.NullDecimal{}
	}

	d, err := decimal.NewFromString(text)

	return decimal.NullDecimal{Decimal: d, Valid: err == nil}
}

// told is the link of a variant whose quantity the shop has taken. The figure
// is as old as the orders that were read for it.
func (s SetStock) told(at time.Time) ledger.Link {
	link := s.link

	link.Hashes = map[string]string{}
	maps.Copy(link.Hashes, s.link.Hashes)

	link.Hashes[hashQuantity], link.QuantityAt = s.Quantity.String(), at.UTC()
	if s.orders != "" {
		link.Hashes[hashOrders] = s.orders
	}

	return link
}

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

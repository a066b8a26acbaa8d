package syncer

import (
	"context"
	"maps"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (p *exportPlan) quantity(ctx context.Context, row sklad.StockRow, link ledger.Link) error {
	if rule := p.notShown(row.GoodID, link); rule != "" {
		p.report.filter(KindQuantity, rule)

		return nil
	}

	pending := p.orders.goods[row.GoodID]

	answer, err := p.cfg.StockRule.Stock(ctx, StockRuleQuery{Row: row, Pending: pending.quantity})
	if err != nil {
		return err
	}

	before := lastQuantity(link)
	if !answer.Quantity.Valid || unmoved(link, row, before) {
		p.report.filter(KindQuantity, "no_figure")

		return nil
	}

	quantity := answer.Quantity.Decimal
	if before.Valid && before.Decimal.Equal(quantity) && !ordered(link, pending) && !p.full {
		p.report.count(KindQuantity, unchanged)

		return nil
	}

	p.report.count(KindQuantity, written)

	a := SetStock{GoodID: row.GoodID, VariantID: link.ShopID, Before: before, Quantity: quantity, link: link}
	if isNew := p.shown[row.GoodID]; isNew {
		a.VariantID = ""
	}

	a.orders = link.Hashes[hashOrders]
	if seen := latest(knownOrders(link), pending.changed); !seen.IsZero() {
		a.orders = seen.UTC().Format(time.RFC3339Nano)
	}

	return p.yield(a)
}

// notShown names the rule by which the shop gets no quantity of a good. What
// this run makes or shows again counts as shown, whether it was sent yet or
// not: a plan and a run decide the same.
func (p *exportPlan) notShown(id sklad.GoodID, link ledger.Link) string {
	_, shown := p.shown[id]

	switch {
	case p.facts.stands(id):
		return "missing_item"
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

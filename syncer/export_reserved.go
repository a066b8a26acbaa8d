package syncer

import (
	"context"
	"slices"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// holdsBack tells whether an order without a document takes goods from what may
// be sold: it is not cancelled, and no other program has made its document.
func (p *exportPlan) holdsBack(o gombashop.Order) bool {
	return !p.cfg.Export.ShopReserves && !p.facts.cancelled(o.Status) && o.USN == "" && o.ExternalDoc == nil
}

// addOrder adds the lines of one order to the goods that they are about. Lines
// without a linked variant have no quantity in the shop to keep right.
func (p *exportPlan) addOrder(ctx context.Context, o gombashop.Order, seen time.Time, deduct bool) error {
	for _, item := range o.Items {
		id, err := p.goodOfVariant(ctx, item.VariantID)
		if err != nil {
			return err
		}

		if id == 0 {
			continue
		}

		good := p.orders.goods[id]
		if deduct {
			good.quantity = good.quantity.Add(item.Quantity)
		}

		good.changed, good.seen = latest(good.changed, o.UpdatedAt), latest(good.seen, seen)
		p.orders.goods[id] = good
	}

	return nil
}

// goodOfVariant is the good that a variant is linked with; 0 when none is. The
// answers are kept: orders repeat what sells.
func (p *exportPlan) goodOfVariant(ctx context.Context, variant string) (sklad.GoodID, error) {
	if id, known := p.goodOf[variant]; known || variant == "" {
		return id, nil
	}

	link, _, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, variant)
	if err != nil {
		return 0, err
	}

	p.goodOf[variant] = sklad.GoodID(link.LocalID)

	return p.goodOf[variant], nil
}

// openDocuments lists our open order documents, for ReservedOurs. Склад Pro
// itself knows which of them have become sales.
func (p *exportPlan) openDocuments(ctx context.Context, news map[string]gombashop.Order) error {
	if p.cfg.Export.Reserved != ReservedOurs {
		return nil
	}

	filter := ledger.OrderFilter{
		Shop: p.cfg.ShopID, States: []ledger.OrderState{ledger.OrderImported}, OperType: sklad.OperOrder,
	}
	for row, err := range p.cfg.Warehouse.Orders(ctx, filter) {
		if err != nil {
			return err
		}

		cancelled := p.cancelledCode(row.Status)
		if order, met := news[row.OrderID]; met {
			cancelled = p.facts.cancelled(order.Status)
		}

		if !cancelled {
			p.orders.documents = append(p.orders.documents, row.Acct)
		}
	}

	return nil
}

func (p *exportPlan) cancelledCode(code string) bool {
	return slices.ContainsFunc(p.facts.statuses, func(s gombashop.Status) bool { return s.Code == code && s.IsCancelled })
}

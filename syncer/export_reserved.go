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
// of no good have no quantity in the shop to keep right.
func (p *exportPlan) addOrder(ctx context.Context, o gombashop.Order, seen time.Time, deduct bool) error {
	for _, item := range o.Items {
		id, err := p.goodOf(ctx, o, item)
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

// lineMarks are what a line names its good by.
type lineMarks struct{ variant, barcode, sku, name string }

// goodOf is the good that a line is about: the one that its variant is linked
// with, or else the one that import would take; 0 when there is none, or when a
// person must say which. The answers are kept: orders repeat what sells.
func (p *exportPlan) goodOf(ctx context.Context, o gombashop.Order, item gombashop.OrderItem) (sklad.GoodID, error) {
	marks := lineMarks{item.VariantID, item.Barcode, item.SKU, item.Name}
	if id, known := p.lineGoods[marks]; known {
		return id, nil
	}

	id, err := p.linkedGood(ctx, item.VariantID)
	if err == nil && id == 0 {
		id, err = p.matchedGood(ctx, o, item)
	}

	if err == nil {
		p.lineGoods[marks] = id
	}

	return id, err
}

func (p *exportPlan) linkedGood(ctx context.Context, variant string) (sklad.GoodID, error) {
	if variant == "" {
		return 0, nil
	}

	link, _, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, variant)

	return sklad.GoodID(link.LocalID), err
}

func (p *exportPlan) matchedGood(ctx context.Context, o gombashop.Order, item gombashop.OrderItem) (sklad.GoodID, error) {
	answer, err := p.cfg.GoodMatcher.MatchGood(ctx, GoodMatchQuery{
		VariantID: item.VariantID, SKU: item.SKU, Barcode: item.Barcode, Name: item.Name,
		Find: func(ctx context.Context, q sklad.GoodQuery) ([]sklad.Good, error) {
			found, err := p.cfg.Warehouse.FindGoods(ctx, q)

			return found, fromSide(err)
		},
	})

	switch err = decided(ctx, "GoodMatcher", orderRecord(o), err); {
	case asProblem(err) != nil || len(answer.Candidates) > 1:
		return 0, nil //nolint:nilerr // import keeps the order aside
	case err != nil:
		return 0, err
	}

	return answer.Good.ID, nil
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

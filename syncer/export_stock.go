package syncer

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/march"
)

// hashQuantity is the quantity that the shop was told last.
const hashQuantity = "quantity"

// quantities walks stock and links in step and plans the figures that changed.
// Quantities have a hash of their own, so they go out without the catalogue.
func (p *exportPlan) quantities(ctx context.Context) error {
	orders, err := p.pendingOrders(ctx)
	if err != nil {
		return err
	}

	query := p.stockQuery(orders)
	links := p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkVariant)
	stock := p.cfg.Warehouse.Stock(ctx, query)

	for pair, err := range march.Merge(stock, stockKey, links, linkKey) {
		if err != nil {
			return err
		}

		if !pair.HasLeft {
			continue // hidden by the catalogue, or outside of this run
		}

		if err := p.quantity(ctx, pair.Left, pair.Right, orders.goods[pair.Left.GoodID]); err != nil {
			return err
		}
	}

	return nil
}

func stockKey(r sklad.StockRow) int64 { return int64(r.GoodID) }

func (p *exportPlan) quantity(ctx context.Context, row sklad.StockRow, link ledger.Link, pending pendingGood) error {
	if link.ShopID == "" && !p.planned[row.GoodID] {
		p.report.filter(KindQuantity, "not_in_shop")

		return nil
	}

	if link.State == ledger.LinkHidden {
		p.report.filter(KindQuantity, "hidden")

		return nil
	}

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
	if before.Valid && before.Decimal.Equal(quantity) && !pending.seen.After(link.QuantityAt) && !p.opts.Full {
		p.report.count(KindQuantity, unchanged)

		return nil
	}

	p.report.count(KindQuantity, written)

	return p.yield(SetStock{GoodID: row.GoodID, VariantID: link.ShopID, Before: before, Quantity: quantity})
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

// stockQuery asks for the objects of setting e, or for the object of setting g.
func (p *exportPlan) stockQuery(orders pending) sklad.StockQuery {
	q := sklad.StockQuery{ObjectGroups: p.cfg.Export.ObjectGroups, Goods: p.opts.Goods}
	if len(q.ObjectGroups) == 0 {
		q.Objects = []sklad.ObjectID{p.facts.object.ID}
	}

	switch p.cfg.Export.Reserved {
	case ReservedAll:
		q.Reserved = sklad.ReservedAll
	case ReservedOurs:
		q.Reserved, q.Orders = sklad.ReservedOrders, orders.documents
	case ReservedNone:
	}

	return q
}

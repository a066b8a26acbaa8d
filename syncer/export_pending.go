package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// pendingGood is what the shop's orders do to the stock of one good.
type pendingGood struct {
	// quantity is ordered and in no sale of Склад Pro yet.
	quantity decimal.Decimal
	// seen is when an order with the good was last seen: the shop's own figure
	// has moved since a quantity that was sent before.
	seen time.Time
}

// pending is what the shop's orders do to the exported stock.
type pending struct {
	goods map[sklad.GoodID]pendingGood
	// documents are the order documents that import wrote and that still hold
	// goods back in Склад Pro.
	documents []sklad.Acct
}

// pendingOrders sums per good what was ordered in the shop and has no document
// in Склад Pro yet (waiting and parked orders, unless the shop itself holds them
// back), and lists our open order documents, for ReservedOurs.
func (p *exportPlan) pendingOrders(ctx context.Context) (pending, error) {
	sums := pending{goods: map[sklad.GoodID]pendingGood{}}

	for o, err := range p.cfg.Warehouse.Orders(ctx, ledger.OrderFilter{Shop: p.cfg.ShopID}) {
		if err != nil {
			return sums, err
		}

		if err := p.addPending(ctx, o, &sums); err != nil {
			return sums, err
		}
	}

	return sums, nil
}

func (p *exportPlan) addPending(ctx context.Context, o ledger.Order, sums *pending) error {
	order, err := snapshot(o)
	if err != nil {
		return err
	}

	cancelled := p.facts.cancelled(order.Status)
	if o.State == ledger.OrderImported && o.OperType == sklad.OperOrder && !cancelled {
		sums.documents = append(sums.documents, o.Acct)
	}

	waits := o.State == ledger.OrderWaiting || o.State == ledger.OrderParked

	for _, item := range order.Items {
		link, ok, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkVariant, item.VariantID)
		if err != nil {
			return err
		}

		if !ok || item.VariantID == "" {
			continue
		}

		good := sums.goods[sklad.GoodID(link.LocalID)]
		if waits && !cancelled && !p.cfg.Export.ShopReserves {
			good.quantity = good.quantity.Add(item.Quantity)
		}

		good.seen = latest(good.seen, o.LastSeen)
		sums.goods[sklad.GoodID(link.LocalID)] = good
	}

	return nil
}

// snapshot is the order as the shop showed it when it was last seen.
func snapshot(o ledger.Order) (gombashop.Order, error) {
	var order gombashop.Order

	if o.Original == "" {
		return order, nil
	}

	if err := json.Unmarshal([]byte(o.Original), &order); err != nil { //nolint:musttag // written by this package alone
		return order, fmt.Errorf("syncer: the ledger's copy of order %s is not readable (%w); "+
			"run `orders retry %s` to fetch it again", o.OrderID, err, o.OrderID)
	}

	return order, nil
}

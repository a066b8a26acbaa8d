package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// openOrders is what the shop's orders do to the exported quantities.
type openOrders struct {
	at    time.Time // when they were read
	goods map[sklad.GoodID]pendingGood
	// documents are the order documents that import wrote and that still hold
	// goods back in Склад Pro.
	documents []sklad.Acct
	warnings  []*Problem
}

// pendingGood is what the orders do to one good.
type pendingGood struct {
	// quantity is ordered and has no document in Склад Pro yet.
	quantity decimal.Decimal
	// changed is the shop's time of the latest change of an order with the good,
	// seen when import first saw one of them: the shop's own figure has moved
	// since a quantity that was sent before.
	changed, seen time.Time
}

// rereadAfter is how old the orders of the guard rail may be when the
// quantities are planned: the catalogue goes out in between.
const rereadAfter = time.Minute

// readOrders sums what was ordered and has no document yet, from the ledger and
// from the shop's orders that import has not come to. Orders with a document
// matter when they were seen since the last complete quantity run: the shop may
// have counted its own stock down since.
func (p *exportPlan) readOrders(ctx context.Context, since time.Time) error {
	now := p.cfg.Now()
	if !p.orders.at.IsZero() && now.Sub(p.orders.at) < rereadAfter {
		return nil
	}

	p.orders = openOrders{at: now, goods: map[sklad.GoodID]pendingGood{}}

	news, err := p.sweep(ctx)
	if err != nil {
		return err
	}

	all := maps.Clone(news)

	if err := p.journalled(ctx, since, news); err != nil {
		return err
	}

	for _, order := range news {
		if err := p.unjournalled(ctx, order); err != nil {
			return err
		}
	}

	return p.openDocuments(ctx, all)
}

// journalled adds the orders of the ledger, as the shop shows them now where
// the sweep has met them, and takes these out of news.
func (p *exportPlan) journalled(ctx context.Context, since time.Time, news map[string]gombashop.Order) error {
	open := []ledger.OrderState{ledger.OrderWaiting, ledger.OrderParked}
	if err := p.eachOrder(ctx, ledger.OrderFilter{Shop: p.cfg.ShopID, States: open}, news); err != nil {
		return err
	}

	if since.IsZero() {
		return nil // all quantities are sent anyway
	}

	closed := []ledger.OrderState{ledger.OrderImported, ledger.OrderSkipped, ledger.OrderBeforeStart}

	return p.eachOrder(ctx, ledger.OrderFilter{Shop: p.cfg.ShopID, States: closed, SeenSince: since.Add(-overlap)}, news)
}

func (p *exportPlan) eachOrder(ctx context.Context, f ledger.OrderFilter, news map[string]gombashop.Order) error {
	for row, err := range p.cfg.Warehouse.Orders(ctx, f) {
		if err != nil {
			return err
		}

		order, met := news[row.OrderID]
		delete(news, row.OrderID)

		if !met {
			if order, met, err = p.lastShown(ctx, row); err != nil {
				return err
			}
		}

		if !met {
			continue
		}

		open := row.State == ledger.OrderWaiting || row.State == ledger.OrderParked
		if err := p.addOrder(ctx, order, row.FirstSeen, open && p.holdsBack(order)); err != nil {
			return err
		}
	}

	return nil
}

// lastShown is the ledger's copy of an order. One that is not readable is asked
// for again, so that a damaged row stops no quantity.
func (p *exportPlan) lastShown(ctx context.Context, row ledger.Order) (gombashop.Order, bool, error) {
	order, err := snapshot(row)
	if err == nil {
		return order, row.Original != "", nil
	}

	order, err = p.cfg.Shop.Order(ctx, gombashop.OrderID(row.OrderID))
	if gombashop.IsCode(err, gombashop.CodeNotFound) {
		return order, false, nil
	}

	return order, err == nil, err
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

package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// takeOver reports a change and keeps the order's new state; the document is not
// touched.
func (p *importPlan) takeOver(ctx context.Context, c change) error {
	filled, err := p.fill(c.row, c.order)
	if err != nil {
		return err
	}

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		err := changeOrder(ctx, tx, c.row, func(o *ledger.Order) {
			shows(o, filled)
			p.settled(o, isHeld(*o) && c.pays)
		})
		if err != nil {
			return err
		}

		return tx.Append(ctx, p.changeEvents(c)...)
	})
	if err == nil {
		p.report.warn(c.told...)
	}

	return err
}

func (p *importPlan) changeEvents(c change) []ledger.Event {
	var events []ledger.Event
	for _, problem := range c.told {
		values := ledger.Change{Before: stateOf(c.before), After: stateOf(c.order)}
		events = append(events, p.event("changed", c.row.OrderID, problem.Code, values.Data()))
	}

	if edited(c.before, c.order) {
		values := ledger.Change{Before: contentOf(c.before), After: contentOf(c.order)}
		events = append(events, p.event(eventEdited, c.row.OrderID, "", values.Data()))
	}

	return events
}

// stateOf is what the journal says of an order that changed: its status, what is
// to be paid, and whether it is.
func stateOf(o gombashop.Order) string {
	state := o.Status.Code + " " + o.Totals.Payable.StringFixed(2)
	if o.Payment.Paid {
		state += " paid"
	}

	return state
}

// contentOf is what the journal says of an order that was edited, so that every
// value before and after can be traced (Наредба Н-18, Annex 42 item 5).
func contentOf(o gombashop.Order) string {
	var parts []string
	for _, it := range o.Items {
		parts = append(parts, fmt.Sprintf("%s %s × %s", first(it.SKU, it.Name, it.VariantID), it.Quantity, it.UnitPrice))
	}

	parts = append(parts, "delivery "+o.Delivery.Price.StringFixed(2), "total "+o.Totals.GrandTotal.StringFixed(2))

	return strings.Join(parts, "; ")
}

// settled takes an earlier failure off the row; again keeps it due, for a
// payment that waits until the document is read back.
func (p *importPlan) settled(o *ledger.Order, again bool) {
	if !isHeld(*o) {
		o.Reason, o.Problem = "", ""
	}

	o.Attempts = 0

	if again {
		o.NextTry = p.cfg.Now().UTC()
	} else {
		o.NextTry = time.Time{}
	}
}

// shows copies to a row what the shop shows of the order now.
func shows(o *ledger.Order, filled ledger.Order) {
	o.Number, o.Status, o.Original = filled.Number, filled.Status, filled.Original
	o.Total, o.Currency = filled.Total, filled.Currency
	o.ShopUpdatedAt, o.LastSeen = filled.ShopUpdatedAt, filled.LastSeen
}

// tryAgain keeps what could not be done for an imported order, and has the order
// read again later. Its document and what it owes are not touched.
func (p *importPlan) tryAgain(ctx context.Context, row ledger.Order, order gombashop.Order, err error) error {
	problem := p.ownFault(ctx, orderRecord(order), err)
	if problem == nil {
		return err
	}

	kept, err := json.Marshal(problem)
	if err != nil {
		return err
	}

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return changeOrder(ctx, tx, row, func(o *ledger.Order) {
			o.Attempts++
			o.NextTry = p.cfg.Now().UTC().Add(pause(o.Attempts))

			if !isHeld(*o) {
				o.Reason, o.Problem = string(problem.Code), string(kept)
			}
		})
	})
	if err != nil {
		return err
	}

	return p.parkRecord(ctx, KindOrder, problem)
}

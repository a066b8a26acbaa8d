package syncer

import (
	"context"
	"encoding/json"
	"fmt"
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
		events = append(events, p.event("changed", c.row.OrderID, problem.Code, fmt.Sprintf("%s %s -> %s %s",
			c.before.Status.Code, c.before.Totals.Payable, c.order.Status.Code, c.order.Totals.Payable)))
	}

	if edited(c.before, c.order) {
		events = append(events, p.event(eventEdited, c.row.OrderID, "", ""))
	}

	return events
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

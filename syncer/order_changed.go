package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// imported is an order that has its document. What the shop changed since is
// journalled and reported; the document is not touched, but for the payment of
// a sale that is paid now.
func (p *importPlan) imported(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if row.Reason == string(text.Collision) && p.opts.Force && !p.dry {
		return p.accept(ctx, row)
	}

	pays := newlyPaid(row, order)
	if sameOrder(row, order) && !pays && row.NextTry.IsZero() {
		p.report.count(KindOrder, unchanged)

		return nil
	}

	done, err := p.changed(ctx, row, order)

	switch {
	case err != nil:
		return p.tryAgain(ctx, row, order, err)
	case done:
		return nil
	case pays:
		return p.paid(ctx, row, order)
	}

	p.report.count(KindOrder, unchanged)

	return nil
}

// changed asks the policy about a change and does what it says; true when that
// has put the order into its bucket.
func (p *importPlan) changed(ctx context.Context, row ledger.Order, order gombashop.Order) (bool, error) {
	before, err := snapshot(row)
	if err != nil {
		before = order // a copy that was damaged by hand is replaced
	}

	do, told, err := p.judgeChange(ctx, row, before, order)
	if err != nil {
		return false, err
	}

	switch do {
	case VoidChange:
		return p.void(ctx, row, order, told)
	case RefundChange:
		if newlyPaid(row, order) {
			return false, nil // money that came in is booked before it goes back; the order stays due
		}

		return p.refund(ctx, row, order, told)
	case RecordChange, IgnoreChange:
	}

	return false, p.takeOver(ctx, row, order, told)
}

// takeOver reports a change and keeps the order's new state; the document is not
// touched.
func (p *importPlan) takeOver(ctx context.Context, row ledger.Order, order gombashop.Order, told []*Problem) error {
	before, err := snapshot(row)
	if err != nil {
		before = order
	}

	filled, err := p.fill(row, order)
	if err != nil {
		return err
	}

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		err := changeOrder(ctx, tx, row, func(o *ledger.Order) {
			shows(o, filled)
			p.settled(o, isHeld(*o) && newlyPaid(*o, order))
		})
		if err != nil {
			return err
		}

		var events []ledger.Event
		for _, problem := range told {
			events = append(events, p.event("changed", row.OrderID, problem.Code, fmt.Sprintf("%s %s -> %s %s",
				before.Status.Code, before.Totals.Payable, order.Status.Code, order.Totals.Payable)))
		}

		if edited(before, order) {
			events = append(events, p.event(eventEdited, row.OrderID, "", ""))
		}

		return tx.Append(ctx, events...)
	})
	if err == nil {
		p.report.warn(told...)
	}

	return err
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

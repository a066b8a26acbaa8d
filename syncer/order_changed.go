package syncer

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
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

	err := p.changed(ctx, row, order)
	if err == nil && pays {
		return p.paid(ctx, row, order)
	}

	if err != nil {
		return p.tryAgain(ctx, row, order, err)
	}

	p.report.count(KindOrder, unchanged)

	return nil
}

// changed asks the policy about a change, reports it, and takes the order's new
// state over.
func (p *importPlan) changed(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	before, err := snapshot(row)
	if err != nil {
		before = order // a copy that was damaged by hand is replaced
	}

	filled, err := p.fill(row, order)
	if err != nil {
		return err
	}

	told, err := p.judgeChange(ctx, row, before, order)
	if err != nil {
		return err
	}

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		err := changeOrder(ctx, tx, row, func(o *ledger.Order) {
			o.Number, o.Status, o.Original = filled.Number, filled.Status, filled.Original
			o.Total, o.Currency = filled.Total, filled.Currency
			o.ShopUpdatedAt, o.LastSeen = filled.ShopUpdatedAt, filled.LastSeen
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

// judgeChange is what to report of a change; nil when there is nothing.
func (p *importPlan) judgeChange(ctx context.Context, row ledger.Order, before, after gombashop.Order) ([]*Problem, error) {
	matters := changes(row, before, after)
	if len(matters) == 0 {
		return nil, nil
	}

	answer, err := p.cfg.ChangePolicy.Changed(ctx, ChangeQuery{Before: before, After: after})
	if err = decided(ctx, "ChangePolicy", orderRecord(after), err); err != nil {
		return nil, err
	}

	switch answer.Do {
	case IgnoreChange:
		return nil, nil
	case RecordChange, "":
		return matters, nil
	}

	return nil, &Problem{Code: text.UnknownChangeAction, Record: orderRecord(after), Args: map[string]string{"action": string(answer.Do)}}
}

// changes are the changes that matter to a document: another content or status,
// and money that the shop does not count as paid any more. That it is paid now
// is no change but a payment.
func changes(row ledger.Order, before, after gombashop.Order) []*Problem {
	var found []*Problem

	if orderdoc.ContentHash(before) != orderdoc.ContentHash(after) || before.Status.ID != after.Status.ID {
		found = append(found, &Problem{Code: text.OrderChanged, Record: orderRecord(after), Args: map[string]string{
			"before": before.Status.Code, "after": after.Status.Code, "number": acct(row.Acct),
		}})
	}

	if before.Payment.Paid && !after.Payment.Paid {
		found = append(found, &Problem{Code: text.PaymentWithdrawn, Record: orderRecord(after), Args: map[string]string{
			"total": before.Totals.Payable.StringFixed(2) + " " + before.Currency, "number": acct(row.Acct),
		}})
	}

	return found
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

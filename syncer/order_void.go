package syncer

import (
	"context"
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// void takes the order document of a cancelled order back. One that a person
// voided, made into a sale or took money for meanwhile is reported instead.
func (p *importPlan) void(ctx context.Context, c change) (bool, error) {
	row, order := c.row, c.order

	_, err := p.ownDocument(ctx, row)
	if errors.Is(err, sklad.ErrNotFound) {
		return false, p.takeOver(ctx, c)
	}

	if err != nil {
		return false, err
	}

	err = p.cfg.Warehouse.Voidable(ctx, row.Acct)
	if code := unvoidable(err); code != "" {
		c.told = []*Problem{{Code: code, Record: orderRecord(order), Args: map[string]string{"number": acct(row.Acct)}}}

		return false, p.takeOver(ctx, c)
	}

	if err != nil {
		return false, err
	}

	out, err := p.writeVoid(ctx, c)
	if err != nil {
		return false, err
	}

	if out.instead != "" {
		p.decidedMeanwhile(out.instead)

		return true, nil
	}

	p.report.warn(&Problem{Code: text.OrderVoided, Record: orderRecord(order), Args: map[string]string{
		"number": acct(row.Acct), "status": first(order.Status.Name, order.Status.Code),
	}})
	p.report.count(KindOrder, written)

	return true, p.tell(ctx, VoidOrder{OrderID: row.OrderID, Number: order.Number, Document: acct(row.Acct)})
}

// unvoidable is why only a person can void an order document.
func unvoidable(err error) text.Code {
	switch {
	case errors.Is(err, sklad.ErrTransformed):
		return text.OrderTransformed
	case errors.Is(err, sklad.ErrOrderPaid):
		return text.OrderPaid
	}

	return ""
}

// writeVoid voids document and row in one transaction. The order is skipped from
// then on, and a person may have it imported anew.
func (p *importPlan) writeVoid(ctx context.Context, c change) (outcome, error) {
	filled, err := p.fill(c.row, c.order)
	if err != nil {
		return outcome{}, err
	}

	var out outcome

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		out = outcome{}

		now, err := claimSame(ctx, tx, c.row, &out)
		if err != nil || out.instead != "" {
			return err
		}

		if err := tx.VoidOrder(ctx, now.Acct, p.facts.user.ID); err != nil {
			return err
		}

		shows(&now, filled)
		now.State, now.Reason, now.Problem = ledger.OrderSkipped, string(text.OrderVoided), ""
		now.OperType, now.Acct, now.DocumentTotal, now.AckOwed = 0, 0, decimal.NullDecimal{}, false
		now.Attempts, now.NextTry = 0, time.Time{}

		if err := tx.SaveOrder(ctx, now); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("voided", c.row.OrderID, text.OrderVoided, acct(c.row.Acct)))
	})

	return out, err
}

// claimSame takes the row of an imported order. Where it has not the document
// any more with which it was looked at, the outcome says what it is instead, and
// nothing is to be done.
func claimSame(ctx context.Context, tx WarehouseTx, row ledger.Order, out *outcome) (ledger.Order, error) {
	now, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID)
	if err == nil && (now.State != ledger.OrderImported || now.OperType != row.OperType || now.Acct != row.Acct) {
		out.instead = now.State
	}

	return now, err
}

// decidedMeanwhile counts an order that someone else has done with.
func (p *importPlan) decidedMeanwhile(state ledger.OrderState) {
	if state == ledger.OrderSkipped { // a person decided
		p.report.filter(KindOrder, "skipped")
	} else { // another process was faster
		p.report.count(KindOrder, unchanged)
	}
}

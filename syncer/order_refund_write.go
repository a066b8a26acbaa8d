package syncer

import (
	"context"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// writeRefund writes the refund, what it owes and the order's new state in one
// transaction. A sale that has no receipt yet gets none any more.
func (p *importPlan) writeRefund(ctx context.Context, c change, job *refundJob) (outcome, error) {
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

		if out.recorded, err = tx.Record(ctx, job.document); err != nil {
			return err
		}

		if total := c.row.DocumentTotal.Decimal; !out.recorded.Total.Equal(total) {
			return &Problem{Code: text.OrderTotal, Record: orderRecord(c.order), Args: map[string]string{
				"document": out.recorded.Total.StringFixed(2), "shop": total.StringFixed(2),
			}}
		}

		shows(&now, filled)

		out.row, err = p.saveRefunded(ctx, tx, now, job, out.recorded)

		return err
	})

	return out, err
}

// saveRefunded writes the order's row, held until the refund is read back.
func (p *importPlan) saveRefunded(ctx context.Context, tx WarehouseTx, row ledger.Order, job *refundJob, refund sklad.Recorded,
) (ledger.Order, error) {
	p.settled(&row, false)
	row.ReceiptOwed, row.ReceiptUnknown = job.receipts.storno, false

	if err := unproven(&row, refund); err != nil {
		return row, err
	}

	if isHeld(row) && !row.AckOwed && !row.ReceiptOwed { // nothing else brings it back
		row.NextTry = p.cfg.Now().UTC()
	}

	if err := p.saveRefundReceipts(ctx, tx, row, job.receipts); err != nil {
		return row, err
	}

	if err := tx.SaveOrder(ctx, row); err != nil {
		return row, err
	}

	return row, tx.Append(ctx, p.event(eventRefunded, row.OrderID, text.SaleRefunded, acct(refund.Acct)))
}

// refundProven reads a refund back of which nothing else is owed: owed does it
// for the others. False when it is not known to be ours; the order is in its
// bucket then.
func (p *importPlan) refundProven(ctx context.Context, row ledger.Order) (ledger.Order, bool, error) {
	if !isHeld(row) || row.AckOwed || row.ReceiptOwed {
		return row, true, nil
	}

	row, proven, err := p.readBack(ctx, row)

	switch {
	case err != nil:
		return row, false, err
	case row.Reason == string(text.Collision):
		return row, false, p.parkRecord(ctx, KindOrder, collision(row))
	case !proven:
		p.report.count(KindOrder, unchanged)
	}

	return row, proven, nil
}

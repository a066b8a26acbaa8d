package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// writeRefund writes the refund, what it owes and the order's new state in one
// transaction. A sale that has no receipt yet gets none any more.
func (p *importPlan) writeRefund(ctx context.Context, row ledger.Order, order gombashop.Order, job *refundJob) (ledger.Order, error) {
	filled, err := p.fill(row, order)
	if err != nil {
		return row, err
	}

	fresh := row

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		now, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID)
		if err != nil || now.State != ledger.OrderImported || now.Acct != row.Acct {
			return err
		}

		if job.recorded, err = tx.Record(ctx, job.document); err != nil {
			return err
		}

		if !job.recorded.Total.Equal(row.DocumentTotal.Decimal) {
			return &Problem{Code: text.OrderTotal, Record: orderRecord(order), Args: map[string]string{
				"document": job.recorded.Total.StringFixed(2), "shop": row.DocumentTotal.Decimal.StringFixed(2),
			}}
		}

		shows(&now, filled)
		p.settled(&now, false)
		now.ReceiptOwed = job.storno

		if err := saveStorno(ctx, tx, now, job); err != nil {
			return err
		}

		if err := tx.SaveOrder(ctx, now); err != nil {
			return err
		}

		fresh = now

		return tx.Append(ctx, p.event(eventRefunded, row.OrderID, text.SaleRefunded, acct(job.recorded.Acct)))
	})

	return fresh, err
}

// saveStorno keeps the storno that is still to be printed.
func saveStorno(ctx context.Context, tx WarehouseTx, row ledger.Order, job *refundJob) error {
	if !job.storno {
		return nil
	}

	return tx.SaveReceipt(ctx, ledger.Receipt{
		Job: stornoName(row), Shop: row.Shop, OrderID: row.OrderID, USN: row.USN, Kind: ledger.ReceiptReversal,
		State: ledger.ReceiptPending,
	})
}

// refunded reads the refund back and prints the storno, or says that it is owed.
func (p *importPlan) refunded(ctx context.Context, row, fresh ledger.Order, job *refundJob) error {
	if !p.dry && job.recorded.Acct != 0 {
		p.report.Documents = append(p.report.Documents, ImportedDocument{
			Order: row.OrderID, Number: job.action.Number, OperType: int(sklad.OperRefund), Acct: int64(job.recorded.Acct),
			USN: row.USN, Total: job.recorded.Total,
		})

		if err := p.proveRefund(ctx, row, job); err != nil {
			return err
		}
	}

	switch {
	case !job.storno:
		return nil
	case p.spooler == nil:
		p.report.warn(&Problem{Code: text.StornoOwed, Record: rowRecord(row),
			Args: map[string]string{"number": acct(row.Acct), "usn": row.USN}})

		return nil
	case p.dry:
		return p.planReceipt(ctx, PrintReceipt{OrderID: row.OrderID, Number: job.action.Number, Reversal: true})
	}

	return p.receipt(ctx, fresh, nil)
}

// proveRefund looks for rows of another program under the refund's number.
func (p *importPlan) proveRefund(ctx context.Context, row ledger.Order, job *refundJob) error {
	err := p.cfg.Warehouse.CheckRecorded(ctx, job.recorded)

	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}

	code := text.ReadBackLater
	if errors.Is(err, sklad.ErrCollision) {
		code = text.Collision
	}

	p.report.warn(&Problem{Code: code, Record: rowRecord(row), Err: err, Args: map[string]string{"number": acct(job.recorded.Acct)}})

	return nil
}

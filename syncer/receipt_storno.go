package syncer

import (
	"context"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// stornoName names the storno of a sale for ever.
func stornoName(row ledger.Order) string { return "storno:" + jobName(row) }

// owesStorno tells that what an order owes is the storno of its receipt.
func (p *importPlan) owesStorno(ctx context.Context, row ledger.Order) (bool, error) {
	_, owed, err := p.cfg.Warehouse.Receipt(ctx, stornoName(row))

	return owed, err
}

// storno prints the reversal of the whole receipt, once, and tells the shop.
func (p *importPlan) storno(ctx context.Context, row ledger.Order) error {
	p.step(ctx, KindReceipt)

	result, printed, err := p.reverse(ctx, row)
	if err != nil {
		return p.receiptProblem(ctx, row, err)
	}

	if printed {
		p.report.count(KindReceipt, written)

		action := PrintReceipt{OrderID: row.OrderID, Number: row.Number, USN: row.USN, Reversal: true}
		if err := p.tell(ctx, action); err != nil {
			return err
		}
	} else {
		p.report.count(KindReceipt, unchanged)
	}

	return p.receiptDone(ctx, row, gombashop.ReversalReceipt, result)
}

// reverse is false beside a storno that was printed before.
func (p *importPlan) reverse(ctx context.Context, row ledger.Order) (fiscal.Result, bool, error) {
	if p.printerDown != nil {
		return fiscal.Result{}, false, p.printerDown
	}

	original, err := p.cfg.Warehouse.PrintedReceipt(ctx, jobName(row))
	if err != nil {
		return fiscal.Result{}, false, err
	}

	order, err := snapshot(row)
	if err != nil {
		return fiscal.Result{}, false, err
	}

	receipt, err := p.receiptFor(ctx, jobName(row), row, order)
	if err != nil {
		return fiscal.Result{}, false, err
	}

	receipt.Payments = nil // a storno has none
	job := stornoName(row)
	result, err := p.spooler.Reverse(ctx, job, fiscal.Reversal{Receipt: receipt, Original: original, Reason: fiscal.ReasonRefund})

	return p.printedOnce(ctx, job, result, err)
}

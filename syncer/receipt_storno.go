package syncer

import (
	"context"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// stornoName names the storno of a sale for ever.
func stornoName(row ledger.Order) string { return "storno:" + jobName(row) }

// pendingStorno is the storno of an order's receipt that is still to be printed.
func pendingStorno(row ledger.Order) ledger.Receipt {
	return ledger.Receipt{
		Job: stornoName(row), Shop: row.Shop, OrderID: row.OrderID, USN: row.USN, Kind: ledger.ReceiptReversal,
		State: ledger.ReceiptPending,
	}
}

// owesStorno tells that what an order owes is the storno of its receipt.
func (p *importPlan) owesStorno(ctx context.Context, row ledger.Order) (bool, error) {
	_, owed, err := p.cfg.Warehouse.Receipt(ctx, stornoName(row))

	return owed, err
}

// storno prints the reversal of the whole receipt, once, and tells the shop. One
// that the shop knows is on paper, although the ledger, an older copy, forgot.
func (p *importPlan) storno(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if known, ok := receiptOf(order, gombashop.ReversalReceipt, row.USN); ok {
		return p.knownReceipt(ctx, row, known)
	}

	if p.dry {
		kept, _, err := p.cfg.Warehouse.Receipt(ctx, stornoName(row))
		if err != nil {
			return err
		}

		action := PrintReceipt{OrderID: row.OrderID, Number: row.Number, Reversal: true}

		return p.planPrint(ctx, action, kept.State == ledger.ReceiptPrinted)
	}

	result, printed, err := p.reverse(ctx, row)
	if err != nil {
		return p.receiptProblem(ctx, row, err)
	}

	if err := p.countPrint(ctx, row, printed, true); err != nil {
		return err
	}

	if told, err := p.tellReversed(ctx, row, order); err != nil || !told {
		return err
	}

	return p.receiptDone(ctx, row, gombashop.ReversalReceipt, result)
}

// tellReversed tells the shop of the receipt that is reversed, where the refund
// came before that. False when the shop is to be told by a later run.
func (p *importPlan) tellReversed(ctx context.Context, row ledger.Order, order gombashop.Order) (bool, error) {
	if _, known := receiptOf(order, gombashop.SaleReceipt, row.USN); known {
		return true, nil
	}

	original, err := p.cfg.Warehouse.PrintedReceipt(ctx, jobName(row))
	if err != nil || original.Number == "" { // that was reported when it was printed
		return err == nil, err
	}

	return p.tellReceipt(ctx, row, gombashop.SaleReceipt, original)
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

	kept, _, err := p.cfg.Warehouse.Receipt(ctx, job)
	if err != nil {
		return fiscal.Result{}, false, err
	}

	result, err := p.spooler.Reverse(ctx, job, fiscal.Reversal{Receipt: receipt, Original: original, Reason: stornoReason(kept)})

	return p.printedOnce(ctx, job, result, err)
}

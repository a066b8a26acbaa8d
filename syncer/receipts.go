package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// receipt prints what is owed for the order, once, and tells the shop the facts.
// order is as the shop shows it now; nil reads it: an order that was cancelled
// meanwhile gets no receipt by itself, and one whose receipt the shop knows (the
// database is an older copy) gets no second. A plan says what would be printed.
func (p *importPlan) receipt(ctx context.Context, row ledger.Order, order *gombashop.Order) error {
	if !row.ReceiptOwed || p.spooler == nil {
		return nil
	}

	storno, err := p.owesStorno(ctx, row)
	if err != nil {
		return err
	}

	p.step(ctx, KindReceipt)

	if order == nil {
		fresh, err := p.cfg.Shop.Order(ctx, gombashop.OrderID(row.OrderID))
		if err != nil {
			return p.receiptProblem(ctx, row, err)
		}

		if p.facts.cancelled(fresh.Status) && !storno && !sameOrder(row, fresh) {
			return nil // this run judges that change yet, and then unprinted comes
		}

		order = &fresh
	}

	if storno {
		return p.storno(ctx, row, *order)
	}

	return p.saleReceipt(ctx, row, *order)
}

func (p *importPlan) saleReceipt(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if known, ok := receiptOf(order, gombashop.SaleReceipt, row.USN); ok {
		return p.knownReceipt(ctx, row, known)
	}

	kept, _, err := p.cfg.Warehouse.Receipt(ctx, jobName(row))
	if err != nil {
		return err
	}

	if onPaper := kept.State == ledger.ReceiptPrinted; p.facts.cancelled(order.Status) && !onPaper {
		return p.receiptProblem(ctx, row, &Problem{Code: text.ReceiptCancelled, Record: rowRecord(row),
			Args: map[string]string{"usn": row.USN, "status": first(order.Status.Name, order.Status.Code)}})
	} else if p.dry {
		return p.planPrint(ctx, PrintReceipt{OrderID: row.OrderID, Number: row.Number}, onPaper)
	}

	result, printed, err := p.print(ctx, row, order)
	if err != nil {
		return p.receiptProblem(ctx, row, err)
	}

	if err := p.countPrint(ctx, row, printed, false); err != nil {
		return err
	}

	return p.receiptDone(ctx, row, gombashop.SaleReceipt, result)
}

// unprinted looks at the receipt of an order that is cancelled now and keeps its
// document.
func (p *importPlan) unprinted(ctx context.Context, c change) error {
	if c.same || isHeld(c.row) || !p.facts.cancelled(c.order.Status) {
		return nil
	}

	return p.receipt(ctx, c.row, &c.order)
}

// planPrint plans a receipt, unless it is on paper and only the shop is to be told.
func (p *importPlan) planPrint(ctx context.Context, action PrintReceipt, onPaper bool) error {
	if onPaper {
		p.report.count(KindReceipt, unchanged)

		return nil
	}

	return p.planReceipt(ctx, action)
}

func (p *importPlan) planReceipt(ctx context.Context, action PrintReceipt) error {
	p.report.count(KindReceipt, written)

	return p.tell(ctx, action)
}

// countPrint counts a print; printed is false for one of an earlier run.
func (p *importPlan) countPrint(ctx context.Context, row ledger.Order, printed, reversal bool) error {
	if !printed {
		p.report.count(KindReceipt, unchanged)

		return nil
	}

	p.report.count(KindReceipt, written)

	return p.tell(ctx, PrintReceipt{OrderID: row.OrderID, Number: row.Number, USN: row.USN, Reversal: reversal})
}

// receiptOf is the receipt of that type that the shop was told of the sale.
func receiptOf(o gombashop.Order, kind gombashop.ReceiptType, number string) (gombashop.Receipt, bool) {
	for _, r := range o.Receipts {
		if r.Type == kind && (r.USN == number || r.USN == "" || number == "") {
			return r, true
		}
	}

	return gombashop.Receipt{}, false
}

// receiptProblem keeps the print open. Nothing is printed again before the
// device, or a person, has said what became of it.
func (p *importPlan) receiptProblem(ctx context.Context, row ledger.Order, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}

	problem := asProblem(err)
	unknown := errors.Is(err, fiscal.ErrOutcomeUnknown)

	if problem == nil {
		problem = &Problem{Code: text.ReceiptFailed, Record: rowRecord(row), Err: err, Args: map[string]string{"usn": row.USN}}
	}

	switch {
	case errors.Is(err, fiscal.ErrUnrecorded):
		problem.Code = text.ReceiptUnrecorded
	case unknown:
		problem.Code = text.ReceiptUnknown
	}

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := changeOrder(ctx, tx, row, func(o *ledger.Order) { o.ReceiptUnknown = unknown }); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("receipt", row.OrderID, problem.Code, problem.Error()))
	})
	if err != nil {
		return err
	}

	return p.parkRecord(ctx, KindReceipt, problem)
}

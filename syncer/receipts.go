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
// database is an older copy) gets no second.
func (p *importPlan) receipt(ctx context.Context, row ledger.Order, order *gombashop.Order) error {
	if !row.ReceiptOwed || p.spooler == nil {
		return nil
	}

	storno, err := p.owesStorno(ctx, row)
	if err != nil {
		return err
	}

	if storno {
		return p.storno(ctx, row)
	}

	p.step(ctx, KindReceipt)

	if order == nil {
		fresh, err := p.cfg.Shop.Order(ctx, gombashop.OrderID(row.OrderID))
		if err != nil {
			return p.receiptProblem(ctx, row, err)
		}

		order = &fresh
	}

	if known, ok := saleReceipt(*order, row.USN); ok {
		return p.knownReceipt(ctx, row, known)
	}

	if p.facts.cancelled(order.Status) {
		return p.receiptProblem(ctx, row, &Problem{Code: text.ReceiptCancelled, Record: rowRecord(row),
			Args: map[string]string{"usn": row.USN, "status": first(order.Status.Name, order.Status.Code)}})
	}

	result, printed, err := p.print(ctx, row, *order)
	if err != nil {
		return p.receiptProblem(ctx, row, err)
	}

	if printed {
		p.report.count(KindReceipt, written)

		if err := p.tell(ctx, PrintReceipt{OrderID: row.OrderID, Number: row.Number, USN: row.USN}); err != nil {
			return err
		}
	} else {
		p.report.count(KindReceipt, unchanged)
	}

	return p.receiptDone(ctx, row, gombashop.SaleReceipt, result)
}

func (p *importPlan) planReceipt(ctx context.Context, action PrintReceipt) error {
	p.report.count(KindReceipt, written)

	return p.tell(ctx, action)
}

// saleReceipt is the receipt of the sale that the shop was told.
func saleReceipt(o gombashop.Order, number string) (gombashop.Receipt, bool) {
	for _, r := range o.Receipts {
		if r.Type == gombashop.SaleReceipt && (r.USN == number || r.USN == "" || number == "") {
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

// receiptDone tells the shop number, time and fiscal memory of the receipt.
func (p *importPlan) receiptDone(ctx context.Context, row ledger.Order, kind gombashop.ReceiptType, result fiscal.Result) error {
	if result.Number == "" { // the shop takes no receipt without one, today or tomorrow
		p.report.warn(&Problem{Code: text.ReceiptNumberless, Record: rowRecord(row), Args: map[string]string{"usn": row.USN}})

		return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
			return changeOrder(ctx, tx, row, p.receiptSent)
		})
	}

	err := p.cfg.Shop.AddReceipt(ctx, gombashop.OrderID(row.OrderID), gombashop.Receipt{
		Type: kind, Number: result.Number, IssuedAt: p.local(result), Amount: result.Amount,
		Currency: p.facts.info.BaseCurrency, FiscalMemory: result.FiscalMemory,
		Device: first(result.Device, p.cfg.Fiscal.DeviceSerial), USN: row.USN,
	})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}

	if err != nil {
		p.toldLater(row, text.ReceiptLater, err)

		return nil
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return changeOrder(ctx, tx, row, p.receiptSent)
	})
}

// receiptSent is all that a receipt changes of its order's row.
func (p *importPlan) receiptSent(o *ledger.Order) {
	o.ReceiptOwed, o.ReceiptUnknown, o.ReceiptsSentAt = false, false, p.cfg.Now().UTC()
}

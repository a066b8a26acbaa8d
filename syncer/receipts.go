package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
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

	return p.receiptDone(ctx, row, result)
}

func (p *importPlan) planReceipt(ctx context.Context, id, number string) error {
	p.report.count(KindReceipt, written)

	return p.tell(ctx, PrintReceipt{OrderID: id, Number: number})
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

// print is false beside a result that was printed before.
func (p *importPlan) print(ctx context.Context, row ledger.Order, order gombashop.Order) (fiscal.Result, bool, error) {
	if p.printerDown != nil {
		return fiscal.Result{}, false, p.printerDown
	}

	job := jobName(row)

	receipt, err := p.receiptFor(ctx, job, row, order)
	if err != nil {
		return fiscal.Result{}, false, err
	}

	result, err := p.spooler.Print(ctx, job, receipt)

	switch {
	case errors.Is(err, fiscal.ErrPrinted):
		result, err = p.cfg.Warehouse.PrintedReceipt(ctx, job)

		return result, false, err
	case errors.Is(err, fiscal.ErrOffline) && !errors.Is(err, fiscal.ErrOutcomeUnknown):
		p.printerDown = err
	}

	return result, err == nil, err
}

// jobName names the print of a sale for ever.
func jobName(row ledger.Order) string {
	const longest = 250

	name := "sale:" + row.Shop + ":" + row.OrderID
	if len(name) > longest {
		return "sale:" + ledger.KeyHash("sale", row.Shop, row.OrderID)
	}

	return name
}

// receiptFor builds the receipt of the document as it stands in Склад Pro, so
// that both have the same total, with the payment facts that made it owed: what
// the shop changed since does not change how the sale was paid.
func (p *importPlan) receiptFor(ctx context.Context, job string, row ledger.Order, order gombashop.Order) (fiscal.Receipt, error) {
	kept, known, err := p.cfg.Warehouse.Receipt(ctx, job)
	if err != nil {
		return fiscal.Receipt{}, err
	}

	if known && kept.Request != "" {
		order = gombashop.Order{}
		if err := json.Unmarshal([]byte(kept.Request), &order); err != nil { //nolint:musttag // written by this package alone
			return fiscal.Receipt{}, fmt.Errorf("syncer: gomba_receipts.Request of %s is not readable: %w; issue the receipt by hand", job, err)
		}
	}

	if !known { // an order of an older ledger
		err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return savePending(ctx, tx, row, order) })
		if err != nil {
			return fiscal.Receipt{}, err
		}
	}

	document, err := p.cfg.Warehouse.Document(ctx, row.OperType, row.Acct)
	if err != nil {
		return fiscal.Receipt{}, err
	}

	return orderdoc.Receipt(orderdoc.ReceiptTerms{
		Order: order, Document: document, Total: row.DocumentTotal, USN: row.USN,
		PricesIncludeVAT: p.facts.info.PricesIncludeVAT, Voucher: orderdoc.VoucherMode(p.cfg.Import.Voucher),
		Currency: p.facts.info.BaseCurrency,
		Operator: p.cfg.Fiscal.Operator, OperatorPassword: p.cfg.Fiscal.OperatorPassword,
		Rate: func(id sklad.GoodID) (decimal.Decimal, string, error) { return p.goodRate(ctx, id) },
	})
}

func (p *importPlan) goodRate(ctx context.Context, id sklad.GoodID) (decimal.Decimal, string, error) {
	found, err := p.cfg.Warehouse.FindGoods(ctx, sklad.GoodQuery{ID: id})
	if err != nil {
		return decimal.Decimal{}, "", err
	}

	if len(found) == 0 {
		return decimal.Decimal{}, "", &Problem{Code: text.UnknownGood, Record: "good " + idText(id)}
	}

	return p.facts.rates[found[0].TaxGroup], found[0].Name, nil
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
func (p *importPlan) receiptDone(ctx context.Context, row ledger.Order, result fiscal.Result) error {
	err := p.cfg.Shop.AddReceipt(ctx, gombashop.OrderID(row.OrderID), gombashop.Receipt{
		Type: gombashop.SaleReceipt, Number: result.Number, IssuedAt: p.local(result), Amount: result.Amount,
		Currency: p.facts.info.BaseCurrency, FiscalMemory: result.FiscalMemory,
		Device: first(result.Device, p.cfg.Fiscal.DeviceSerial), USN: row.USN,
	})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}

	if err != nil {
		p.toldLater(row, err)

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

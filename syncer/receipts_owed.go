package syncer

import (
	"context"
	"encoding/json"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// receiptOwed tells whether an order that becomes a sale now is to be printed:
// by the payment method, only where a printer is configured, and never for a
// sale of zero. An adopted sale had its receipt, or a person decides.
func (p *importPlan) receiptOwed(job *orderJob) bool {
	return p.spooler != nil && !job.on && job.document(p.cfg.Import.Document) == DocumentSale && job.draft.Total.IsPositive() &&
		p.cfg.Fiscal.Receipts.Need(job.order.Payment) == orderdoc.ReceiptNow
}

// warnReceipt reports a payment of which nobody knows whether it needs one.
func (p *importPlan) warnReceipt(job *orderJob) {
	if p.spooler == nil || job.document(p.cfg.Import.Document) != DocumentSale || !job.draft.Total.IsPositive() ||
		p.cfg.Fiscal.Receipts.Need(job.order.Payment) != orderdoc.ReceiptUnknown {
		return
	}

	p.report.warn(&Problem{Code: text.ReceiptMethod, Record: orderRecord(job.order),
		Args: map[string]string{"method": string(job.order.Payment.Method) + " " + job.order.Payment.Name}})
}

// saveReceipts keeps the receipt that a sale owes, or those that an adopted sale
// had.
func (p *importPlan) saveReceipts(ctx context.Context, tx WarehouseTx, job *orderJob, row *ledger.Order) error {
	if job.on {
		return p.takeReceipts(ctx, tx, job.order, row)
	}

	if !row.ReceiptOwed {
		return nil
	}

	return savePending(ctx, tx, *row, job.order)
}

// savePending keeps a receipt that is still to be printed, with the order as it
// was when the receipt became due.
func savePending(ctx context.Context, tx WarehouseTx, row ledger.Order, order gombashop.Order) error {
	request, err := json.Marshal(order) //nolint:musttag // read back by this package alone
	if err != nil {
		return err
	}

	return tx.SaveReceipt(ctx, ledger.Receipt{
		Job: jobName(row), Shop: row.Shop, OrderID: row.OrderID, USN: row.USN, Kind: ledger.ReceiptSale,
		State: ledger.ReceiptPending, Request: string(request),
	})
}

// knownReceipt takes over the facts of a receipt that the shop was told and the
// ledger does not have, or only has not ticked off yet.
func (p *importPlan) knownReceipt(ctx context.Context, row ledger.Order, known gombashop.Receipt) error {
	p.report.count(KindReceipt, unchanged)

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := p.saveKnown(ctx, tx, row, known); err != nil {
			return err
		}

		return changeOrder(ctx, tx, row, p.receiptSent)
	})
}

// saveKnown keeps a printed receipt in the ledger and, if it was not there, in
// ECRReceipts.
func (p *importPlan) saveKnown(ctx context.Context, tx WarehouseTx, row ledger.Order, known gombashop.Receipt) error {
	job, kind := jobName(row), ledger.ReceiptSale
	if known.Type == gombashop.ReversalReceipt {
		job, kind = stornoName(row), ledger.ReceiptReversal
	}

	result := fiscal.Result{
		Number: known.Number, Time: known.IssuedAt, Amount: known.Amount, Device: known.Device, FiscalMemory: known.FiscalMemory,
	}

	data, err := json.Marshal(result) //nolint:musttag // read back by this package alone
	if err != nil {
		return err
	}

	receipt := ledger.Receipt{
		Job: job, Shop: row.Shop, OrderID: row.OrderID, USN: row.USN, Device: known.Device, Kind: kind,
		State: ledger.ReceiptPrinted, Result: string(data), Number: known.Number, IssuedAt: known.IssuedAt,
		FiscalMemory: known.FiscalMemory, SentToShopAt: p.cfg.Now().UTC(),
	}
	receipt.Amount.Decimal, receipt.Amount.Valid = known.Amount, true

	isNew, err := tx.SavePrinted(ctx, receipt)
	if err != nil || !isNew {
		return err
	}

	return tx.SaveFiscalReceipt(ctx, sklad.FiscalReceipt{
		OperType: row.OperType, Acct: row.Acct, Number: known.Number, IssuedAt: known.IssuedAt, Device: known.Device,
		Description: row.USN + " ФП " + known.FiscalMemory, Total: known.Amount, UserID: p.facts.user.ID,
		Reversal: kind == ledger.ReceiptReversal,
	})
}

// takeReceipts keeps what the shop knows of an adopted sale's receipts. Where it
// knows none although one was due, the outcome is unknown: it is never printed
// again by itself, and the device or a person settles it.
func (p *importPlan) takeReceipts(ctx context.Context, tx WarehouseTx, order gombashop.Order, row *ledger.Order) error {
	if known, ok := receiptOf(order, gombashop.SaleReceipt, row.USN); ok {
		return p.saveKnown(ctx, tx, *row, known)
	}

	if row.USN == "" || p.cfg.Fiscal.Receipts.Need(order.Payment) != orderdoc.ReceiptNow || !row.DocumentTotal.Decimal.IsPositive() {
		return nil
	}

	row.ReceiptUnknown = true

	anchor, err := json.Marshal(fiscal.Result{TaskID: jobName(*row), Amount: row.DocumentTotal.Decimal}) //nolint:musttag // as above
	if err != nil {
		return err
	}

	return tx.SaveReceipt(ctx, ledger.Receipt{
		Job: jobName(*row), Shop: row.Shop, OrderID: row.OrderID, USN: row.USN, Device: p.cfg.Fiscal.DeviceSerial,
		Kind: ledger.ReceiptSale, State: ledger.ReceiptUnknown, Anchor: string(anchor), Cause: "adopted after a restored backup",
	})
}

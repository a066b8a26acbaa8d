package syncer

import (
	"context"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// receiptDone tells the shop number, time and fiscal memory of the receipt, and
// then the order owes none any more.
func (p *importPlan) receiptDone(ctx context.Context, row ledger.Order, kind gombashop.ReceiptType, result fiscal.Result) error {
	if told, err := p.tellReceipt(ctx, row, kind, result); err != nil || !told {
		return err
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return changeOrder(ctx, tx, row, p.receiptSent)
	})
}

// tellReceipt is false when the shop is to be told by a later run.
func (p *importPlan) tellReceipt(ctx context.Context, row ledger.Order, kind gombashop.ReceiptType, result fiscal.Result) (bool, error) {
	if result.Number == "" { // the shop takes no receipt without one, today or tomorrow
		p.report.warn(&Problem{Code: text.ReceiptNumberless, Record: rowRecord(row), Args: map[string]string{"usn": row.USN}})

		return true, nil
	}

	err := p.cfg.Shop.AddReceipt(ctx, gombashop.OrderID(row.OrderID), gombashop.Receipt{
		Type: kind, Number: result.Number, IssuedAt: p.local(result), Amount: result.Amount,
		Currency: p.facts.info.BaseCurrency, FiscalMemory: result.FiscalMemory,
		Device: first(result.Device, p.cfg.Fiscal.DeviceSerial), USN: row.USN,
	})
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}

	if err != nil {
		p.toldLater(row, text.ReceiptLater, err)
	}

	return err == nil, nil
}

// receiptSent is all that a receipt changes of its order's row.
func (p *importPlan) receiptSent(o *ledger.Order) {
	o.ReceiptOwed, o.ReceiptUnknown, o.ReceiptsSentAt = false, false, p.cfg.Now().UTC()
}

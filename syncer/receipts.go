package syncer

import (
	"context"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// receiptOwed tells whether an order that becomes a sale now is to be printed:
// by the payment method, and only where a printer is configured.
func (r *run) receiptOwed(o gombashop.Order) bool {
	if r.cfg.Fiscal.Printer == nil || r.cfg.Import.Document != DocumentSale {
		return false
	}

	switch orderdoc.NeedsReceipt(o.Payment) {
	case orderdoc.ReceiptNow:
		return true
	case orderdoc.ReceiptNever, orderdoc.ReceiptWhenPaid:
	case orderdoc.ReceiptUnknown:
		r.report.Warnings = append(r.report.Warnings, &Problem{Code: text.ReceiptMethod, Record: orderRecord(o),
			Args: map[string]string{"method": string(o.Payment.Method) + " " + o.Payment.Name}})
	}

	return false
}

// receipt prints what is owed for the order and tells the shop the facts.
func (r *run) receipt(ctx context.Context, row ledger.Order) error {
	if !row.ReceiptOwed || r.cfg.Fiscal.Printer == nil {
		return nil
	}

	order, err := snapshot(row)
	if err != nil {
		return err
	}

	r.observe(ctx, Progress{Kind: KindReceipt})

	receipt, err := r.receiptFor(ctx, row, order)
	if err != nil {
		return r.receiptProblem(ctx, row, err)
	}

	job := "sale:" + r.cfg.ShopID + ":" + row.OrderID
	spooler := fiscal.NewSpooler(r.cfg.Fiscal.Printer, r.journal(row), fiscal.WithLogger(r.cfg.Logger))

	result, err := spooler.Print(ctx, job, receipt)
	if errors.Is(err, fiscal.ErrPrinted) {
		result, err = r.printed(ctx, job)
	}

	if err != nil {
		return r.receiptProblem(ctx, row, err)
	}

	r.report.count(KindReceipt, written)

	return r.receiptDone(ctx, row, result)
}

// receiptFor builds the receipt of the document as it stands in Склад Pro, so
// that both have the same total.
func (r *run) receiptFor(ctx context.Context, row ledger.Order, order gombashop.Order) (fiscal.Receipt, error) {
	document, err := r.cfg.Warehouse.Document(ctx, row.OperType, row.Acct)
	if err != nil {
		return fiscal.Receipt{}, err
	}

	return orderdoc.Receipt(orderdoc.ReceiptTerms{
		Order: order, Document: document, Total: row.DocumentTotal, USN: row.USN,
		PricesIncludeVAT: r.facts.info.PricesIncludeVAT, Voucher: orderdoc.VoucherMode(r.cfg.Import.Voucher),
		Currency: r.facts.info.BaseCurrency,
		Operator: r.cfg.Fiscal.Operator, OperatorPassword: r.cfg.Fiscal.OperatorPassword,
		Rate: func(id sklad.GoodID) (decimal.Decimal, string, error) { return r.goodRate(ctx, id) },
	})
}

func (r *run) goodRate(ctx context.Context, id sklad.GoodID) (decimal.Decimal, string, error) {
	found, err := r.cfg.Warehouse.FindGoods(ctx, sklad.GoodQuery{ID: id})
	if err != nil {
		return decimal.Decimal{}, "", err
	}

	if len(found) == 0 {
		return decimal.Decimal{}, "", &Problem{Code: text.UnknownGood, Record: "good " + idText(id)}
	}

	return r.facts.rates[found[0].TaxGroup], found[0].Name, nil
}

// receiptProblem keeps the print open. Nothing is printed again before the
// device, or a person, has said what became of it.
func (r *run) receiptProblem(ctx context.Context, row ledger.Order, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}

	code := text.ReceiptFailed
	if errors.Is(err, fiscal.ErrOutcomeUnknown) {
		code = text.ReceiptUnknown
	}

	problem := &Problem{Code: code, Record: "order " + row.OrderID, Err: err, Args: map[string]string{"usn": row.USN}}
	r.report.count(KindReceipt, parked)
	r.report.Parked = append(r.report.Parked, problem)
	r.observe(ctx, ParkedRecord{Kind: KindReceipt, Problem: problem})

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.Append(ctx, r.event("receipt", row.OrderID, code, err.Error()))
	})
}

// receiptDone tells the shop number, time and fiscal memory of the receipt.
func (r *run) receiptDone(ctx context.Context, row ledger.Order, result fiscal.Result) error {
	err := r.cfg.Shop.AddReceipt(ctx, gombashop.OrderID(row.OrderID), gombashop.Receipt{
		Type: gombashop.SaleReceipt, Number: result.Number, IssuedAt: r.local(result), Amount: result.Amount,
		Currency: r.facts.info.BaseCurrency, FiscalMemory: result.FiscalMemory,
		Device: first(result.Device, r.cfg.Fiscal.DeviceSerial), USN: row.USN,
	})
	if err != nil {
		return r.ackLater(ctx, row, err)
	}

	row.ReceiptOwed, row.AckOwed = false, false

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SaveOrder(ctx, row)
	})
}

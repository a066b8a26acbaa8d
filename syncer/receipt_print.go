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

	return p.printedOnce(ctx, job, result, err)
}

// printedOnce takes what a job printed before for its result, and asks a printer
// that is off only once in a run.
func (p *importPlan) printedOnce(ctx context.Context, job string, result fiscal.Result, err error) (fiscal.Result, bool, error) {
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
			return fiscal.Receipt{}, fmt.Errorf("syncer: gomba_receipts.Request of %s is not readable: %w; "+
				"issue the receipt by hand", job, err)
		}
	}

	if !known { // an order of an older ledger
		err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error { return savePending(ctx, tx, row, order) })
		if err != nil {
			return fiscal.Receipt{}, err
		}
	}

	document, err := p.ownDocument(ctx, row)
	if err != nil {
		return fiscal.Receipt{}, documentGone(row, err)
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

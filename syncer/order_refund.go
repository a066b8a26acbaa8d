package syncer

import (
	"context"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// eventRefunded is the journal's line of a refund: an order is refunded once.
const eventRefunded = "refunded"

// refundJob is a sale on its way back.
type refundJob struct {
	document sklad.Document
	// storno tells that a receipt of the sale is on paper.
	storno   bool
	action   RefundSale
	recorded sklad.Recorded
}

// refund takes a whole sale back. One that a person has edited or removed is
// reported instead.
func (p *importPlan) refund(ctx context.Context, row ledger.Order, order gombashop.Order, told []*Problem) (bool, error) {
	job, err := p.refundJob(ctx, row, order)

	switch problem := asProblem(err); {
	case errors.Is(err, sklad.ErrNotFound):
		return false, p.takeOver(ctx, row, order, told)
	case problem != nil && problem.Code == text.SaleEdited:
		return false, p.takeOver(ctx, row, order, []*Problem{problem})
	case err != nil:
		return false, err
	}

	fresh, err := p.writeRefund(ctx, row, order, job)
	if err != nil {
		return false, err
	}

	p.report.warn(&Problem{Code: text.SaleRefunded, Record: orderRecord(order), Args: map[string]string{
		"number": acct(row.Acct), "usn": row.USN, "total": job.action.Total.StringFixed(2), "paid": job.action.Paid.StringFixed(2),
	}})
	p.report.count(KindOrder, written)

	if err := p.tell(ctx, job.action); err != nil {
		return true, err
	}

	return true, p.refunded(ctx, row, fresh, job)
}

// refundJob is the refund of the sale as it stands in Склад Pro.
func (p *importPlan) refundJob(ctx context.Context, row ledger.Order, order gombashop.Order) (*refundJob, error) {
	sale, err := p.cfg.Warehouse.Document(ctx, row.OperType, row.Acct)
	if err != nil {
		return nil, err
	}

	job := &refundJob{action: RefundSale{
		OrderID: row.OrderID, Number: order.Number, Document: acct(row.Acct), USN: row.USN, Total: row.DocumentTotal.Decimal,
	}}
	if job.storno, err = p.onPaper(ctx, row); err != nil {
		return nil, err
	}

	lines, err := p.backLines(ctx, row, sale)
	if err != nil {
		return nil, err
	}

	job.document = sklad.Document{
		OperType: sklad.OperRefund, PartnerID: sale.PartnerID, ObjectID: sale.ObjectID, Note: sale.Note, Lines: lines,
		OperatorID: p.facts.user.ID, UserID: p.facts.user.ID, Date: p.cfg.Now().In(p.cfg.Import.Timezone),
		ExternalKey: "refund:" + row.Shop + ":" + row.OrderID,
	}

	for _, paid := range sale.Payments {
		job.document.Payments = append(job.document.Payments, sklad.Payment{Type: paid.Type, Amount: paid.Amount})
		job.action.Paid = job.action.Paid.Add(paid.Amount)
	}

	if row.USN == "" {
		return job, nil
	}

	number, err := usn.Parse(row.USN)
	job.document.USN = &sklad.USNRequest{Device: number.Device, Operator: number.Operator, Number: number}

	return job, err
}

// onPaper tells whether the sale's receipt was printed. While nobody knows, the
// refund waits.
func (p *importPlan) onPaper(ctx context.Context, row ledger.Order) (bool, error) {
	receipt, _, err := p.cfg.Warehouse.Receipt(ctx, jobName(row))
	if err != nil {
		return false, err
	}

	if row.ReceiptUnknown || receipt.State == ledger.ReceiptPrinting || receipt.State == ledger.ReceiptUnknown {
		return false, &Problem{Code: text.ReceiptUnsettled, Record: rowRecord(row),
			Args: map[string]string{"number": acct(row.Acct), "usn": row.USN}}
	}

	return receipt.State == ledger.ReceiptPrinted, nil
}

// backLines are the sale's lines as the refund has them. They come to what the
// sale came to when it was written, or a person has edited it since. Where lots
// split a line, its parts are put together again.
func (p *importPlan) backLines(ctx context.Context, row ledger.Order, sale sklad.Document) ([]sklad.Line, error) {
	var parts, whole []sklad.Line

	for _, line := range sale.Lines {
		back := sklad.Line{GoodID: line.GoodID, Qty: line.Qty, Price: line.Price, Discount: line.Discount, Note: line.Note}
		parts = append(parts, back)

		if n := len(whole) - 1; n >= 0 && sameTerms(whole[n], back) {
			whole[n].Qty = whole[n].Qty.Add(back.Qty)
		} else {
			whole = append(whole, back)
		}
	}

	var total decimal.Decimal

	for _, lines := range [][]sklad.Line{whole, parts} {
		var err error
		if total, err = p.worth(ctx, lines); err != nil || total.Equal(row.DocumentTotal.Decimal) {
			return lines, err
		}
	}

	return nil, &Problem{Code: text.SaleEdited, Record: rowRecord(row), Args: map[string]string{
		"number": acct(row.Acct), "document": total.StringFixed(2), "total": row.DocumentTotal.Decimal.StringFixed(2),
	}}
}

func sameTerms(a, b sklad.Line) bool {
	return a.GoodID == b.GoodID && a.Price.Equal(b.Price) && a.Discount.Equal(b.Discount) && a.Note == b.Note
}

// worth is what a document of these lines comes to, with VAT.
func (p *importPlan) worth(ctx context.Context, lines []sklad.Line) (decimal.Decimal, error) {
	var total decimal.Decimal

	for _, line := range lines {
		rate, _, err := p.goodRate(ctx, line.GoodID)
		if err != nil {
			return total, err
		}

		total = total.Add(sklad.PriceLine(sklad.LineTerms{
			Price: line.Price, Qty: line.Qty, Discount: line.Discount, VATRate: rate, Gross: p.facts.info.PricesIncludeVAT,
		}).TotalWithVAT)
	}

	return total, nil
}

package syncer

import (
	"context"
	"errors"

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
	receipts refundReceipts
	action   RefundSale
}

// refund takes a whole sale back: the money that was booked, whatever the shop
// says now. One that a person has edited or removed is reported instead.
func (p *importPlan) refund(ctx context.Context, c change) (bool, error) {
	job, err := p.refundJob(ctx, c.row, c.order)

	switch problem := asProblem(err); {
	case errors.Is(err, sklad.ErrNotFound):
		return false, p.takeOver(ctx, c)
	case problem != nil && (problem.Code == text.SaleEdited || problem.Code == text.RefundedByHand):
		c.told = []*Problem{problem}

		return false, p.takeOver(ctx, c)
	case err != nil:
		return false, err
	}

	out, err := p.writeRefund(ctx, c, job)
	if err != nil {
		return false, err
	}

	if out.instead != "" {
		p.decidedMeanwhile(out.instead)

		return true, nil
	}

	p.warnRefund(c, job)

	if err := p.tell(ctx, job.action); err != nil {
		return true, err
	}

	return true, p.refunded(ctx, c, job, out)
}

// warnRefund reports a refund with all that does not follow by itself.
func (p *importPlan) warnRefund(c change, job *refundJob) {
	args := map[string]string{"number": acct(c.row.Acct), "usn": c.row.USN}

	p.report.warn(&Problem{Code: text.SaleRefunded, Record: orderRecord(c.order), Args: map[string]string{
		"number": acct(c.row.Acct), "usn": c.row.USN, "total": job.action.Total.StringFixed(2), "paid": job.action.Paid.StringFixed(2),
	}})

	if c.pays {
		p.report.warn(paidAfterRefund(c.row))
	}

	if c.row.ReceiptOwed && !job.receipts.storno {
		p.report.warn(&Problem{Code: text.ReceiptDropped, Record: rowRecord(c.row), Args: args})
	}

	if job.receipts.storno && p.spooler == nil {
		p.report.warn(&Problem{Code: text.StornoOwed, Record: rowRecord(c.row), Args: args})
	}
}

// refundJob is the refund of the sale as it stands in Склад Pro.
func (p *importPlan) refundJob(ctx context.Context, row ledger.Order, order gombashop.Order) (*refundJob, error) {
	sale, err := p.ownDocument(ctx, row)
	if err != nil {
		return nil, err
	}

	job := &refundJob{action: RefundSale{
		OrderID: row.OrderID, Number: order.Number, Document: acct(row.Acct), USN: row.USN, Total: row.DocumentTotal.Decimal,
	}}
	if job.receipts, err = p.refundReceipts(ctx, row, order); err != nil {
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
	if err != nil {
		return nil, err
	}

	job.document.USN = &sklad.USNRequest{Device: number.Device, Operator: number.Operator, Number: number}

	return job, p.refundedByHand(ctx, row, number)
}

// refunded goes on with a refund as with a sale: it is read back, and only then
// the storno is printed. A plan says so.
func (p *importPlan) refunded(ctx context.Context, c change, job *refundJob, out outcome) error {
	if p.dry {
		p.report.count(KindOrder, written)

		if _, known := receiptOf(c.order, gombashop.ReversalReceipt, c.row.USN); !job.receipts.storno || known || p.spooler == nil {
			return nil
		}

		return p.planReceipt(ctx, PrintReceipt{OrderID: c.row.OrderID, Number: job.action.Number, Reversal: true})
	}

	p.report.Documents = append(p.report.Documents, ImportedDocument{
		Order: c.row.OrderID, Number: job.action.Number, OperType: int(sklad.OperRefund), Acct: int64(out.recorded.Acct),
		USN: c.row.USN, Total: out.recorded.Total,
	})

	return p.finish(ctx, out.row, &c.order)
}

package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// adoption is what an order keeps that had become a document before a backup was
// restored.
type adoption struct {
	on     bool
	number usn.Number // zero: it had none
	kind   DocumentKind
}

// document is the kind that the order had, or else the one of the settings.
func (a adoption) document(setting DocumentKind) DocumentKind {
	if a.on {
		return a.kind
	}

	return setting
}

func (a adoption) operType() sklad.OperType {
	if a.kind == DocumentOrder {
		return sklad.OperOrder
	}

	return sklad.OperSale
}

// mark makes a row that is kept aside remember that a person adopted the order:
// a kind without a document.
func (a adoption) mark(row ledger.Order) ledger.Order {
	if a.on {
		row.OperType, row.USN = a.operType(), a.number.String()
	}

	return row
}

// adopting tells such a row: later runs go on with it without being told again,
// and it never gets a number of its own.
func adopting(row ledger.Order) bool { return row.State != ledger.OrderImported && row.OperType != 0 }

// adopt takes an order over that the shop knows as imported and the ledger does
// not. The document that stands in Склад Pro is linked; one that the older copy
// of the database lacks is written again, with the УНП that the sale has had and
// its receipts. Never is a second УНП given: a sale that needs one, of which the
// shop knows none, is kept aside for a person.
func (p *importPlan) adopt(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	a, err := p.adoptionOf(order)
	if err != nil {
		return p.parkOrEnd(ctx, row, order, err)
	}

	found, err := p.standing(ctx, a, order)
	if err != nil {
		return p.parkOrEnd(ctx, a.mark(row), order, err)
	}

	if found != (sklad.DocumentID{}) {
		return p.link(ctx, row, order, a, found)
	}

	if a.kind == DocumentSale && a.number.IsZero() && p.supto() {
		return p.park(ctx, a.mark(row), order, &Problem{Code: text.AdoptNoUSN, Record: orderRecord(order),
			Args: map[string]string{"number": documentNumber(order)}})
	}

	return p.importOrder(ctx, a.mark(row), order, a)
}

func (p *importPlan) adoptionOf(order gombashop.Order) (adoption, error) {
	a := adoption{on: true, kind: DocumentSale}

	if order.USN != "" {
		number, err := usn.Parse(order.USN)
		if err != nil {
			return a, &Problem{Code: text.AdoptBadUSN, Record: orderRecord(order), Err: err, Args: map[string]string{"usn": order.USN}}
		}

		a.number = number

		return a, nil
	}

	if order.ExternalDoc != nil && order.ExternalDoc.DocumentType == gombashop.OrderDocument {
		a.kind = DocumentOrder
	}

	return a, nil
}

// adopted reports a document that was missing and stands again.
func (p *importPlan) adopted(ctx context.Context, job *orderJob, row ledger.Order) error {
	if !job.on {
		p.warnReceipt(job)

		return nil
	}

	p.report.warn(&Problem{Code: text.AdoptedWritten, Record: orderRecord(job.order), Args: map[string]string{
		"number": acct(row.Acct), "usn": row.USN, "before": documentNumber(job.order),
	}})
	p.warnAdoptedReceipt(job.order, row)

	return p.warnAdoptedBack(ctx, job.order, row)
}

// warnAdoptedBack reports an order that the shop cancelled, or that came back,
// before it was adopted: what was voided or refunded then is lost with the newer
// database, and the status, which does not change any more, brings it not again.
func (p *importPlan) warnAdoptedBack(ctx context.Context, order gombashop.Order, row ledger.Order) error {
	if !p.facts.cancelled(order.Status) {
		return nil
	}

	if number, err := usn.Parse(row.USN); err == nil {
		if refunds, err := p.refundsOf(ctx, number); err != nil || len(refunds) > 0 {
			return err
		}
	}

	p.report.warn(&Problem{Code: text.AdoptedBack, Record: orderRecord(order), Args: map[string]string{
		"number": acct(row.Acct), "usn": row.USN, "status": first(order.Status.Name, order.Status.Code),
	}})

	return nil
}

func (p *importPlan) warnAdoptedReceipt(order gombashop.Order, row ledger.Order) {
	if _, known := receiptOf(order, gombashop.SaleReceipt, row.USN); known || p.spooler == nil || row.USN == "" {
		return
	}

	p.report.warn(&Problem{Code: text.AdoptedReceipt, Record: orderRecord(order), Args: map[string]string{"usn": row.USN}})
}

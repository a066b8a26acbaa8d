package syncer

import (
	"context"
	"strconv"

	"github.com/shopspring/decimal"

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

// standing looks for the order's document in Склад Pro: by its УНП, else by the
// order's number in Operations.Note, of two by the number that the shop knows.
func (p *importPlan) standing(ctx context.Context, a adoption, order gombashop.Order) (sklad.DocumentID, error) {
	queries := []sklad.DocumentQuery{{USN: a.number}, {Note: first(order.Number, string(order.ID)), OperType: a.operType()}}

	for _, q := range queries {
		found, err := p.cfg.Warehouse.FindDocuments(ctx, q)
		if err != nil {
			return sklad.DocumentID{}, err
		}

		told, _ := strconv.ParseInt(documentNumber(order), 10, 64)

		for _, id := range found {
			if len(found) == 1 || id.Acct == sklad.Acct(told) {
				return id, nil
			}
		}

		if len(found) > 0 {
			return sklad.DocumentID{}, &Problem{Code: text.AdoptAmbiguous, Record: orderRecord(order),
				Args: map[string]string{"documents": list(found, func(id sklad.DocumentID) string { return acct(id.Acct) })}}
		}
	}

	return sklad.DocumentID{}, nil
}

// link takes over a document that is there.
func (p *importPlan) link(ctx context.Context, row ledger.Order, order gombashop.Order, a adoption, id sklad.DocumentID) error {
	filled, err := p.fill(a.mark(row), order)
	if err != nil {
		return err
	}

	total, err := p.documentTotal(ctx, id)
	if err != nil {
		return p.parkOrEnd(ctx, a.mark(row), order, err)
	}

	filled.State, filled.Reason, filled.Problem, filled.Attempts = ledger.OrderImported, "", "", 0
	filled.OperType, filled.Acct = id.OperType, id.Acct
	filled.DocumentTotal = decimal.NullDecimal{Decimal: total, Valid: true}
	filled.AckOwed = documentNumber(order) != acct(id.Acct)
	filled.NextTry = p.cfg.Now().UTC() // the next run looks whether it is paid

	err = p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		out := filled
		if _, err := tx.ClaimOrder(ctx, out.Shop, out.OrderID); err != nil {
			return err
		}

		if !a.number.IsZero() {
			if err := tx.TakeUSN(ctx, p.keyPrefix()+out.OrderID, a.number); err != nil {
				return err
			}
		}

		if err := p.takeReceipts(ctx, tx, order, &out); err != nil {
			return err
		}

		if err := tx.SaveOrder(ctx, out); err != nil {
			return err
		}

		return tx.Append(ctx, p.event("adopted", out.OrderID, text.AdoptedLinked, acct(id.Acct)+" "+out.USN))
	})
	if err != nil {
		return p.parkOrEnd(ctx, a.mark(row), order, err)
	}

	p.report.count(KindOrder, written)
	p.report.warn(&Problem{Code: text.AdoptedLinked, Record: orderRecord(order), Args: map[string]string{
		"number": acct(id.Acct), "usn": order.USN, "total": total.StringFixed(2),
	}})
	p.warnAdoptedReceipt(order, filled)

	return p.tell(ctx, Acknowledge{OrderID: row.OrderID, Number: order.Number, Adopted: true})
}

// documentTotal is what the rows of a document come to, with VAT.
func (p *importPlan) documentTotal(ctx context.Context, id sklad.DocumentID) (decimal.Decimal, error) {
	var total decimal.Decimal

	document, err := p.cfg.Warehouse.Document(ctx, id.OperType, id.Acct)
	for _, line := range document.Lines {
		price := line.PriceOut
		if !p.facts.info.PricesIncludeVAT {
			price = price.Add(line.VATOut)
		}

		total = total.Add(line.Qty.Mul(price).Round(2))
	}

	return total, err
}

// adopted reports a document that was missing and stands again.
func (p *importPlan) adopted(job *orderJob, row ledger.Order) {
	if !job.on {
		p.warnReceipt(job)

		return
	}

	p.report.warn(&Problem{Code: text.AdoptedWritten, Record: orderRecord(job.order), Args: map[string]string{
		"number": acct(row.Acct), "usn": row.USN, "before": documentNumber(job.order),
	}})
	p.warnAdoptedReceipt(job.order, row)
}

func (p *importPlan) warnAdoptedReceipt(order gombashop.Order, row ledger.Order) {
	if _, known := saleReceipt(order, row.USN); known || p.spooler == nil || row.USN == "" {
		return
	}

	p.report.warn(&Problem{Code: text.AdoptedReceipt, Record: orderRecord(order), Args: map[string]string{"usn": row.USN}})
}

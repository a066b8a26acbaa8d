package syncer

import (
	"context"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// standing looks for the order's document in Склад Pro: by its УНП, else by the
// order's number in Operations.Note, of two by the number that the shop knows.
func (p *importPlan) standing(ctx context.Context, a adoption, order gombashop.Order) (sklad.DocumentID, error) {
	queries := []sklad.DocumentQuery{
		{USN: a.number, OperType: a.operType()},
		{Note: first(order.Number, string(order.ID)), OperType: a.operType()},
	}

	if len(order.Items) > 0 { // an order of goods that nobody knew has no row with the number alone
		queries = append(queries, sklad.DocumentQuery{Note: unknownNote(order, order.Items[0]), OperType: a.operType()})
	}

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

// eventAdopted is the journal's line of a document that was linked.
const eventAdopted = "adopted"

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

		return tx.Append(ctx, p.event(eventAdopted, out.OrderID, text.AdoptedLinked, acct(id.Acct)+" "+out.USN))
	})
	if err != nil {
		return p.parkOrEnd(ctx, a.mark(row), order, err)
	}

	p.report.count(KindOrder, written)
	p.report.warn(&Problem{Code: text.AdoptedLinked, Record: orderRecord(order), Args: map[string]string{
		"number": acct(id.Acct), "usn": order.USN, "total": total.StringFixed(2),
	}})
	p.warnAdoptedReceipt(order, filled)

	if err := p.warnAdoptedBack(ctx, order, filled); err != nil {
		return err
	}

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

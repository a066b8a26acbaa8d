package syncer

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

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

// refundedByHand refuses a sale of which a person took some back already: its
// УНП stands on a refund.
func (p *importPlan) refundedByHand(ctx context.Context, row ledger.Order, number usn.Number) error {
	found, err := p.refundsOf(ctx, number)
	if err != nil || len(found) == 0 {
		return err
	}

	return &Problem{Code: text.RefundedByHand, Record: rowRecord(row), Args: map[string]string{
		"number": acct(row.Acct), "usn": row.USN, "documents": list(found, func(id sklad.DocumentID) string { return acct(id.Acct) }),
	}}
}

// refundsOf are the refunds of a sale's УНП.
func (p *importPlan) refundsOf(ctx context.Context, number usn.Number) ([]sklad.DocumentID, error) {
	return p.cfg.Warehouse.FindDocuments(ctx, sklad.DocumentQuery{USN: number, OperType: sklad.OperRefund})
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

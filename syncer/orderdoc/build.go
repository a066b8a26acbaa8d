package orderdoc

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// Build turns an order into a document that comes to the shop's total to the
// cent, in Склад Pro's columns as well as in the amount due that it writes.
//
// An error is a *text.Problem that says why the order cannot become a document:
// amounts that contradict each other (text.OrderInvariant), a total that is
// missed (text.OrderTotal, with both sums; text.LineTotal), a currency that is not converted
// (text.OrderCurrency), a line without a good (text.UnknownGood,
// text.NoDeliveryGood), a sale whose payment method has no payment type, be it
// paid or not (text.PaymentUnmapped).
func Build(t Terms, o gombashop.Order, r Resolved) (Draft, error) {
	sum, err := reckon(t, o, r)
	if err != nil {
		return Draft{}, err
	}

	d := Draft{
		Document: header(t, o, r), ShopTotal: sum.shopTotal,
		Currency: o.Currency, OriginalTotal: o.Totals.GrandTotal, Warnings: sum.warnings,
	}

	if err := d.addLines(t, o, sum.lines); err != nil {
		return Draft{}, err
	}

	return d, d.pay(t, o, sum.vouchers)
}

// noteLength is the width of Operations.Note.
const noteLength = 255

// header is the document without lines and money.
func header(t Terms, o gombashop.Order, r Resolved) sklad.Document {
	doc := sklad.Document{
		OperType: t.OperType, ExternalKey: t.Key + string(o.ID), PartnerID: r.PartnerID, ObjectID: t.ObjectID,
		OperatorID: t.OperatorID, UserID: t.UserID, Date: t.Date, DueDate: t.Date, Note: number(o),
	}

	if runes := []rune(doc.Note); len(runes) > noteLength {
		doc.Note = string(runes[:noteLength])
	}

	if t.OperType != sklad.OperSale {
		return doc
	}

	if !o.Payment.Paid {
		doc.DueDate = t.Date.AddDate(0, 0, max(r.PaymentDays, 0))
	}

	if t.USN != nil {
		request := *t.USN
		doc.USN = &request
	}

	return doc
}

// addLines writes every part as document lines and proves the sum.
func (d *Draft) addLines(t Terms, o gombashop.Order, parts []part) error {
	priced, warnings, err := price(t, o, parts)
	if err != nil {
		return err
	}

	d.Warnings = append(d.Warnings, warnings...)

	for i, p := range parts {
		line := p.line(priced[i].total, len(d.Document.Lines), len(priced[i].rows))
		d.Lines = append(d.Lines, line)
		d.Total = d.Total.Add(line.Total)

		for _, row := range priced[i].rows {
			d.Document.Lines = append(d.Document.Lines, sklad.Line{
				GoodID: p.good.ID, Qty: row.Qty, Price: row.Price, Discount: row.Discount,
			})
		}
	}

	if len(d.Document.Lines) == 0 {
		return &text.Problem{Code: text.OrderEmpty, Record: record(o)}
	}

	return proven(o, priced, sumOf(parts))
}

// proven compares both sums that Склад Pro knows with what the order comes to.
func proven(o gombashop.Order, priced []pricing, want decimal.Decimal) error {
	var due, columns decimal.Decimal

	for _, p := range priced {
		for _, row := range p.rows {
			a, b := sums(row)
			due, columns = due.Add(a), columns.Add(b)
		}
	}

	for _, got := range []decimal.Decimal{due, columns} {
		if !got.Equal(want) {
			return wrongTotal(o, got, want)
		}
	}

	return nil
}

func wrongTotal(o gombashop.Order, document, shop decimal.Decimal) error {
	return &text.Problem{Code: text.OrderTotal, Record: record(o), Args: map[string]string{
		"document": document.StringFixed(places), "shop": shop.StringFixed(places),
	}}
}

// number is what a person knows the order by.
func number(o gombashop.Order) string {
	if o.Number != "" {
		return o.Number
	}

	return string(o.ID)
}

// record names the order in a problem.
func record(o gombashop.Order) string {
	if o.Number == "" || o.Number == string(o.ID) {
		return "order " + string(o.ID)
	}

	return "order " + o.Number + " (id " + string(o.ID) + ")"
}

package orderdoc

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// sold is a line of a sale on its way to the receipt: the document's quantity
// and total, the shop's name and price. Amounts are with VAT in the base
// currency.
type sold struct {
	good              sklad.GoodID
	text              string
	qty, price, total decimal.Decimal
}

// lines pairs the document's rows with the order's parts: several rows may be
// one part. A document that was edited since stands for itself.
func (t ReceiptTerms) lines() []sold {
	rows := t.rows()
	paired := t.paired(rows)

	if paired == nil {
		return rows
	}

	return paired
}

// rows are the document's own lines.
func (t ReceiptTerms) rows() []sold {
	var all []sold

	for _, line := range t.Document.Lines {
		price := line.PriceOut
		if !t.PricesIncludeVAT {
			price = price.Add(line.VATOut)
		}

		total := line.Qty.Mul(price).Round(places)
		all = append(all, sold{good: line.GoodID, qty: line.Qty, price: price.Round(places), total: total})
	}

	return all
}

// paired walks both lists, which have the same order. Nil means that they do
// not fit.
func (t ReceiptTerms) paired(rows []sold) []sold {
	var all []sold

	for _, offer := range t.offers() {
		one := sold{text: offer.text, price: offer.price}

		for one.qty.LessThan(offer.qty) && len(rows) > 0 {
			row := rows[0]
			if one.good != 0 && one.good != row.good {
				return nil
			}

			one.good, one.qty, one.total = row.good, one.qty.Add(row.qty), one.total.Add(row.total)
			rows = rows[1:]
		}

		if !one.qty.Equal(offer.qty) {
			return nil
		}

		all = append(all, one)
	}

	if len(rows) > 0 {
		return nil
	}

	return all
}

// offers are the parts of the order at their announced prices.
func (t ReceiptTerms) offers() []sold {
	var all []sold

	add := func(text string, qty, price decimal.Decimal, rate decimal.NullDecimal) {
		if !t.Order.PricesIncludeVAT {
			price = part{shopRate: rate}.withVAT(price)
		}

		price = inBase(t.Order.Currency, Terms{Currency: t.Currency}.base(), price)
		all = append(all, sold{text: text, qty: qty, price: price})
	}

	for _, item := range t.Order.Items {
		add(item.Name, item.Quantity, item.UnitPrice, item.VATRate)
	}

	one := decimal.NewFromInt(1)
	if d := t.Order.Delivery; d.Price.GreaterThan(d.DiscountAmount) {
		add(deliveryText(d.Name), one, d.Price, d.VATRate)
	}

	for _, fee := range t.Order.Fees {
		if fee.Amount.IsPositive() {
			add(fee.Name, one, fee.Amount, fee.VATRate)
		}
	}

	return all
}

// deliveryText lets a customer know what the line is for: couriers' names alone
// do not (Наредба Н-18 чл. 26, ал. 1, т. 7).
func deliveryText(name string) string {
	if name == "" {
		return "Доставка"
	}

	return "Доставка " + name
}

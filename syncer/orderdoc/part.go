package orderdoc

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer/text"
)

// places are the decimal places of money.
const places = 2

// cent is the smallest amount of money.
func cent() decimal.Decimal { return decimal.New(1, -places) }

// part is an item, the delivery or a fee on its way to document lines.
type part struct { //nolint:recvcheck // one method corrects it, the others read
	source Source
	itemID string
	name   string
	field  string // where it stands in the order, for a problem
	good   Good
	// shopRate is the shop's VAT percentage.
	shopRate  decimal.NullDecimal
	qty, unit decimal.Decimal
	// own is the sum of the part's own discounts, share that of the order's.
	own, share decimal.Decimal
	// percent is the part's only discount, where the shop names it so.
	percent decimal.Decimal
	// total is what remains: first in the order's currency and basis, at the
	// end with VAT in the base currency.
	total decimal.Decimal
	// original is the unit price with VAT in the base currency, announced
	// before all discounts.
	original decimal.Decimal
}

// line is the part as the draft shows it.
func (p part) line(total decimal.Decimal, first, count int) Line {
	return Line{
		Source: p.source, ItemID: p.itemID, Name: p.name, GoodID: p.good.ID, Rate: p.good.Rate, Qty: p.qty,
		UnitPrice: p.unit, Discount: p.own, OrderDiscount: p.share, Total: total, First: first, Count: count,
	}
}

// discounted tells whether any discount is on the part.
func (p part) discounted() bool { return !p.own.IsZero() || !p.share.IsZero() }

// sumOf adds up what remains of the parts.
func sumOf(parts []part) decimal.Decimal {
	var sum decimal.Decimal
	for _, p := range parts {
		sum = sum.Add(p.total)
	}

	return sum
}

// largest is the index of the part with the highest total; the first of equals.
func largest(parts []part) int {
	best := 0

	for i, p := range parts {
		if p.total.GreaterThan(parts[best].total) {
			best = i
		}
	}

	return best
}

// partsOf lists the order's items, delivery and fees, each after its own
// discounts. Delivery and fees of zero are left out.
func partsOf(o gombashop.Order, r Resolved) ([]part, []*text.Problem, error) {
	var (
		parts    []part
		warnings []*text.Problem
	)

	for i := range o.Items {
		p, warning, err := itemPart(o, i, r)
		if err != nil {
			return nil, nil, err
		}

		parts, warnings = append(parts, p), append(warnings, warning...)
	}

	services, err := servicesOf(o, r)

	return append(parts, services...), warnings, err
}

func itemPart(o gombashop.Order, i int, r Resolved) (part, []*text.Problem, error) {
	item := o.Items[i]
	p := part{
		source: FromItem, itemID: item.ID, name: item.Name, field: fmt.Sprintf("items[%d].line_total", i),
		good: r.Goods[item.ID], shopRate: item.VATRate, qty: item.Quantity, unit: item.UnitPrice,
	}

	if p.good.ID == 0 {
		return p, nil, &text.Problem{Code: text.UnknownGood, Record: record(o), Args: map[string]string{
			"item": item.Name, "sku": item.SKU, "barcode": item.Barcode,
		}}
	}

	if d := item.Discounts; len(d) == 1 && d[0].Type == gombashop.PercentDiscount && d[0].Value.Valid {
		p.percent = d[0].Value.Decimal
	}

	if !p.qty.IsPositive() || p.unit.IsNegative() {
		return p, nil, contradiction(o, fmt.Sprintf("items[%d].quantity", i), p.qty, p.unit)
	}

	for _, d := range item.Discounts {
		p.own = p.own.Add(d.Amount)
	}

	p.total = p.qty.Mul(p.unit).Round(places).Sub(p.own)
	warning, err := p.takeShopTotal(o, item.LineTotal)

	return p, warning, err
}

// takeShopTotal goes by the shop's own line total. A cent of difference is the
// shop's rounding; more is a contradiction.
func (p *part) takeShopTotal(o gombashop.Order, shop decimal.NullDecimal) ([]*text.Problem, error) {
	computed := p.total
	if shop.Valid {
		p.total = shop.Decimal
	}

	difference := p.total.Sub(computed)
	if difference.Abs().GreaterThan(cent()) || p.total.IsNegative() {
		return nil, contradiction(o, p.field, p.total, computed)
	}

	if difference.IsZero() {
		return nil, nil
	}

	return []*text.Problem{adjusted(o, difference, p.name)}, nil
}

func servicesOf(o gombashop.Order, r Resolved) ([]part, error) {
	one := decimal.NewFromInt(1)
	all := []part{{
		source: FromDelivery, name: o.Delivery.Name, field: "delivery.discount_amount", good: r.Delivery,
		shopRate: o.Delivery.VATRate, qty: one, unit: o.Delivery.Price, own: o.Delivery.DiscountAmount,
		total: o.Delivery.Price.Sub(o.Delivery.DiscountAmount),
	}}

	for i, fee := range o.Fees {
		all = append(all, part{
			source: FromFee, name: fee.Name, field: fmt.Sprintf("fees[%d].amount", i), good: r.Fee,
			shopRate: fee.VATRate, qty: one, unit: fee.Amount, total: fee.Amount,
		})
	}

	var parts []part

	for _, p := range all {
		if p.total.IsNegative() {
			return nil, contradiction(o, p.field, p.own, p.unit)
		}

		if p.total.IsPositive() {
			parts = append(parts, p)
		}
	}

	return parts, nil
}

func contradiction(o gombashop.Order, field string, shop, computed decimal.Decimal) error {
	return &text.Problem{Code: text.OrderInvariant, Record: record(o), Args: map[string]string{
		"field": field, "shop": shop.String(), "computed": computed.String(),
	}}
}

func adjusted(o gombashop.Order, difference decimal.Decimal, line string) *text.Problem {
	return &text.Problem{Code: text.TotalAdjusted, Record: record(o), Args: map[string]string{
		"difference": difference.StringFixed(places), "line": line,
	}}
}

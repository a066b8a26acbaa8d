package gombashoptest

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

const places = 2

// fillAmounts computes the amounts that are missing from a line's discounts and
// returns what is left of the sum.
func fillAmounts(discounts []wire.Discount, sum decimal.Decimal) decimal.Decimal {
	for i := range discounts {
		d := &discounts[i]
		if d.Amount.IsZero() && d.Value != nil {
			d.Amount.Decimal = amountOf(*d, sum)
		}

		d.Kind = orElse(d.Kind, "product")
		d.Type = orElse(d.Type, "amount")
		sum = sum.Sub(d.Amount.Decimal)
	}

	return sum
}

func amountOf(d wire.Discount, of decimal.Decimal) decimal.Decimal {
	if d.Type == "percent" {
		return of.Mul(d.Value.Decimal).Shift(-places).Round(places)
	}

	return d.Value.Decimal
}

// fillDiscounts computes the order's own discounts: promo codes over the items,
// vouchers over the whole order.
func (s *Server) fillDiscounts(o *wire.Order, named []map[string]json.RawMessage) {
	items, left := itemsOf(*o), totals(wire.Order{Items: o.Items, Delivery: o.Delivery, Fees: o.Fees}).GrandTotal.Decimal

	for i := range o.Discounts {
		d := &o.Discounts[i]
		d.Kind, d.Type = orElse(d.Kind, "promo_code"), orElse(d.Type, "amount")

		of := items

		if d.Kind == "voucher" {
			d.TreatAs = orElse(d.TreatAs, "discount")
			of = left
		} else {
			d.AppliesTo = orElse(d.AppliesTo, "items")
			if d.AppliesTo == "order" {
				of = left
			}
		}

		if _, told := named[i]["amount"]; !told && d.Value != nil {
			d.Amount.Decimal = decimal.Min(amountOf(*d, of), of)
		}

		left = left.Sub(d.Amount.Decimal)
	}
}

func itemsOf(o wire.Order) decimal.Decimal {
	var sum decimal.Decimal
	for _, item := range o.Items {
		sum = sum.Add(item.LineTotal.Decimal)
	}

	return sum
}

// totals are what the contract's invariants give.
func totals(o wire.Order) wire.Totals {
	var t wire.Totals

	t.Items.Decimal = itemsOf(o)

	if o.Delivery != nil {
		t.Delivery.Decimal = o.Delivery.Price.Sub(o.Delivery.DiscountAmount.Decimal)
	}

	for _, fee := range o.Fees {
		t.Fees.Decimal = t.Fees.Add(fee.Amount.Decimal)
	}

	var paying decimal.Decimal

	for _, d := range o.Discounts {
		if d.TreatAs == "payment" {
			paying = paying.Add(d.Amount.Decimal)
		} else {
			t.Discounts.Decimal = t.Discounts.Add(d.Amount.Decimal)
		}
	}

	t.GrandTotal.Decimal = t.Items.Add(t.Delivery.Decimal).Add(t.Fees.Decimal).Sub(t.Discounts.Decimal)
	t.Payable = &wire.Money{Decimal: decimal.Max(t.GrandTotal.Sub(paying), decimal.Decimal{})}

	return t
}

// takeStock lets the shop's own quantities fall by what was bought.
func (s *Server) takeStock(o wire.Order) {
	for _, item := range o.Items {
		home, at := s.findVariant(func(v wire.Variant) bool { return v.ID == item.VariantID })
		if home == nil || home.Variants[at].Quantity == nil {
			continue
		}

		left := wire.Quantity{Decimal: home.Variants[at].Quantity.Sub(item.Quantity.Decimal)}
		home.Variants[at].Quantity, home.UpdatedAt = &left, s.tick()
	}
}

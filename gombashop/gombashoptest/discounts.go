package gombashoptest

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// The decimal places of amounts, unit prices and quantities.
const (
	places         = 2
	unitPlaces     = 4
	quantityPlaces = 3
)

// What a discount is taken off, as applies_to says.
const (
	offItems    = "items"
	offDelivery = "delivery"
	offOrder    = "order"
)

// fillAmounts computes the amounts that a line's discounts leave out, each of the
// whole line and no more than is left of it, and returns what is left.
func fillAmounts(discounts []wire.Discount, named []fields, full decimal.Decimal) (decimal.Decimal, error) {
	left := full

	for i := range discounts {
		d := &discounts[i]
		d.Kind, d.Type = orElse(d.Kind, "product"), orElse(d.Type, "amount")

		if said := nth(named, i); said != nil && !said.has("amount") {
			amount, err := amountOf(*d, full)
			if err != nil {
				return left, err
			}

			d.Amount.Decimal = decimal.Min(amount, left)
		}

		if d.Amount.IsNegative() {
			return left, fmt.Errorf("a discount of %s is none", d.Amount)
		}

		left = left.Sub(d.Amount.Decimal)
	}

	return left, nil
}

// amountOf is what a discount comes to, of the sum that it applies to.
func amountOf(d wire.Discount, of decimal.Decimal) (decimal.Decimal, error) {
	switch {
	case d.Type == "free_delivery":
		return of, nil
	case d.Value == nil:
		return of, fmt.Errorf("a discount names neither amount nor value, and the shop knows no code %q", d.Code)
	case d.Value.IsNegative():
		return of, fmt.Errorf("a discount of %s is none", d.Value)
	case d.Type == "percent":
		return of.Mul(d.Value.Decimal).Shift(-places).Round(places), nil
	default:
		return d.Value.Round(places), nil
	}
}

// sums are what an order's discounts are reckoned of, and what is left of it.
type sums struct{ full, taken map[string]decimal.Decimal }

func sumsOf(o wire.Order) sums {
	items, delivery, fees := itemsOf(o), deliveryOf(o), feesOf(o)

	return sums{taken: map[string]decimal.Decimal{}, full: map[string]decimal.Decimal{
		offItems: items, offDelivery: delivery, offOrder: items.Add(delivery).Add(fees),
	}}
}

// left is no more than the order has left: a discount of the order leaves less
// of the items too.
func (s sums) left(off string) decimal.Decimal {
	all := s.full[offOrder].Sub(s.taken[offOrder]).Sub(s.taken[offItems]).Sub(s.taken[offDelivery])

	return decimal.Max(decimal.Min(s.full[off].Sub(s.taken[off]), all), decimal.Decimal{})
}

// fillDiscounts computes the order's own discounts: first those that lower the
// price, then the vouchers that pay a part of what remains.
func (s *Server) fillDiscounts(o *wire.Order, named []fields) error {
	sum, spent := sumsOf(*o), map[string]decimal.Decimal{}

	limits := make([]decimal.NullDecimal, len(o.Discounts))
	for i := range o.Discounts {
		var err error
		if limits[i], err = s.fillCode(o, &o.Discounts[i], nth(named, i)); err != nil {
			return err
		}
	}

	for _, paying := range []bool{false, true} {
		for i := range o.Discounts {
			d := &o.Discounts[i]
			if (d.TreatAs == "payment") != paying {
				continue
			}

			limit := limits[i]
			limit.Decimal = limit.Decimal.Sub(spent[d.Code])

			if err := fillAmount(d, nth(named, i), sum, limit); err != nil {
				return err
			}

			spent[d.Code] = spent[d.Code].Add(d.Amount.Decimal)
		}
	}

	return nil
}

// fillAmount computes one amount and takes it off the sums. The limit is what a
// voucher has left.
func fillAmount(d *wire.Discount, named fields, sum sums, limit decimal.NullDecimal) error {
	off := orElse(d.AppliesTo, offOrder)

	if named != nil && !named.has("amount") {
		of := sum.full[off]
		if d.TreatAs == "payment" {
			of = sum.left(offOrder)
		}

		amount, err := amountOf(*d, of)
		if err != nil {
			return err
		}

		d.Amount.Decimal = decimal.Min(amount, sum.left(off))
		if limit.Valid {
			d.Amount.Decimal = decimal.Min(d.Amount.Decimal, limit.Decimal)
		}
	}

	if d.Amount.IsNegative() {
		return fmt.Errorf("a discount of %s is none", d.Amount)
	}

	sum.taken[off] = sum.taken[off].Add(d.Amount.Decimal)

	return nil
}

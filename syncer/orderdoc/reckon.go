package orderdoc

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer/text"
)

// reckoning is an order on its way to document lines: first in the order's own
// currency and VAT basis, at the end with VAT in the base currency.
type reckoning struct {
	order gombashop.Order
	lines []part
	// grand is what the lines must come to, and shop what the shop calls its
	// grand total. They differ where a voucher counts in another way than there.
	grand, shop decimal.Decimal
	// vouchers are those that pay instead of lowering the price; money are those
	// that the shop counts as payments, of an order with prices without VAT, and
	// that are to lower the price with VAT.
	vouchers  decimal.Decimal
	money     []gombashop.Discount
	shopTotal decimal.Decimal
	warnings  []*text.Problem
}

// reckon brings the parts of an order to the shop's total: own discounts, the
// order's discounts, the shop's rounding, VAT and currency, in this order.
func reckon(t Terms, o gombashop.Order, r Resolved) (reckoning, error) {
	s := reckoning{order: o, grand: o.Totals.GrandTotal, shop: o.Totals.GrandTotal}
	if err := convertible(t, o); err != nil {
		return s, err
	}

	var err error
	if s.lines, s.warnings, err = partsOf(o, r); err != nil {
		return s, err
	}

	if len(s.lines) == 0 {
		return s, &text.Problem{Code: text.OrderEmpty, Record: record(o)}
	}

	if err := s.discount(t.Voucher); err != nil {
		return s, err
	}

	if err := s.agree(); err != nil {
		return s, err
	}

	if err := s.exchange(t, r); err != nil {
		return s, err
	}

	s.warnRates()
	s.convert(t)

	return s, s.choose(t)
}

// agree puts the shop's own rounding onto the largest line: at most a cent for
// each line. More is a contradiction that a person must look at.
func (s *reckoning) agree() error {
	if err := s.checkPayable(); err != nil {
		return err
	}

	if !s.order.PricesIncludeVAT {
		return s.addVAT()
	}

	return s.adjust(s.grand)
}

// adjust brings the sum of the lines to want.
func (s *reckoning) adjust(want decimal.Decimal) error {
	computed := sumOf(s.lines)

	difference := want.Sub(computed)
	if difference.IsZero() {
		return nil
	}

	line := &s.lines[largest(s.lines)]
	if difference.Abs().GreaterThan(s.tolerance()) || line.total.Add(difference).IsNegative() {
		return wrongTotal(s.order, computed, want)
	}

	line.total = line.total.Add(difference)
	s.warnings = append(s.warnings, adjusted(s.order, difference, line.name))

	return nil
}

func (s *reckoning) tolerance() decimal.Decimal {
	return cent().Mul(decimal.NewFromInt(int64(len(s.lines))))
}

// checkPayable: payable = grand total − vouchers that pay, never below 0.
func (s *reckoning) checkPayable() error {
	computed := s.order.Totals.GrandTotal
	for _, d := range s.order.Discounts {
		if d.TreatAs == gombashop.AsPayment {
			computed = computed.Sub(d.Amount)
		}
	}

	computed = decimal.Max(computed, decimal.Decimal{})
	if s.order.Totals.Payable.Sub(computed).Abs().GreaterThan(cent()) {
		return contradiction(s.order, "totals.payable", s.order.Totals.Payable, computed)
	}

	return nil
}

// warnRates tells of lines that the shop taxes in another way than Склад Pro.
func (s *reckoning) warnRates() {
	for _, p := range s.lines {
		if p.good.ID != 0 && p.shopRate.Valid && !p.shopRate.Decimal.Equal(p.good.Rate) {
			s.warnings = append(s.warnings, &text.Problem{Code: text.VATRateDiffers, Record: record(s.order), Args: map[string]string{
				"item": p.name, "shop": p.shopRate.Decimal.String(), "good": p.good.Rate.String(),
			}})
		}
	}
}

// choose leaves the delivery out where it is no line of the document
// (setting h), and checks that every other line has a good.
func (s *reckoning) choose(t Terms) error {
	kept := s.lines[:0]

	for _, p := range s.lines {
		if p.source == FromDelivery && !t.DeliveryItem {
			continue
		}

		if p.good.ID == 0 {
			return &text.Problem{Code: text.NoDeliveryGood, Record: record(s.order), Args: map[string]string{"line": p.name}}
		}

		kept = append(kept, p)
	}

	s.lines = kept

	return nil
}

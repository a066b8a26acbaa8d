package orderdoc

import (
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/money"
	"github.com/skladmost/skladmost/syncer/text"
)

// discount takes the order's discounts off the lines that they apply to, and
// sets the vouchers aside that pay.
func (s *reckoning) discount(mode VoucherMode) error {
	for i, d := range s.order.Discounts {
		if d.Amount.IsNegative() {
			return contradiction(s.order, "discounts.amount", d.Amount, decimal.Decimal{})
		}

		here, there := lowers(d, mode), lowers(d, VoucherAsShop)

		switch {
		case here && !there && !s.order.PricesIncludeVAT:
			s.money = append(s.money, d)

			continue
		case !here:
			s.vouchers = s.vouchers.Add(d.Amount)

			if there { // the shop's total is lower by what fitted
				s.grand = s.grand.Add(decimal.Min(d.Amount, sumOf(s.lines)))
			}

			continue
		}

		used, err := s.spread(s.order.Discounts[i])
		if err != nil {
			return err
		}

		if !there {
			s.grand = s.grand.Sub(used)
		}
	}

	return nil
}

// lowers tells whether a discount lowers the price, as opposed to a voucher
// that pays.
func lowers(d gombashop.Discount, mode VoucherMode) bool {
	if d.Kind != gombashop.VoucherDiscount {
		return true
	}

	switch mode {
	case VoucherDiscount:
		return true
	case VoucherPayment:
		return false
	default:
		return d.TreatAs != gombashop.AsPayment
	}
}

// spread shares a discount over the lines that it applies to: first over the
// VAT rates, then over the lines of each, in proportion to what they still come
// to. It returns how much of it fitted: no line becomes negative.
func (s *reckoning) spread(d gombashop.Discount) (decimal.Decimal, error) {
	rates, groups := s.byRate(d.AppliesTo)
	sums := make([]decimal.Decimal, len(groups))
	all := decimal.Decimal{}

	for i, group := range groups {
		sums[i] = s.sum(group)
		all = all.Add(sums[i])
	}

	amount := d.Amount.Round(places)

	used := decimal.Min(amount, all)
	if used.LessThan(amount) {
		s.overflow(d, used)
	}

	if !used.IsPositive() {
		return decimal.Decimal{}, nil
	}

	shares, err := money.Split(used, places, sums)
	for i := range rates {
		if err == nil && shares[i].IsPositive() {
			err = s.takeOff(groups[i], shares[i])
		}
	}

	return used, err
}

// byRate groups the lines that a discount applies to, in the order in which
// the rates first appear.
func (s *reckoning) byRate(reach gombashop.AppliesTo) ([]string, [][]int) {
	var (
		rates  []string
		groups [][]int
	)

	for i, p := range s.lines {
		if !reaches(reach, p.source) {
			continue
		}

		at := slices.Index(rates, p.rate().String())
		if at < 0 {
			at, rates, groups = len(rates), append(rates, p.rate().String()), append(groups, nil)
		}

		groups[at] = append(groups[at], i)
	}

	return rates, groups
}

func reaches(reach gombashop.AppliesTo, source Source) bool {
	switch reach {
	case gombashop.AppliesToItems:
		return source == FromItem
	case gombashop.AppliesToDelivery:
		return source == FromDelivery
	default:
		return true
	}
}

func (s *reckoning) sum(lines []int) decimal.Decimal {
	var sum decimal.Decimal
	for _, i := range lines {
		sum = sum.Add(s.lines[i].total)
	}

	return sum
}

func (s *reckoning) takeOff(lines []int, amount decimal.Decimal) error {
	weights := make([]decimal.Decimal, len(lines))
	for i, line := range lines {
		weights[i] = s.lines[line].total
	}

	shares, err := money.Split(amount, places, weights)
	if err != nil {
		return errors.Join(contradiction(s.order, "discounts.amount", amount, s.sum(lines)), err)
	}

	for i, line := range lines {
		p := &s.lines[line]
		p.share, p.total = p.share.Add(shares[i]), p.total.Sub(shares[i])
	}

	return nil
}

func (s *reckoning) overflow(d gombashop.Discount, used decimal.Decimal) {
	s.warnings = append(s.warnings, &text.Problem{Code: text.DiscountOverflow, Record: record(s.order), Args: map[string]string{
		"code": d.Code, "amount": d.Amount.StringFixed(places), "used": used.StringFixed(places),
	}})
}

package orderdoc

import (
	"slices"

	"github.com/skladmost/skladmost/gombashop"
)

// exchange settles the vouchers of an order with prices without VAT that count
// here in another way than in the shop, so that the customer pays the same. A
// voucher that pays is money: it is worth its amount with VAT. One that lowers the
// price is worth what it takes off, and the VAT on that.
func (s *reckoning) exchange(t Terms, r Resolved) error {
	if s.order.PricesIncludeVAT {
		return nil
	}

	for _, d := range s.money {
		if _, err := s.spread(d); err != nil {
			return err
		}
	}

	if t.Voucher != VoucherPayment || !slices.ContainsFunc(s.order.Discounts, lowersOnlyThere) {
		return nil
	}

	shop, err := s.asShop(r)
	if err != nil {
		return err
	}

	s.shop, s.vouchers = sumOf(shop.lines), sumOf(s.lines).Sub(sumOf(shop.lines))

	for _, d := range s.order.Discounts {
		if !lowers(d, VoucherAsShop) {
			s.vouchers = s.vouchers.Add(d.Amount)
		}
	}

	return nil
}

// lowersOnlyThere tells of a voucher that lowers the price in the shop and would
// pay here.
func lowersOnlyThere(d gombashop.Discount) bool {
	return lowers(d, VoucherAsShop) && !lowers(d, VoucherPayment)
}

// asShop is the same order with its vouchers as the shop counts them.
func (s *reckoning) asShop(r Resolved) (reckoning, error) {
	shop := reckoning{order: s.order, grand: s.order.Totals.GrandTotal, shop: s.order.Totals.GrandTotal}

	var err error
	if shop.lines, _, err = partsOf(s.order, r); err != nil {
		return shop, err
	}

	if err := shop.discount(VoucherAsShop); err != nil {
		return shop, err
	}

	return shop, shop.agree()
}

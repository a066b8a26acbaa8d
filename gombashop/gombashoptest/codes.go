package gombashoptest

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// fillCode completes a discount with what the shop knows of its code, and with
// the defaults of its kind. The limit is the balance of a voucher.
func (s *Server) fillCode(o *wire.Order, d *wire.Discount, named fields) (decimal.NullDecimal, error) {
	var limit decimal.NullDecimal

	voucher, promo := s.voucher(*d), s.promo(*d)

	switch {
	case named == nil: // as it was
		return limit, nil
	case voucher != nil:
		if err := s.valid(d.Code, voucher.Active, voucher.ValidFrom, voucher.ValidUntil); err != nil {
			return limit, err
		}

		d.Kind, d.TreatAs = "voucher", orElse(d.TreatAs, voucher.TreatAs)

		if voucher.Balance != nil {
			limit = decimal.NewNullDecimal(exchange(voucher.Balance.Decimal, voucher.Currency, o.Currency))
			if !limit.Decimal.IsPositive() && !named.has("amount") {
				return limit, fmt.Errorf("nothing is left of voucher %s", d.Code)
			}
		}

		promise(o, d, voucher.Type, voucher.Value, voucher.Currency)
	case promo != nil:
		if err := s.valid(d.Code, promo.Active, promo.ValidFrom, promo.ValidUntil); err != nil {
			return limit, err
		}

		d.Kind, d.AppliesTo = "promo_code", orElse(d.AppliesTo, promo.AppliesTo)

		promise(o, d, promo.Type, promo.Value, promo.Currency)
	}

	d.Kind, d.Type = orElse(d.Kind, "promo_code"), orElse(d.Type, "amount")
	fillReach(d)

	return limit, nil
}

// promise takes over type and value, in the order's currency.
func promise(o *wire.Order, d *wire.Discount, kind string, value wire.Money, currency string) {
	d.Type = orElse(d.Type, kind)

	switch {
	case d.Value != nil || d.Type == "free_delivery":
	case d.Type == "amount":
		d.Value = &wire.Money{Decimal: exchange(value.Decimal, currency, o.Currency)}
	default:
		d.Value = &value
	}
}

// fillReach: a voucher is worth money anywhere in the order, a promo code lowers
// the items, and free delivery can only mean the delivery.
func fillReach(d *wire.Discount) {
	switch {
	case d.Kind == "voucher":
		d.TreatAs = orElse(d.TreatAs, "discount")
	case d.Type == "free_delivery":
		d.AppliesTo = offDelivery
	default:
		d.AppliesTo = orElse(d.AppliesTo, offItems)
	}
}

func (s *Server) valid(code string, active bool, from, until *time.Time) error {
	now := s.opts.now()
	if !active || from != nil && now.Before(*from) || until != nil && now.After(*until) {
		return fmt.Errorf("code %s is not valid now", code)
	}

	return nil
}

func (s *Server) voucher(d wire.Discount) *wire.Voucher {
	at := slices.IndexFunc(s.vouchers, func(v wire.Voucher) bool { return v.Code == d.Code })
	if d.Code == "" || at < 0 || d.Kind != "" && d.Kind != "voucher" {
		return nil
	}

	return &s.vouchers[at]
}

func (s *Server) promo(d wire.Discount) *wire.PromoCode {
	at := slices.IndexFunc(s.promos, func(p wire.PromoCode) bool { return p.Code == d.Code })
	if d.Code == "" || at < 0 || d.Kind != "" && d.Kind != "promo_code" {
		return nil
	}

	return &s.promos[at]
}

// takeBalances lets the vouchers fall by what they paid.
func (s *Server) takeBalances(o wire.Order) {
	for _, d := range o.Discounts {
		v := s.voucher(d)
		if v == nil || v.Balance == nil {
			continue
		}

		used := exchange(d.Amount.Decimal, o.Currency, v.Currency)
		v.Balance = &wire.Money{Decimal: decimal.Max(v.Balance.Sub(used), decimal.Decimal{})}
		v.UpdatedAt = s.tick()
	}
}

package fiscal

import "github.com/shopspring/decimal"

// validatePayments allows no payments at all (everything in cash) or payments that
// make the total to the cent.
func (r Receipt) validatePayments() []error {
	if len(r.Payments) == 0 {
		return nil
	}
	var errs []error
	sum, cash, change := decimal.Zero, decimal.Zero, decimal.Zero
	for i, p := range r.Payments {
		if err := p.validate(); err != nil {
			errs = append(errs, invalid("payment %d: %w", i+1, err))
		}
		sum = sum.Add(p.Amount)
		switch p.Kind { //nolint:exhaustive // only cash can give change
		case PayCash:
			cash = cash.Add(p.Amount)
		case PayChange:
			change = change.Sub(p.Amount)
		}
	}
	if change.GreaterThan(cash) {
		errs = append(errs, invalid("change of %s without as much cash", change))
	}
	if total := r.Total(); !sum.Equal(total) {
		errs = append(errs, invalid("the payments sum to %s, the receipt to %s; they must be equal",
			sum.StringFixed(moneyPlaces), total.StringFixed(moneyPlaces)))
	}
	return errs
}

func (p Payment) validate() error {
	switch p.Kind {
	case PayChange:
		if !p.Amount.IsNegative() || !wholeCents(p.Amount) {
			return invalid("change of %s: it must be whole cents below zero", p.Amount)
		}
		return nil
	case PayCash, PayCheck, PayCard, PayCoupons, PayExtCoupons, PayPackaging, PayInternal,
		PayDamage, PayBank, PayReserved1, PayReserved2:
	default:
		return invalid("kind %q does not exist", p.Kind)
	}
	if !p.Amount.IsPositive() || !wholeCents(p.Amount) {
		return invalid("%s of %s: it must be whole cents above zero", p.Kind, p.Amount)
	}
	return nil
}

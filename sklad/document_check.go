package sklad

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// CheckDocument says what Record would refuse of a document, as far as that can
// be told without the database: no lines, quantities, prices, discounts and
// amounts that cannot be, texts that do not fit. ErrInvalidDocument lists
// everything; a text that does not fit is a *RowError in it.
func CheckDocument(d Document) error {
	var errs []error
	if len(d.Lines) == 0 {
		errs = append(errs, invalid("it has no lines"))
	}

	if err := checkColumn("Operations", "Note", d.Note); err != nil {
		errs = append(errs, fmt.Errorf("%w: %w", ErrInvalidDocument, err))
	}

	for i, line := range d.Lines {
		for _, fault := range line.faults() {
			errs = append(errs, fmt.Errorf("%w: line %d: good %d: %w", ErrInvalidDocument, i+1, line.GoodID, fault))
		}
	}

	if k, _ := kindOf(d.OperType); len(d.Payments) > 0 && k.money == 0 {
		errs = append(errs, invalid("an order carries no payments"))
	}

	for i, p := range d.Payments {
		if err := CheckPayment(p); err != nil {
			errs = append(errs, fmt.Errorf("payment %d: %w", i+1, err))
		}
	}

	return errors.Join(errs...)
}

// CheckPayment says what AddPayment would refuse of a payment, as far as that
// can be told without the database. The error is ErrInvalidDocument; a
// transaction number that does not fit is a *RowError in it.
func CheckPayment(p Payment) error {
	if p.Amount.IsNegative() || !fits(p.Amount) {
		return invalid("the amount is %s", p.Amount)
	}

	if err := checkColumn("Payments", "TransactionNumber", p.TransactionNumber); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalidDocument, err)
	}

	return nil
}

// faults is everything that is wrong with a line by itself.
func (l Line) faults() []error {
	if !fits(l.Qty) || !fits(l.Price) || !fits(l.Discount) {
		return []error{errors.New("quantity, price or discount has too many digits")}
	}

	var faults []error

	add := func(wrong bool, format string, value decimal.Decimal) {
		if wrong {
			faults = append(faults, fmt.Errorf(format, value))
		}
	}

	add(!l.Qty.IsPositive(), "the quantity is %s, it must be above 0", l.Qty)
	add(l.Price.IsNegative(), "the price is %s", l.Price)
	add(l.Discount.Abs().GreaterThan(decimal.NewFromInt(maxDiscount)) || !l.Discount.Equal(l.Discount.Round(cents)),
		"the discount is %s %%, it must lie within -99…99 with two places", l.Discount)

	if err := checkColumn("Operations", "Note", l.Note); err != nil {
		faults = append(faults, err)
	}

	return faults
}

// mostDigits is how many digits before the point a number may have: beyond, a
// float column keeps no cents.
const mostDigits = 12

// fits tells whether a float column holds d with its cents. It looks at the
// digits only: arithmetic on an exponent of millions would not end.
func fits(d decimal.Decimal) bool {
	return d.IsZero() || d.NumDigits()+int(d.Exponent()) <= mostDigits && d.Exponent() >= -mostDigits*2
}

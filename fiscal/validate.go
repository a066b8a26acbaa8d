package fiscal

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// maxSales is the longest receipt that the oldest devices take (Datecs group A).
const maxSales = 512

// Validate lists everything that a device would refuse, joined into one error that
// wraps [ErrInvalid]; nil means that the receipt can be sent. It is stricter than
// the devices where they would guess: payments sum to the total to the cent, a
// quantity is never empty, a price never zero.
func (r Receipt) Validate() error {
	errs := r.validateItems()
	errs = append(errs, r.validatePayments()...)
	return errors.Join(errs...)
}

// Validate lists everything that is wrong with the storno; see [Receipt.Validate].
func (r Reversal) Validate() error {
	errs := r.validateItems()
	if len(r.Payments) > 0 {
		errs = append(errs, invalid("a storno has no payments; leave them out"))
	}
	if r.Original.Number == "" || r.Original.FiscalMemory == "" || r.Original.Time.IsZero() {
		errs = append(errs, invalid("a storno needs number, time and fiscal memory of the original receipt"))
	}
	switch r.Reason {
	case ReasonOperatorError, ReasonRefund, ReasonTaxBaseReduction:
	default:
		errs = append(errs, invalid("storno reason %q: use operator-error, refund or tax-base-reduction", r.Reason))
	}
	return errors.Join(errs...)
}

func (r Receipt) validateItems() []error {
	var errs []error
	if !r.USN.IsZero() {
		if err := r.USN.Validate(); err != nil {
			errs = append(errs, invalid("%w", err))
		}
	}
	sales, subtotal := 0, decimal.Zero
	for i, it := range r.Items {
		switch subtotal = subtotal.Add(it.Total()); {
		case it.Kind == ItemSale:
			sales++
		case it.Kind != ItemDiscount && it.Kind != ItemSurcharge:
		case sales == 0:
			errs = append(errs, invalid("item %d: a %s before the first sale; there is no subtotal yet", i+1, it.Kind))
		case subtotal.IsNegative():
			errs = append(errs, invalid("item %d: the discount of %s is more than the subtotal before it", i+1, it.Amount))
		}
		if err := it.validate(); err != nil {
			errs = append(errs, fmt.Errorf("item %d: %w", i+1, err))
		}
	}
	if sales == 0 {
		errs = append(errs, invalid("the receipt sells nothing; it needs at least one sale line"))
	}
	if sales > maxSales {
		errs = append(errs, invalid("%d sale lines; devices take %d at most, so split the receipt", sales, maxSales))
	}
	if total := r.Total(); !total.IsPositive() {
		errs = append(errs, invalid("the total is %s; devices print only totals above zero", total.StringFixed(moneyPlaces)))
	}
	return errs
}

func (it Item) validate() error {
	if it.Kind == ItemDiscount || it.Kind == ItemSurcharge {
		return it.validateSubtotal()
	}
	var errs []error
	if strings.TrimSpace(it.Text) == "" {
		errs = append(errs, invalid("the text is empty"))
	}
	switch it.Kind {
	case ItemSale:
		errs = append(errs, it.validateSale()...)
	case ItemComment, ItemFooter, ItemDiscount, ItemSurcharge:
	default:
		errs = append(errs, invalid("kind %q does not exist", it.Kind))
	}
	return errors.Join(errs...)
}

func (it Item) validateSubtotal() error {
	if !it.Amount.IsPositive() || !wholeCents(it.Amount) {
		return invalid("amount %s: a %s needs whole cents above zero", it.Amount, it.Kind)
	}
	if it.TaxGroup != 0 && !it.TaxGroup.valid() {
		return invalid("tax group %d is not 1 to 8", it.TaxGroup)
	}
	return nil
}

// validateSale also refuses what a device would round to zero, since ErpNet.FP reads
// a zero quantity as 1.
func (it Item) validateSale() []error {
	var errs []error
	if q := it.Quantity.Round(quantityPlaces); !q.IsPositive() || q.GreaterThan(limit(quantityPlaces)) {
		errs = append(errs, invalid("quantity %s: it must be above zero and have at most 8 digits, 3 of them decimals", it.Quantity))
	}
	if p := it.UnitPrice.Round(moneyPlaces); !p.IsPositive() || p.GreaterThan(limit(moneyPlaces)) {
		errs = append(errs, invalid("unit price %s: it must be above zero and have at most 8 digits, 2 of them decimals", it.UnitPrice))
	}
	if !it.TaxGroup.valid() {
		errs = append(errs, invalid("tax group %d is not 1 to 8", it.TaxGroup))
	}
	if it.Department < 0 {
		errs = append(errs, invalid("department %d is negative", it.Department))
	}
	if err := it.Modifier.validate(); err != nil {
		errs = append(errs, err)
	}
	if total := it.Total(); total.IsNegative() || total.GreaterThan(limit(moneyPlaces)) {
		errs = append(errs, invalid("the line comes to %s; it must not be negative nor have more than 8 digits", total))
	}
	return errs
}

func (m Modifier) validate() error {
	highest := limit(moneyPlaces)
	switch m.Kind {
	case ModifierNone:
		if m.Value.IsZero() {
			return nil
		}
		return invalid("a modifier of %s without a kind", m.Value)
	case DiscountPercent, SurchargePercent:
		highest = decimal.NewFromInt(99)
	case DiscountAmount, SurchargeAmount:
	default:
		return invalid("modifier %q does not exist", m.Kind)
	}
	if !m.Value.IsPositive() || m.Value.GreaterThan(highest) || !wholeCents(m.Value) {
		return invalid("%s of %s: it must be above zero, at most %s, with 2 decimals", m.Kind, m.Value, highest)
	}
	return nil
}

// limit is the largest value with 8 significant digits, so many of them decimals.
func limit(places int32) decimal.Decimal { return decimal.New(99_999_999, -places) }

// invalid is one reason. A device's limit is in the words, not in a code.
func invalid(format string, args ...any) error {
	return fmt.Errorf("fiscal: "+format+": %w", append(args, ErrInvalid)...)
}

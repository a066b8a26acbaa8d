package fiscal

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// TaxGroup is a VAT group of the device, 1 to 8, printed as the letters А to З
// (Наредба Н-18 чл. 27).
type TaxGroup int

// The groups with a legal meaning. Groups 5 to 8 (Д to З) are technical slots.
const (
	GroupA TaxGroup = 1 // А: exempt, zero rate, or no VAT charged
	GroupB TaxGroup = 2 // Б: standard rate, 20 %
	GroupV TaxGroup = 3 // В: liquid fuels sold through meters, 20 %
	GroupG TaxGroup = 4 // Г: reduced rate, 9 %
)

// Letter is the Cyrillic letter that stands on the receipt, or "?" for a group that
// does not exist.
func (g TaxGroup) Letter() string {
	letters := []rune("АБВГДЕЖЗ")
	if g < 1 || int(g) > len(letters) {
		return "?"
	}
	return string(letters[g-1])
}

// TaxGroupForRate is the group of a VAT rate in percent: 20 → Б, 9 → Г, 0 → А.
// Any other rate is an error that wraps [ErrInvalid]. Group В is never chosen:
// whether fuel runs through a meter cannot be seen from the rate.
func TaxGroupForRate(rate decimal.Decimal) (TaxGroup, error) {
	switch {
	case rate.Equal(decimal.NewFromInt(20)):
		return GroupB, nil
	case rate.Equal(decimal.NewFromInt(9)):
		return GroupG, nil
	case rate.IsZero():
		return GroupA, nil
	}
	return 0, fmt.Errorf("fiscal: VAT rate %s %%: only 20, 9 and 0 have a tax group; set the group of the good by hand: %w",
		rate, ErrInvalid)
}

package fiscal

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// LineTerms is a document's line that goes on a receipt. Prices and sums are euro
// with VAT.
type LineTerms struct {
	// Text is the name of the good.
	Text string
	// Quantity is above zero.
	Quantity decimal.Decimal
	// UnitPrice is the announced price, before discounts.
	UnitPrice decimal.Decimal
	// Discount is the sum taken off the whole line, zero or more.
	Discount decimal.Decimal
	// Total of the line after the discount, zero or more. The receipt will show it.
	Total decimal.Decimal
	// TaxGroup of the good.
	TaxGroup TaxGroup
}

// Line makes the receipt item whose total on the device is exactly t.Total. It
// registers the announced price and the discount as an amount (Наредба Н-18 чл. 32)
// where the device's arithmetic then gives the total to the cent. Where it does not,
// the item is 1 × the total, and the text ends in what was bought ("2.5 x 0.333"). A
// line whose total is zero becomes a comment, because devices refuse zero prices.
//
// Errors wrap [ErrInvalid]: no text, quantity not above zero, a negative price,
// discount or total, a total finer than a cent, no tax group.
func Line(t LineTerms) (Item, error) {
	if err := t.check(); err != nil {
		return Item{}, err
	}
	if t.Total.IsZero() {
		return Item{Kind: ItemComment, Text: t.spelledOut()}, nil
	}
	item := Item{Text: t.Text, Quantity: t.Quantity, UnitPrice: t.UnitPrice, TaxGroup: t.TaxGroup}
	if t.Discount.IsPositive() {
		item.Modifier = Modifier{Kind: DiscountAmount, Value: t.Discount}
	}
	if item.Total().Equal(t.Total) && item.validate() == nil {
		return item, nil
	}
	return Item{
		Text: t.spelledOut(), Quantity: decimal.NewFromInt(1), UnitPrice: t.Total, TaxGroup: t.TaxGroup,
	}, nil
}

func (t LineTerms) check() error {
	why := ""
	switch {
	case strings.TrimSpace(t.Text) == "":
		why = "it has no text"
	case !t.Quantity.IsPositive():
		why = fmt.Sprintf("quantity %s is not above zero", t.Quantity)
	case t.UnitPrice.IsNegative() || t.Discount.IsNegative() || t.Total.IsNegative():
		why = "price, discount or total is negative; goods brought back belong on a storno"
	case !wholeCents(t.Total):
		why = fmt.Sprintf("total %s has parts of a cent; round it first", t.Total)
	case !t.TaxGroup.valid() && !t.Total.IsZero():
		why = fmt.Sprintf("tax group %d is not 1 to 8", t.TaxGroup)
	}
	if why == "" {
		return nil
	}
	return fmt.Errorf("fiscal: line %q: %s: %w", t.Text, why, ErrInvalid)
}

// spelledOut puts quantity and price into the text. The letter x stands for ×,
// which devices cannot print.
func (t LineTerms) spelledOut() string {
	return fmt.Sprintf("%s %s x %s", t.Text, t.Quantity, t.UnitPrice)
}

func (g TaxGroup) valid() bool { return g >= 1 && g <= 8 }

func wholeCents(d decimal.Decimal) bool { return d.Equal(d.Round(moneyPlaces)) }

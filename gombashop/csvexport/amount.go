package csvexport

import (
	"strings"

	"github.com/shopspring/decimal"
)

// amount is a number and the currency beside it, empty when it stands bare.
type amount struct {
	value    decimal.Decimal
	currency string
}

// The limits of an amount: prices have at most 4 decimal places.
const (
	maxWhole    = 12
	maxFraction = 4
	group       = 3 // digits between two separators of thousands
)

// parseAmount reads 276.05, "276,05 EUR", "+2,04 €", "1 234,50 лв.". What it
// cannot read is a fault, still without the cell's text.
func parseAmount(text string) (amount, fault) {
	number, currency := cutCurrency(text)
	sign, number := cutSign(number)

	whole, fraction, f := halves(number)
	if f.found() {
		return amount{}, f
	}

	value, err := decimal.NewFromString(sign + whole + "." + fraction)
	if err != nil {
		return amount{}, wrong(CodeNotAmount)
	}

	return amount{value: value, currency: currency}, fault{}
}

// cutSign takes the sign off. A dash and the minus of typographers are minuses.
func cutSign(number string) (sign, unsigned string) {
	for _, minus := range []string{"-", "\u2212", "\u2013"} {
		if rest, ok := strings.CutPrefix(number, minus); ok {
			return "-", strings.TrimSpace(rest)
		}
	}

	if rest, ok := strings.CutPrefix(number, "+"); ok {
		return "+", strings.TrimSpace(rest)
	}

	return "", number
}

// unit is a currency as texts have it, in either case.
type unit struct{ mark, code string }

func units() [5]unit {
	return [...]unit{{"€", "EUR"}, {"EUR", "EUR"}, {"лв.", "BGN"}, {"лв", "BGN"}, {"BGN", "BGN"}}
}

// cutCurrency takes the currency off either end.
func cutCurrency(text string) (string, string) {
	text = strings.TrimSpace(text)

	for _, u := range units() {
		if end := len(text) - len(u.mark); end >= 0 && strings.EqualFold(text[end:], u.mark) {
			return strings.TrimSpace(text[:end]), u.code
		}

		if startsWith(text, u.mark) {
			return strings.TrimSpace(text[len(u.mark):]), u.code
		}
	}

	return text, ""
}

func startsWithCurrency(text string) bool {
	for _, u := range units() {
		if startsWith(text, u.mark) {
			return true
		}
	}

	return false
}

func startsWith(text, mark string) bool {
	return len(text) >= len(mark) && strings.EqualFold(text[:len(mark)], mark)
}

// halves parts a number at its decimal separator. Where both separators stand
// in it, the last one is that; where one stands alone, three digits behind it
// could as well be thousands.
func halves(number string) (string, string, fault) {
	at := strings.LastIndexAny(number, ".,")
	if at < 0 {
		return checked(number, "0", " ")
	}

	whole, fraction, mark := number[:at], number[at+1:], number[at:at+1]
	other := strings.Trim(".,", mark)

	switch {
	case strings.Contains(whole, mark) && strings.Contains(whole, other):
		return "", "", wrong(CodeNotAmount)
	case strings.Contains(whole, mark): // 1.234.567
		return checked(number, "0", mark)
	case strings.Contains(whole, other): // 1.234,50
		return checked(whole, fraction, other)
	case len(fraction) == group && len(whole) <= group && strings.Trim(whole, "0") != "":
		return "", "", wrong(CodeTwoMeanings, whole+fraction, whole+"."+fraction)
	}

	return checked(whole, fraction, " ")
}

// checked joins the groups of the whole part and counts the digits.
func checked(whole, fraction, thousands string) (string, string, fault) {
	groups := strings.Split(whole, thousands)
	for i, g := range groups {
		misplaced := len(groups) > 1 && (len(g) > group || i > 0 && len(g) != group)
		if g == "" || misplaced || strings.Trim(g, "0123456789") != "" {
			return "", "", wrong(CodeNotAmount)
		}
	}

	whole = strings.Join(groups, "")
	if len(whole) > maxWhole || len(fraction) > maxFraction || fraction == "" || strings.Trim(fraction, "0123456789") != "" {
		return "", "", wrong(CodeNotAmount)
	}

	return whole, fraction, fault{}
}

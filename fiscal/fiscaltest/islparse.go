package fiscaltest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// number reads a decimal number of at most places decimals and 8 digits in all, as the
// makers limit prices, quantities and sums. A sign only where the document has one.
func number(text string, places int, signs string) (thousandths, error) {
	digits := strings.TrimLeft(text, signs)
	whole, decimals, dot := strings.Cut(digits, ".")
	switch {
	case len(text)-len(digits) > 1 || whole == "" || dot && decimals == "":
	case len(decimals) > places || len(whole)+len(decimals) > 10 || strings.Trim(whole+decimals, "0123456789") != "":
	default:
		value, err := read(json.Number(strings.TrimPrefix(text, "+")), 1)
		if err == nil {
			return value, nil
		}
	}
	return 0, object(badSyntax, "%q is not a number of at most %d decimals", text, places)
}

// eight refuses more than 8 digits.
func eight(text string) error {
	if len(strings.Trim(text, "+-"))-strings.Count(text, ".") > 8 {
		return object(badSyntax, "%q has more than 8 digits", text)
	}
	return nil
}

// groupOf is the number of a tax group's Cyrillic letter, 1 to 8; Datecs A also takes
// the Latin ones.
func (p islProtocol) groupOf(letter rune) (int, error) {
	for i, r := range []rune("АБВГДЕЖЗ") {
		if r == letter {
			return i + 1, nil
		}
	}
	if p.group == DatecsA && letter >= 'A' && letter <= 'H' {
		return int(letter-'A') + 1, nil
	}
	return 0, object(badSyntax, "tax group %q", letter)
}

// change reads ",percent" or ";amount" (with Daisy "$amount").
func (p islProtocol) change(text string) (percent, amount thousandths, err error) {
	switch {
	case text == "":
		return 0, 0, nil
	case text[0] == ',':
		percent, err = number(text[1:], 2, "+-")
		if err == nil && (percent < -p.percentMax() || percent > p.percentMax()) {
			err = object(badSyntax, "%s %%", text[1:])
		}
		return percent, 0, err
	case text[0] == p.amount:
		if err := eight(text[1:]); err != nil {
			return 0, 0, err
		}
		amount, err = number(text[1:], 2, "+-")
		return 0, amount, err
	}
	return 0, 0, object(badSyntax, "%q is neither a percentage nor an amount", text)
}

func (p islProtocol) percentMax() thousandths {
	if p.group == Daisy || p.group == Incotex {
		return 99_990
	}
	return 99_000
}

// splitSale splits "price*quantity#unit,percent" into its parts.
func splitSale(text string) (price, quantity, rest string) {
	price = text
	if at := strings.IndexAny(text, "*,;$#@"); at >= 0 {
		price, rest = text[:at], text[at:]
	}
	if strings.HasPrefix(rest, "*") {
		quantity, rest = rest[1:], ""
		if at := strings.IndexAny(quantity, ",;$#@"); at >= 0 {
			quantity, rest = quantity[:at], quantity[at:]
		}
	}
	return price, quantity, rest
}

// usnPattern is the form of an УНП with this maker.
func (p islProtocol) usnPattern() *regexp.Regexp {
	switch p.group {
	case DatecsB:
		return regexp.MustCompile(`^[0-9A-Za-z]{8}-[0-9A-Za-z]{4}-[0-9]{7}$`)
	case Daisy:
		return regexp.MustCompile(`^[A-Z]{2}[0-9]{6}-[A-Z0-9]{4}-[0-9]{7,}$`)
	default:
		return regexp.MustCompile(`^[A-Z]{2}[0-9]{6}-[0-9A-Za-z]{4}-[0-9]{7}$`)
	}
}

// moneyStyle is how a maker writes sums.
type moneyStyle func(thousandths) string

// signedCents is a sign and 8 digits, "+00002900".
func signedCents(t thousandths) string { return fmt.Sprintf("%+09d", int64(t/cent)) }

// tenCents is 10 digits, "0000002900".
func tenCents(t thousandths) string { return fmt.Sprintf("%010d", int64(t/cent)) }

// decimals is "29.00".
func decimals(t thousandths) string { return t.money() }

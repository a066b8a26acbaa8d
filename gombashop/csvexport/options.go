package csvexport

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Option is a group of values that a customer chooses from, out of the column
// "Параметри": "Слушалки: Без слушалка,  С 3,5 мм жак(+2,04 €),".
type Option struct {
	Name   string
	Values []OptionValue
}

// OptionValue is one of them.
type OptionValue struct {
	Name string
	// Difference is added to the product's price, with VAT and in its currency;
	// 0 when the file names none.
	Difference decimal.Decimal
}

// between stands between two values: a comma and two blanks, since values have
// commas of their own.
const between = ",  "

// options reads the column. A text that belongs to no group is a remark of the
// merchant and left out. A group goes to the end of its line, or to where the
// next one begins: at a comma, a name, a colon and a blank.
func (r *row) options(head string) []Option {
	var all []Option

	for line := range strings.Lines(r.raw(head)) {
		for _, g := range groups(strings.TrimSpace(line)) {
			o := Option{Name: plain(g.name)}

			for text := range strings.SplitSeq(g.values, between) {
				if text = plain(strings.TrimSuffix(strings.TrimSpace(text), ",")); text != "" {
					o.Values = append(o.Values, r.optionValue(head, text))
				}
			}

			if len(o.Values) > 0 {
				all = append(all, o)
			}
		}
	}

	return all
}

type rawGroup struct{ name, values string }

// groups parts a line where names of groups stand. "1:10" is no name.
func groups(line string) []rawGroup {
	var all []rawGroup

	open := 0 // where the values of the last group begin

	for at := range len(line) {
		if line[at] != ':' || at+1 < len(line) && line[at+1] != ' ' {
			continue
		}

		start := open + lastBoundary(line[open:at]) + 1

		name := strings.TrimSpace(line[start:at])
		if name == "" {
			continue
		}

		if len(all) > 0 {
			all[len(all)-1].values = line[open:start]
		}

		all = append(all, rawGroup{name: name, values: line[at+1:]})
		open = at + 1
	}

	return all
}

// lastBoundary is the last comma that is not a decimal one, or -1.
func lastBoundary(text string) int {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == ',' && (i+1 >= len(text) || text[i+1] < '0' || text[i+1] > '9') {
			return i
		}
	}

	return -1
}

// optionValue takes a price difference out of the text. Of two nobody knows which
// holds, and one that cannot be read must not be sold at the bare price.
func (r *row) optionValue(head, text string) OptionValue {
	before, inside, after, found := cutDifference(text)
	if !found {
		return OptionValue{Name: text}
	}

	a, f := parseAmount(inside)
	if !f.found() {
		f = r.sameCurrency(a.currency)
	}

	if _, _, _, second := cutDifference(after); second && !f.found() {
		f = wrong(CodeDifferenceTwice)
	}

	if f.found() {
		r.fail(head, f.ofDifference().about(inside))
	}

	name := strings.TrimSpace(before) + " " + strings.TrimSpace(after)

	return OptionValue{Name: strings.TrimSpace(name), Difference: a.value}
}

// cutDifference parts a text at the first brackets that hold a price
// difference; brackets that are never closed reach to the end.
func cutDifference(text string) (before, inside, after string, found bool) {
	for at, b := range []byte(text) {
		if b != '(' {
			continue
		}

		inside, after, _ = strings.Cut(text[at+1:], ")")
		if isDifference(inside) {
			return text[:at], inside, after, true
		}
	}

	return text, "", "", false
}

// isDifference: a sign, and a currency at the end or right behind the number.
// Other brackets, such as (+18) and (50 €), are part of the name.
func isDifference(inside string) bool {
	number, currency := cutCurrency(inside)

	_, unsigned := cutSign(number)
	if unsigned == number {
		return false
	}

	return currency != "" || startsWithCurrency(strings.TrimLeft(unsigned, "0123456789., "))
}

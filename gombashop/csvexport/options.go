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

// OptionValue is one of them. Difference is added to the product's price.
type OptionValue struct {
	Name       string
	Difference decimal.Decimal
}

// separator stands between values: a comma and two blanks, since values have
// commas of their own.
const separator = ",  "

// options reads the column. A part without a colon belongs to no group and is
// left out: it is a remark of the merchant.
func options(cell string) []Option {
	var all []Option

	for line := range strings.SplitSeq(cell, "\n") {
		name, list, found := strings.Cut(line, ":")
		if !found || strings.TrimSpace(name) == "" {
			continue
		}

		o := Option{Name: strings.TrimSpace(name)}

		for value := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(list), ","), separator) {
			if value = strings.TrimSpace(value); value != "" {
				o.Values = append(o.Values, optionValue(value))
			}
		}

		if len(o.Values) > 0 {
			all = append(all, o)
		}
	}

	return all
}

// optionValue takes a price difference off the end. Other brackets are part of
// the name.
func optionValue(text string) OptionValue {
	open := strings.LastIndex(text, "(")
	if open < 0 || !strings.HasSuffix(text, ")") {
		return OptionValue{Name: text}
	}

	inside := text[open+1 : len(text)-1]
	if !strings.HasPrefix(inside, "+") && !strings.HasPrefix(inside, "-") {
		return OptionValue{Name: text}
	}

	d, ok := amount(inside)
	if !ok {
		return OptionValue{Name: text}
	}

	return OptionValue{Name: strings.TrimSpace(text[:open]), Difference: d}
}

// longest is how many characters an amount may have.
const longest = 24

// amount reads 276.05, "276,05 EUR", "+2,04 €", "1 234,50 лв.".
func amount(text string) (decimal.Decimal, bool) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "+")
	for _, unit := range []string{"€", "EUR", "BGN", "лв.", "лв"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, unit))
	}

	text = strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), ",", ".")
	if len(text) > longest || strings.Count(text, ".") > 1 || strings.Trim(text, "-.0123456789") != "" {
		return decimal.Decimal{}, false
	}

	d, err := decimal.NewFromString(text)

	return d, err == nil
}

package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// Field reads the grouping field of a good as text.
type Field func(sklad.Good) string

// Fields are the columns of Goods that may group (setting d).
func Fields() []string {
	return []string{
		"MinQtty", "NormalQtty", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7",
		"PriceOut8", "PriceOut9", "PriceOut10", "Catalog1", "Catalog2", "Catalog3", "Code", "Name2",
		"Description", "Ratio", "BarCode2",
	}
}

// FieldNamed returns the reader of a column. The error names the columns that
// there are.
func FieldNamed(name string) (Field, error) {
	if price, err := sklad.ParsePriceColumn(name); err == nil && slices.Contains(Fields(), name) {
		return func(g sklad.Good) string { return priceText(g, price) }, nil
	}

	switch name {
	case "MinQtty":
		return func(g sklad.Good) string { return g.MinQtty.Round(6).String() }, nil
	case "NormalQtty":
		return func(g sklad.Good) string { return g.NormalQtty.Round(6).String() }, nil
	case "Ratio":
		return func(g sklad.Good) string { return g.Ratio.Round(6).String() }, nil
	}

	if text := textField(name); text != nil {
		return text, nil
	}

	return nil, fmt.Errorf("catalog: Goods.%s cannot group goods; choose one of %s", name, strings.Join(Fields(), ", "))
}

func textField(name string) Field {
	switch name {
	case "Catalog1":
		return func(g sklad.Good) string { return g.Catalog1 }
	case "Catalog2":
		return func(g sklad.Good) string { return g.Catalog2 }
	case "Catalog3":
		return func(g sklad.Good) string { return g.Catalog3 }
	case "Code":
		return func(g sklad.Good) string { return g.Code }
	case "Name2":
		return func(g sklad.Good) string { return g.Name2 }
	case "Description":
		return func(g sklad.Good) string { return g.Description }
	case "BarCode2":
		return func(g sklad.Good) string { return g.BarCode2 }
	}

	return nil
}

func priceText(g sklad.Good, column sklad.PriceGroup) string {
	if price, ok := g.Prices.At(column); ok {
		return price.Round(6).String()
	}

	return ""
}

// Canonical reads a grouping value: 1 to 15 digits, optionally a point or a
// comma and up to 6 more, greater than zero. "12", "12,0" and " 012 " are all
// "12". Anything else groups nothing.
func Canonical(text string) (string, bool) {
	whole, fraction, cut := strings.Cut(strings.Replace(strings.TrimSpace(text), ",", ".", 1), ".")
	if !digits(whole, 1, 15) || cut && !digits(fraction, 1, 6) {
		return "", false
	}

	value, err := decimal.NewFromString(strings.TrimSuffix(whole+"."+fraction, "."))
	if err != nil || !value.IsPositive() {
		return "", false
	}

	return value.String(), true
}

func digits(s string, low, high int) bool {
	return len(s) >= low && len(s) <= high && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

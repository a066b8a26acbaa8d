package main

import (
	"fmt"
	"html"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/csvexport"
)

// productRow is a product of the file as the contract has it. The file names no
// VAT rate; 20 % is Bulgaria's standard one. It has one sku for all options.
func productRow(p csvexport.Product) (map[string]any, error) {
	variants, err := variantRows(p)
	if err != nil {
		return nil, err
	}

	row := map[string]any{
		"name": p.Name, "brand": p.Brand, "description_html": html.EscapeString(p.Description), "url": p.URL,
		"visible": !p.Hidden, "is_new": p.New, "vat_rate": "20.00", "tax_group": 2,
		"option_names": optionNames(p), "images": images(p), "variants": variants,
	}
	if !p.Created.IsZero() {
		row["created_at"] = p.Created.Format(time.RFC3339)
	}

	return row, nil
}

func optionNames(p csvexport.Product) []string {
	names := make([]string, 0, len(p.Options))
	for _, o := range p.Options {
		names = append(names, o.Name)
	}

	return names
}

func images(p csvexport.Product) []string {
	if p.PictureURL == "" {
		return []string{}
	}

	return []string{p.PictureURL}
}

// choice is what a customer has chosen, and what it adds to the price.
type choice struct {
	values []string
	adds   decimal.Decimal
}

// variantRows are all that can be chosen, each with its price. Without options
// that is one.
func variantRows(p csvexport.Product) ([]any, error) {
	all, err := choices(p.Options)
	if err != nil {
		return nil, err
	}

	rows := make([]any, 0, len(all))

	for _, c := range all {
		price := p.Price.Add(c.adds)
		if price.IsNegative() {
			return nil, productError(lang.Of(fmt.Sprintf("%q with %q would cost %s", p.Name, c.values, price),
				fmt.Sprintf("%q с %q би струвал %s", p.Name, c.values, price)))
		}

		row := map[string]any{"sku": p.SKU, "options": c.values, "price": price.String(), "active": !p.Hidden}
		if p.InPromotion && p.OldPrice.GreaterThan(p.Price) {
			row["compare_at_price"] = p.OldPrice.Add(c.adds).String()
		}

		if p.Currency != "" {
			row["currency"] = p.Currency
		}

		rows = append(rows, row)
	}

	return rows, nil
}

// choices combines the values of all options, the first option slowest.
func choices(options []csvexport.Option) ([]choice, error) {
	const most = 1000

	all := []choice{{values: []string{}}}

	for _, o := range options {
		if len(all)*len(o.Values) > most {
			return nil, productError(lang.Of("its options have more than 1000 combinations",
				"параметрите му имат повече от 1000 съчетания"))
		}

		if name, twice := repeated(o.Values); twice {
			return nil, productError(lang.Of(fmt.Sprintf("its option %q has the value %q twice", o.Name, name),
				fmt.Sprintf("параметърът му %q има стойността %q два пъти", o.Name, name)))
		}

		var next []choice

		for _, c := range all {
			for _, v := range o.Values {
				next = append(next, choice{append(slices.Clip(c.values), v.Name), c.adds.Add(v.Difference)})
			}
		}

		all = next
	}

	return all, nil
}

// repeated is a value that a customer could choose in two places.
func repeated(values []csvexport.OptionValue) (string, bool) {
	seen := map[string]bool{}

	for _, v := range values {
		if seen[v.Name] {
			return v.Name, true
		}

		seen[v.Name] = true
	}

	return "", false
}

// productError is a product of which the shop can make nothing, and why.
type productError lang.Text

// Error is the English sentence.
func (e productError) Error() string { return e.EN }

// In is the sentence in a language.
func (e productError) In(l lang.Lang) string { return lang.Text(e).In(l) }

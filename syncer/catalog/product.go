package catalog

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// Item is a good that goes to the shop, with the price that the price rule
// found, VAT included, and what the ledger knows of it.
type Item struct {
	Good  sklad.Good
	Price decimal.Decimal
	Known Known
}

// Known is what the shop already has of a good. The zero value is a good that
// it has never seen.
type Known struct {
	ProductID, VariantID string
	// ParentID is the external id of the product that holds the variant.
	ParentID string
	Hidden   bool
	Hashes   map[string]string
}

// Terms are the same for every product of a run.
type Terms struct {
	// Currency is the ISO code of every price.
	Currency string
	// Rate is the VAT percentage of a VATGroups row.
	Rate func(sklad.VATGroupID) (decimal.Decimal, bool)
	// Category is the shop's id of a goods group.
	Category func(sklad.GroupID) (string, bool)
	// EditNameAndGroup sends name and group of known products too (setting l).
	EditNameAndGroup bool
	// Full sends every field group, whatever the hashes say.
	Full bool
}

// Product is a product as the shop is to show it.
type Product struct { //nolint:recvcheck // it is built up, then only read
	ExternalID  string
	ID          string // the shop's id, once known
	Name        string
	CategoryID  string
	Rate        decimal.Decimal
	Description string
	Options     []string // names of the options; empty for one variant
	Variants    []Variant
}

// Variant is a good as the shop sells it.
type Variant struct {
	GoodID  sklad.GoodID
	SKU     string
	Barcode string
	Options []string
	Price   decimal.Decimal
	Known   Known
}

// Build makes the product of goods that belong together, lowest id first. Name,
// category and VAT are those of the first good. Goods of different VAT rates,
// or of a rate or category that is not known, are a problem.
func Build(t Terms, externalID string, items []Item) (Product, *text.Problem) {
	first := items[0].Good

	rate, problem := commonRate(t, externalID, items)
	if problem != nil {
		return Product{}, problem
	}

	p := Product{
		ExternalID: externalID, Name: first.Name, Description: first.Description, Rate: rate,
		ID: items[0].Known.ProductID, Variants: make([]Variant, len(items)),
	}
	p.CategoryID, _ = t.Category(first.GroupID)

	for i, it := range items {
		p.Variants[i] = Variant{
			GoodID: it.Good.ID, SKU: it.Good.Code, Barcode: it.Good.BarCode1,
			Price: it.Price, Known: it.Known,
		}
		if p.ID == "" && it.Known.ParentID == externalID {
			p.ID = it.Known.ProductID
		}
	}

	p.nameOptions(items)

	return p, nil
}

// nameOptions gives variants a difference; a single one needs none.
func (p *Product) nameOptions(items []Item) {
	if len(items) == 1 {
		return
	}

	goods := make([]sklad.Good, len(items))
	for i, it := range items {
		goods[i] = it.Good
	}

	p.Options = []string{OptionName}
	for i, value := range options(goods) {
		p.Variants[i].Options = []string{value}
	}
}

func commonRate(t Terms, externalID string, items []Item) (decimal.Decimal, *text.Problem) {
	first, ok := t.Rate(items[0].Good.TaxGroup)
	if !ok {
		return first, &text.Problem{
			Code: text.NoVATGroup, Record: describe(externalID, items),
			Args: map[string]string{"rate": fmt.Sprintf("VATGroups.ID %d", items[0].Good.TaxGroup)},
		}
	}

	for _, it := range items[1:] {
		if rate, ok := t.Rate(it.Good.TaxGroup); !ok || !rate.Equal(first) {
			return first, &text.Problem{
				Code: text.VATGroupsDiffer, Record: describe(externalID, items),
				Args: map[string]string{"first": first.String(), "other": rate.String(), "good": it.Good.Code},
			}
		}
	}

	return first, nil
}

// describe names the product for a person: "good 12 "Тениска" (code 4711)".
func describe(externalID string, items []Item) string {
	names := make([]string, len(items))
	for i, it := range items {
		names[i] = fmt.Sprintf("%d %q (code %s)", it.Good.ID, it.Good.Name, it.Good.Code)
	}

	if len(names) == 1 {
		return "good " + names[0]
	}

	return "product " + externalID + " of goods " + strings.Join(names, ", ")
}

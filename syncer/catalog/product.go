package catalog

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// Item is a good of a product, with the price that the price rule found, VAT
// included, and what the ledger knows of it.
type Item struct {
	Good  sklad.Good
	Price decimal.Decimal
	Known Known
	// Held keeps the good back, because it has no price or may be a double: it
	// counts as a member, and what the shop shows of it stays as it is.
	Held bool
}

// Known is what the shop already has of a good. The zero value is a good that
// it has never seen.
type Known struct {
	ProductID, VariantID string
	// ParentID is the external id of the product that holds the variant.
	ParentID string
	Hashes   map[string]string
}

// Terms are the same for every product of a run.
type Terms struct {
	// Currency is the ISO code of every price.
	Currency string
	// Rate is the VAT percentage of a VATGroups row.
	Rate func(sklad.VATGroupID) (decimal.Decimal, bool)
	// Category names a goods group for the shop: its external id there.
	Category func(sklad.GroupID) (string, bool)
	// EditNameAndGroup sends name and group of known products too (setting l),
	// as far as a product's Edits let it.
	EditNameAndGroup bool
	// Full sends every field group, whatever the hashes say.
	Full bool
}

// Product is a product as the shop is to show it.
type Product struct { //nolint:recvcheck // it is built up, then only read
	// ExternalID is ours: "G:<value>" or a good's id. Empty for a product of
	// the shop's own.
	ExternalID string
	ID         string // the shop's id, once known
	// Own is a product that the shop made: only what Склад Pro owns is sent.
	Own        bool
	Name       string
	CategoryID string
	// Edits is what comparing both sides gave for name and group (setting l).
	Edits       Edits
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
	Held    bool
	Known   Known
}

// Build makes a product, as an Index calls it, of the goods that belong to it,
// lowest id first. Name, category and VAT are those of the first good. Goods of
// different VAT rates, or of one that is not known, are a problem, and so is a
// new product without a name.
func Build(t Terms, product string, items []Item) (Product, *text.Problem) {
	first := items[0].Good

	rate, problem := commonRate(t, product, items)
	if problem != nil {
		return Product{}, problem
	}

	p := Product{Name: clean(first.Name), Description: cleanLines(first.Description), Rate: rate, Variants: variants(items)}
	p.CategoryID, _ = t.Category(first.GroupID)

	if id, ok := ownProduct(product); ok {
		p.ID, p.Own = id, true
	} else {
		p.ExternalID = product
		p.nameOptions(items)
		p.findID()
	}

	if p.Name == "" && p.ID == "" {
		return Product{}, &text.Problem{Code: text.MissingName, Record: describe(product, items)}
	}

	return p, nil
}

func variants(items []Item) []Variant {
	all := make([]Variant, len(items))
	for i, it := range items {
		all[i] = Variant{
			GoodID: it.Good.ID, SKU: clean(it.Good.Code), Barcode: clean(it.Good.BarCode1),
			Price: it.Price, Held: it.Held, Known: it.Known,
		}
	}

	return all
}

// findID takes the shop's id of the product from a good that is in it already.
// A good that comes from another product says nothing about this one.
func (p *Product) findID() {
	for _, v := range p.Variants {
		if p.home(v) {
			p.ID = v.Known.ProductID

			return
		}
	}
}

// home tells whether the shop has the variant under this product already.
func (p Product) home(v Variant) bool {
	return v.Known.VariantID != "" && (p.Own || v.Known.ParentID == p.ExternalID && v.Known.ProductID != "")
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

func commonRate(t Terms, product string, items []Item) (decimal.Decimal, *text.Problem) {
	first, ok := t.Rate(items[0].Good.TaxGroup)
	if !ok {
		return first, &text.Problem{
			Code: text.NoVATGroup, Record: describe(product, items),
			Args: map[string]string{"rate": fmt.Sprintf("VATGroups.ID %d", items[0].Good.TaxGroup)},
		}
	}

	for _, it := range items[1:] {
		if rate, ok := t.Rate(it.Good.TaxGroup); !ok || !rate.Equal(first) {
			return first, &text.Problem{
				Code: text.VATGroupsDiffer, Record: describe(product, items),
				Args: map[string]string{"first": first.String(), "other": rate.String(), "good": it.Good.Code},
			}
		}
	}

	return first, nil
}

// describe names the product for a person: `good 12 "Тениска" (code 4711)`.
func describe(product string, items []Item) string {
	names := make([]string, len(items))
	for i, it := range items {
		names[i] = fmt.Sprintf("%d %q (code %s)", it.Good.ID, it.Good.Name, it.Good.Code)
	}

	if len(names) == 1 {
		return "good " + names[0]
	}

	return "product " + product + " of goods " + strings.Join(names, ", ")
}

package gombashop

import (
	"time"

	"github.com/shopspring/decimal"
)

// Product is what a shopper sees as one article. It has at least one variant;
// a product without options has exactly one, with empty Options.
type Product struct {
	ID string
	// ExternalID is the id that the warehouse gave it: "G:<value>" for a group
	// of goods, else the good's id. Empty when the warehouse does not know it.
	ExternalID      string
	Name            string
	CategoryIDs     []string
	Brand           string
	DescriptionHTML string
	// TaxGroup is the fiscal group 1…8 (1 = А), 0 when the shop names none.
	TaxGroup int
	// VATRate is a percentage, 20.00; not valid when the shop names none.
	VATRate     decimal.NullDecimal
	Visible     bool
	IsNew       bool
	IsService   bool
	OptionNames []string // "Размер", "Цвят": one for each place in Variant.Options
	Images      []string // URLs
	URL         string
	Variants    []Variant
	CreatedAt   time.Time
	UpdatedAt   time.Time
	// Deleted products are listed only with ProductListOptions.IncludeDeleted.
	Deleted bool
}

// Variant is what is sold, priced and counted.
type Variant struct {
	ID         string
	ExternalID string // always the good's id
	SKU        string
	Barcode    string
	Options    []string
	// Price is what one piece costs now, VAT included, in Currency; up to 4
	// decimal places. Not valid when the shop has none.
	Price decimal.NullDecimal
	// CompareAtPrice is the price before a promotion ("Стара цена").
	CompareAtPrice decimal.NullDecimal
	Currency       string // ISO 4217
	// Quantity is in stock, up to 3 decimal places. Not valid = no figure,
	// which is not the same as 0.
	Quantity decimal.NullDecimal
	WeightG  int // grams, 0 when unknown
	Active   bool
}

// ProductPatch creates a product or changes the fields that it names. A row
// finds its product by ID, else by ExternalID, never by SKU.
//
// A nil field stays as it is. Where a field can be cleared, an empty text (or a
// NullDecimal that is not valid) clears it.
type ProductPatch struct {
	ID, ExternalID  string
	Name            *string
	CategoryIDs     *[]string
	Brand           *string // empty clears
	DescriptionHTML *string // empty clears
	TaxGroup        *int    // fiscal group 1…8; 0 clears
	VATRate         *decimal.Decimal
	Visible         *bool // false hides the product
	IsNew           *bool
	IsService       *bool
	OptionNames     *[]string
	Images          *[]string
	// Variants that are not named stay as they are. Naming a variant of another
	// product moves it here.
	Variants []VariantPatch
}

// VariantPatch is one variant of a ProductPatch; a nil field stays as it is.
type VariantPatch struct {
	ID, ExternalID string
	SKU            *string          // empty clears
	Barcode        *string          // empty clears
	Options        *[]string        // one value for each of the product's OptionNames
	Price          *decimal.Decimal // VAT included, at most 4 decimal places
	CompareAtPrice *decimal.NullDecimal
	Currency       *string              // ISO 4217
	Quantity       *decimal.NullDecimal // at most 3 decimal places; not valid = no figure
	WeightG        *int                 // grams; 0 clears
	Active         *bool                // false takes the variant off sale
}

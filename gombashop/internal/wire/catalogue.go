package wire

import "time"

// Category is a node of the shop's tree.
type Category struct {
	ID         string    `json:"id"`
	ExternalID string    `json:"external_id,omitempty"`
	ParentID   *string   `json:"parent_id"`
	Name       string    `json:"name"`
	Path       string    `json:"path"` // names from the root, joined by Separator
	Position   int       `json:"position"`
	Visible    bool      `json:"visible"`
	UpdatedAt  time.Time `json:"updated_at"`
}

// CategoryPatch is a row of POST /categories/bulk.
type CategoryPatch struct {
	ID         string        `json:"id,omitempty"`
	ExternalID string        `json:"external_id,omitempty"`
	ParentID   Field[string] `json:"parent_id,omitzero"` // null = a root
	Name       Field[string] `json:"name,omitzero"`
	Position   Field[int]    `json:"position,omitzero"`
	Visible    Field[bool]   `json:"visible,omitzero"`
}

// Product is what a shopper sees as one article, with one variant or more.
type Product struct {
	ID              string    `json:"id"`
	ExternalID      string    `json:"external_id,omitempty"`
	Name            string    `json:"name"`
	CategoryIDs     []string  `json:"category_ids"`
	Brand           string    `json:"brand"`
	DescriptionHTML string    `json:"description_html"`
	TaxGroup        *int      `json:"tax_group"` // fiscal group 1…8, 1 = А
	VATRate         *Percent  `json:"vat_rate"`
	Visible         bool      `json:"visible"`
	IsNew           bool      `json:"is_new"`
	IsService       bool      `json:"is_service"`
	OptionNames     []string  `json:"option_names"`
	Images          []string  `json:"images"`
	URL             string    `json:"url"`
	Variants        []Variant `json:"variants"`
	CreatedAt       time.Time `json:"created_at"`
	UpdatedAt       time.Time `json:"updated_at"`
	Deleted         bool      `json:"deleted"`
}

// Variant is what is sold and counted.
type Variant struct {
	ID             string    `json:"id"`
	ExternalID     string    `json:"external_id,omitempty"`
	SKU            string    `json:"sku"`
	Barcode        string    `json:"barcode"`
	Options        []string  `json:"options"`
	Price          *Money    `json:"price"`
	CompareAtPrice *Money    `json:"compare_at_price"` // "Стара цена"
	Currency       string    `json:"currency"`
	Quantity       *Quantity `json:"quantity"` // null = no figure
	WeightG        *int      `json:"weight_g"`
	Active         bool      `json:"active"`
}

// ProductPatch is a row of POST /products/bulk. Rows are matched by id, else by
// external_id, never by sku. A variant that is not named stays as it is;
// naming a variant under another product moves it there.
type ProductPatch struct {
	ID              string          `json:"id,omitempty"`
	ExternalID      string          `json:"external_id,omitempty"`
	Name            Field[string]   `json:"name,omitzero"`
	CategoryIDs     Field[[]string] `json:"category_ids,omitzero"`
	Brand           Field[string]   `json:"brand,omitzero"`
	DescriptionHTML Field[string]   `json:"description_html,omitzero"`
	TaxGroup        Field[int]      `json:"tax_group,omitzero"`
	VATRate         Field[Percent]  `json:"vat_rate,omitzero"`
	Visible         Field[bool]     `json:"visible,omitzero"`
	IsNew           Field[bool]     `json:"is_new,omitzero"`
	IsService       Field[bool]     `json:"is_service,omitzero"`
	OptionNames     Field[[]string] `json:"option_names,omitzero"`
	Images          Field[[]string] `json:"images,omitzero"`
	Variants        []VariantPatch  `json:"variants,omitempty"`
}

// VariantPatch is one variant of a ProductPatch.
type VariantPatch struct {
	ID             string          `json:"id,omitempty"`
	ExternalID     string          `json:"external_id,omitempty"`
	SKU            Field[string]   `json:"sku,omitzero"`
	Barcode        Field[string]   `json:"barcode,omitzero"`
	Options        Field[[]string] `json:"options,omitzero"`
	Price          Field[Money]    `json:"price,omitzero"`
	CompareAtPrice Field[Money]    `json:"compare_at_price,omitzero"`
	Currency       Field[string]   `json:"currency,omitzero"`
	Quantity       Field[Quantity] `json:"quantity,omitzero"`
	WeightG        Field[int]      `json:"weight_g,omitzero"`
	Active         Field[bool]     `json:"active,omitzero"`
}

// StockRow is a row of POST /stock/bulk: an absolute quantity. AsOf lets the
// server drop a row that is older than what it knows.
type StockRow struct {
	VariantID  string    `json:"variant_id,omitempty"`
	ExternalID string    `json:"external_id,omitempty"`
	SKU        string    `json:"sku,omitempty"`
	Quantity   Quantity  `json:"quantity"`
	AsOf       time.Time `json:"as_of"`
}

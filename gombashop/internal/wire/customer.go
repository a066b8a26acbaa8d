package wire

import "time"

// Customer is an account of the shop, or the buyer as an order remembers him.
type Customer struct {
	ID              string    `json:"id"` // empty in an order of a guest
	ExternalID      string    `json:"external_id,omitempty"`
	Type            string    `json:"type"` // person, company
	Name            string    `json:"name"`
	Company         string    `json:"company"`
	EIK             string    `json:"eik"`
	VATNumber       string    `json:"vat_number"`
	MOL             string    `json:"mol"`
	Email           string    `json:"email"`
	Phone           string    `json:"phone"`
	Addresses       []Address `json:"addresses"`
	PriceGroup      *int      `json:"price_group"`
	DiscountPercent *Percent  `json:"discount_percent"`
	UpdatedAt       time.Time `json:"updated_at,omitzero"`
}

// Address is a place, and in an order also who is meant there. The billing
// address of an order carries the company that the invoice is for.
type Address struct {
	Kind      string `json:"kind,omitempty"` // billing, shipping
	Name      string `json:"name,omitempty"`
	Company   string `json:"company,omitempty"`
	EIK       string `json:"eik,omitempty"`
	VATNumber string `json:"vat_number,omitempty"`
	MOL       string `json:"mol,omitempty"`
	Email     string `json:"email,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Country   string `json:"country"` // ISO 3166 alpha-2
	City      string `json:"city"`
	Postcode  string `json:"postcode"`
	Line1     string `json:"line1"`
	Line2     string `json:"line2,omitempty"`
}

// CustomerPatch is a row of POST /customers/bulk, matched by id, else by
// external_id.
type CustomerPatch struct {
	ID              string           `json:"id,omitempty"`
	ExternalID      string           `json:"external_id,omitempty"`
	Type            Field[string]    `json:"type,omitzero"`
	Name            Field[string]    `json:"name,omitzero"`
	Company         Field[string]    `json:"company,omitzero"`
	EIK             Field[string]    `json:"eik,omitzero"`
	VATNumber       Field[string]    `json:"vat_number,omitzero"`
	MOL             Field[string]    `json:"mol,omitzero"`
	Email           Field[string]    `json:"email,omitzero"`
	Phone           Field[string]    `json:"phone,omitzero"`
	Addresses       Field[[]Address] `json:"addresses,omitzero"`
	PriceGroup      Field[int]       `json:"price_group,omitzero"`
	DiscountPercent Field[Percent]   `json:"discount_percent,omitzero"`
}

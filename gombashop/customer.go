package gombashop

import (
	"time"

	"github.com/shopspring/decimal"
)

// CustomerType tells a person from a company.
type CustomerType string

// The two types.
const (
	Person  CustomerType = "person"
	Company CustomerType = "company"
)

// Customer is an account of the shop, or the buyer as an order remembers him.
type Customer struct {
	ID         string // empty in an order of a guest
	ExternalID string // the warehouse's partner, empty when it knows none
	Type       CustomerType
	Name       string
	Company    string
	EIK        string // ЕИК
	VATNumber  string // ИН по ЗДДС
	MOL        string // МОЛ
	Email      string
	Phone      string
	Addresses  []Address
	PriceGroup int // 0 when the shop names none
	// DiscountPercent is the customer's standing discount, 5.00 = 5 %.
	DiscountPercent decimal.NullDecimal
	UpdatedAt       time.Time // zero in an order
}

// AddressKind tells what an address is for.
type AddressKind string

// The two kinds.
const (
	BillingAddress  AddressKind = "billing"
	ShippingAddress AddressKind = "shipping"
)

// Address is a place, and in an order also who is meant there. The billing
// address of an order carries the company that the invoice is for.
type Address struct {
	Kind                AddressKind
	Name                string // who takes the delivery or the invoice
	Company             string
	EIK, VATNumber, MOL string
	Email, Phone        string
	Country             string // ISO 3166 alpha-2
	City, Postcode      string
	Line1, Line2        string
}

// CustomerPatch creates a customer or changes the fields that it names. A row
// finds its customer by ID, else by ExternalID. A nil field stays as it is; an
// empty text clears.
type CustomerPatch struct {
	ID, ExternalID  string
	Type            *CustomerType
	Name            *string
	Company         *string
	EIK             *string
	VATNumber       *string
	MOL             *string
	Email           *string
	Phone           *string
	Addresses       *[]Address // replaces all of them
	PriceGroup      *int       // 0 is a group like any other; a negative number clears
	DiscountPercent *decimal.NullDecimal
}

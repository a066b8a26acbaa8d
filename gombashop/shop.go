package gombashop

import (
	"time"

	"github.com/shopspring/decimal"
)

// Ping is who answers behind the credentials.
type Ping struct {
	ShopID       string
	ShopName     string
	ModuleActive bool // "Microinvest Синхронизация" is switched on
	APIVersion   string
	Currency     string // ISO 4217
	ServerTime   time.Time
}

// Status is an order status of the shop; a merchant may have his own.
type Status struct {
	ID   string
	Code string // "confirmed"; the default codes are listed in the package comment
	Name string // "Потвърдена"
	// IsFinal: nothing is expected to follow. IsCancelled: the order is void.
	IsFinal, IsCancelled bool
}

// StockRow sets the quantity of one variant. It is absolute, never a change.
// The variant is named by VariantID, else by ExternalID, else by SKU.
type StockRow struct {
	VariantID, ExternalID, SKU string
	Quantity                   decimal.Decimal // at most 3 decimal places
	// AsOf is when the quantity was true; the shop drops a row that is older
	// than what it knows. Zero = the moment of the call; with an idempotency key
	// of the caller's own it must be given.
	AsOf time.Time
}

// Ref names a record by ID, else by ExternalID.
type Ref struct{ ID, ExternalID string }

// MappingKind is the kind of record of a Mapping.
type MappingKind string

// The kinds of GS-REST v1.
const (
	MapProduct  MappingKind = "product"
	MapVariant  MappingKind = "variant"
	MapCategory MappingKind = "category"
	MapCustomer MappingKind = "customer"
)

// Mapping tells the shop that its record ID is what the warehouse calls
// ExternalID. An empty ExternalID undoes it.
type Mapping struct {
	Kind           MappingKind
	ID, ExternalID string
}

// Voucher is prepaid value or a gift.
type Voucher struct {
	ID         string
	Code       string
	Type       DiscountType
	Value      decimal.Decimal     // in Currency, or a percentage
	Balance    decimal.NullDecimal // what is left of it
	Currency   string
	TreatAs    TreatAs
	Active     bool
	ValidFrom  time.Time // zero = no limit
	ValidUntil time.Time // zero = no limit
	UpdatedAt  time.Time
}

// PromoCode is a code that gives a discount.
type PromoCode struct {
	ID         string
	Code       string
	Type       DiscountType
	Value      decimal.Decimal // in Currency, or a percentage
	Currency   string
	AppliesTo  AppliesTo
	Active     bool
	ValidFrom  time.Time // zero = no limit
	ValidUntil time.Time // zero = no limit
	UpdatedAt  time.Time
}

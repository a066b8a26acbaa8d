package gombashop

import (
	"time"

	"github.com/shopspring/decimal"
)

// PaymentMethod is how an order is paid. Other values than those below are
// possible and kept as the shop sent them.
type PaymentMethod string

// The methods of GS-REST v1.
const (
	CashOnDelivery PaymentMethod = "cod"
	Card           PaymentMethod = "card"
	BankTransfer   PaymentMethod = "bank_transfer"
	VoucherPayment PaymentMethod = "voucher"
	PayPal         PaymentMethod = "paypal"
	OtherPayment   PaymentMethod = "other"
)

// Payment is how an order is paid and whether it is.
type Payment struct {
	Method         PaymentMethod
	Name           string    // the shop's own words, "Наложен платеж"
	Paid           bool      //
	PaidAt         time.Time // zero when unknown
	TransactionRef string
	// CarrierPPP: the carrier passes cash on delivery on as a postal money
	// transfer (пощенски паричен превод), so the seller takes no cash.
	CarrierPPP bool
}

// DiscountKind is where a discount comes from.
type DiscountKind string

// The kinds of GS-REST v1.
const (
	ProductDiscount   DiscountKind = "product"
	PromoCodeDiscount DiscountKind = "promo_code"
	VoucherDiscount   DiscountKind = "voucher"
)

// DiscountType is how a discount is reckoned.
type DiscountType string

// The types of GS-REST v1.
const (
	PercentDiscount DiscountType = "percent"
	AmountDiscount  DiscountType = "amount"
	FreeDelivery    DiscountType = "free_delivery"
)

// AppliesTo is what a discount is spread over: the items, or items, delivery
// and fees (the order), or the delivery alone.
type AppliesTo string

// The three reaches.
const (
	AppliesToItems    AppliesTo = "items"
	AppliesToOrder    AppliesTo = "order"
	AppliesToDelivery AppliesTo = "delivery"
)

// TreatAs tells whether a voucher lowers the price or pays a part of it.
type TreatAs string

// The two ways.
const (
	AsDiscount TreatAs = "discount"
	AsPayment  TreatAs = "payment"
)

// Discount is a discount of a line or of the whole order.
type Discount struct {
	Kind DiscountKind
	Code string // of the promo code or voucher
	Type DiscountType
	// Value is what was promised (10.00 %, 15.00 EUR); Amount decides.
	Value decimal.NullDecimal
	// Amount is taken off, positive, in the order's currency and VAT basis.
	Amount    decimal.Decimal
	AppliesTo AppliesTo // empty for a discount of a line
	TreatAs   TreatAs   // empty counts as AsDiscount
	ItemID    string    // informational
}

// Delivery is the delivery of an order. What the customer pays for it is
// Price − DiscountAmount.
type Delivery struct {
	Name           string
	Price          decimal.Decimal
	DiscountAmount decimal.Decimal
	TaxGroup       int                 // fiscal group 1…8, 0 when unknown
	VATRate        decimal.NullDecimal // percentage
}

// Fee is a charge beside goods and delivery, such as one for cash on delivery.
type Fee struct {
	Name     string
	Amount   decimal.Decimal
	TaxGroup int                 // fiscal group 1…8, 0 when unknown
	VATRate  decimal.NullDecimal // percentage
}

package fiscal

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/usn"
)

// Receipt is one fiscal receipt of a sale (фискален бон). All money is euro with
// VAT included.
type Receipt struct {
	// TaskID names this print to the device's server, which refuses to print the
	// same id twice. [Spooler] fills it; set it only when printing without one.
	TaskID string
	// USN is the unique sale number (УНП) of the sale. The zero Number prints none,
	// which is right only for a trader who uses no declared sales software.
	USN usn.Number
	// Operator is the device's operator number, e.g. "1"; empty = the device's
	// default. It is not the operator code inside the USN.
	Operator string
	// OperatorPassword gives the operator's password when it is needed; nil = the
	// device's default. It is a function so that no log prints the password.
	OperatorPassword func() string
	// Items are printed in this order.
	Items []Item
	// Payments sum to the total exactly; none = all of it in cash.
	Payments []Payment
}

// ItemKind says what an [Item] is. The zero kind is a sale.
type ItemKind string

// The kinds of items, in ErpNet.FP's words.
const (
	ItemSale      ItemKind = ""                 // a good or a service
	ItemComment   ItemKind = "comment"          // a line of text among the items
	ItemFooter    ItemKind = "footer-comment"   // a line of text below the payments
	ItemDiscount  ItemKind = "discount-amount"  // a sum off the subtotal
	ItemSurcharge ItemKind = "surcharge-amount" // a sum on top of the subtotal
)

// Item is one line of a receipt. [Line] builds a sale whose total on the device is
// the one that you have.
type Item struct {
	Kind ItemKind
	// Text is the name of the good, or the comment. It must let one know the kind of
	// good (Наредба Н-18 чл. 26, ал. 1, т. 7). Dialects fit it to the device.
	Text string
	// Quantity of a sale, above zero; devices round it to 3 decimals.
	Quantity decimal.Decimal
	// UnitPrice of a sale before discounts: euro with VAT, above zero; devices round
	// it to 2 decimals.
	UnitPrice decimal.Decimal
	// TaxGroup of a sale, see [TaxGroupForRate]. For a discount or surcharge on the
	// subtotal it is 0, or the group that the sum belongs to.
	TaxGroup TaxGroup
	// Department of the device, 0 = none.
	Department int
	// Modifier is the discount or surcharge on this sale.
	Modifier Modifier
	// Amount of an ItemDiscount or ItemSurcharge: euro with VAT, above zero.
	Amount decimal.Decimal
}

// ModifierKind says how a [Modifier] counts. The zero kind is none.
type ModifierKind string

// The kinds of modifiers, in ErpNet.FP's words.
const (
	ModifierNone     ModifierKind = ""
	DiscountPercent  ModifierKind = "discount-percent"
	DiscountAmount   ModifierKind = "discount-amount"
	SurchargePercent ModifierKind = "surcharge-percent"
	SurchargeAmount  ModifierKind = "surcharge-amount"
)

// Modifier is a discount or surcharge on one sale line. Value is above zero with at
// most 2 decimals: percent (at most 99), or euro with VAT for the whole line.
type Modifier struct {
	Kind  ModifierKind
	Value decimal.Decimal
}

// PaymentKind is a way of paying. The zero kind is not allowed: how money came in
// is never guessed.
type PaymentKind string

// The payment kinds with their NRA names.
const (
	PayCash       PaymentKind = "cash"           // SCash, брой
	PayCheck      PaymentKind = "check"          // SChecks, чек
	PayCard       PaymentKind = "card"           // SCards, карта
	PayCoupons    PaymentKind = "coupons"        // ST, the trader's own vouchers
	PayExtCoupons PaymentKind = "ext-coupons"    // SOT, other people's vouchers
	PayPackaging  PaymentKind = "packaging"      // SP, амбалаж
	PayInternal   PaymentKind = "internal-usage" // SSelf, вътрешно потребление
	PayDamage     PaymentKind = "damage"         // SDmg, щети
	PayBank       PaymentKind = "bank"           // SW, банков превод
	PayReserved1  PaymentKind = "reserved1"      // SR1
	PayReserved2  PaymentKind = "reserved2"      // SR2
	// PayChange is the money given back: a negative amount beside a cash payment. It
	// only makes the sum fit and is never sent to the device as a payment.
	PayChange PaymentKind = "change"
)

// Payment is one payment of a receipt: euro, above zero (below zero for PayChange).
type Payment struct {
	Kind   PaymentKind
	Amount decimal.Decimal
}

package gombashop

import (
	"time"

	"github.com/shopspring/decimal"
)

// OrderID is the shop's own id of an order, opaque. It is not the number that
// the customer sees (Order.Number).
type OrderID string

// Order is a snapshot: texts, prices and addresses are those of the moment of
// the order. Never price an order from the products of today.
type Order struct {
	ID        OrderID
	Number    string // what the customer sees
	Status    Status // IsFinal and IsCancelled are not filled; see StatusService
	CreatedAt time.Time
	UpdatedAt time.Time
	// Currency is of every amount in the order (ISO 4217).
	Currency string
	// PricesIncludeVAT tells the basis of every price and amount.
	PricesIncludeVAT bool
	Customer         Customer
	Billing          Address
	Shipping         Address
	Payment          Payment
	Items            []OrderItem
	Delivery         Delivery
	Fees             []Fee
	// Discounts holds only what is in neither Items[].Discounts nor
	// Delivery.DiscountAmount.
	Discounts []Discount
	Totals    Totals
	Note      string // what the customer wrote
	// USN is the unique sale number (УНП) that the shop was told, empty when none.
	USN string
	// ExternalDoc is the document that the shop was told, nil when none.
	ExternalDoc *Ack
	Receipts    []Receipt
}

// OrderItem is one line.
//
//	LineTotal = round(Quantity × UnitPrice, 2) − Σ Discounts[].Amount
type OrderItem struct {
	ID         string
	ProductID  string
	VariantID  string
	ExternalID string // the good's id, empty when the warehouse does not know it
	SKU        string
	Barcode    string
	Name       string
	Quantity   decimal.Decimal // up to 3 decimal places
	UnitPrice  decimal.Decimal // before the line's discounts, up to 4 decimal places
	Discounts  []Discount
	TaxGroup   int                 // fiscal group 1…8, 0 when unknown
	VATRate    decimal.NullDecimal // percentage
	// LineTotal is the shop's own figure, not valid when it sent none.
	LineTotal decimal.NullDecimal
	// ReturnedQuantity came back so far; not valid when the shop keeps no count.
	ReturnedQuantity decimal.NullDecimal
}

// Totals are the shop's own sums, in the order's currency.
type Totals struct {
	Items      decimal.Decimal // Σ LineTotal
	Delivery   decimal.Decimal
	Discounts  decimal.Decimal // as a positive amount
	Fees       decimal.Decimal
	GrandTotal decimal.Decimal // after what counts as discount
	Payable    decimal.Decimal // GrandTotal − vouchers that count as payment
	VAT        decimal.NullDecimal
}

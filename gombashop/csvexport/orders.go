package csvexport

import (
	"io"
	"iter"
	"time"

	"github.com/shopspring/decimal"
)

// Order is one row of an order export. All texts come without HTML entities.
// The file names no VAT: whether amounts include it is the shop's setting, and
// they do in every shop that sells to people.
type Order struct {
	// Line is where the row begins in the file, from 1.
	Line int
	// Number is what the customer sees, opaque: 8 hexadecimal digits such as
	// D455C343. A spreadsheet makes another number of one like 1234E567.
	Number string
	// Status is the merchant's word: "Завършена", "Върната".
	Status string
	// Created is local time of the shop, see WithLocation; zero when unknown.
	Created  time.Time
	Payment  Payment
	Delivery Delivery
	Invoice  Invoice
	Customer Customer
	// Note is what the customer wrote.
	Note string
	// DiscountType and PromoCode say where Totals.Discount comes from.
	DiscountType, PromoCode string
	Lines                   []Line
	Totals                  Totals
	// Currency is ISO 4217, "EUR" or "BGN"; empty where the amounts stand bare.
	Currency string
}

// Payment is how an order is paid and whether it is.
type Payment struct {
	Method string // "Наложен платеж", "Банков превод", or empty
	Paid   bool
	PaidAt time.Time // local time of the shop, zero when unknown
}

// Delivery is how an order travels, and to whom.
type Delivery struct {
	Method   string // the merchant's own words
	Person   string
	City     string
	Address  string
	Postcode string
	Phone    string
}

// Invoice is the company that wants one.
type Invoice struct {
	Wanted    bool
	Company   string
	EIK       string // ЕИК
	VATNumber string // ИН по ЗДДС
	Address   string
	City      string
}

// Customer is who ordered.
type Customer struct {
	Name     string
	City     string
	Address  string
	Postcode string
	Phone    string
	Email    string
}

// Totals are the shop's sums, in Order.Currency. The older layout has neither
// Items nor Delivery.
type Totals struct {
	Items    decimal.NullDecimal
	Delivery decimal.NullDecimal
	Discount decimal.NullDecimal // 0 or more, to be taken off
	Grand    decimal.Decimal
}

// Difference is Grand − (Items + Delivery − Discount): 0 in a consistent order,
// and 0 where one of the three is not in the file.
func (t Totals) Difference() decimal.Decimal {
	if !t.Items.Valid || !t.Delivery.Valid || !t.Discount.Valid {
		return decimal.Decimal{}
	}

	return t.Grand.Sub(t.Items.Decimal).Sub(t.Delivery.Decimal).Add(t.Discount.Decimal)
}

// Orders yields the rows of an order export, which is read as the loop goes on
// and can be ranged over once. An error wraps ErrValue when the next row
// follows, and anything else when it is the last.
func Orders(r io.Reader, opts ...ReadOption) iter.Seq2[Order, error] {
	return read(r, orderColumns(), opts, order)
}

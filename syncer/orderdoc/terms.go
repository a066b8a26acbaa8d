package orderdoc

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// Terms are the same for every order of a run.
type Terms struct {
	// OperType is sklad.OperSale or sklad.OperOrder (setting o). A customer
	// order carries no payments and no УНП.
	OperType sklad.OperType
	// PricesIncludeVAT is the basis of the database's prices
	// (sklad.Info.PricesIncludeVAT).
	PricesIncludeVAT bool
	// DeliveryItem adds the delivery as a service line (setting h). Without it
	// the total is proven without the delivery.
	DeliveryItem bool
	// Voucher says what a voucher is; zero is VoucherAsShop.
	Voucher VoucherMode
	// PaymentMap gives a PaymentTypes.ID for a method of the shop, over the
	// defaults of [PaymentType].
	PaymentMap map[string]int64
	// Currency is the base currency of the warehouse, ISO 4217; empty is EUR.
	Currency string

	ObjectID           sklad.ObjectID
	OperatorID, UserID sklad.UserID
	// Date is the day of import, in the warehouse's time zone.
	Date time.Time
	// Key comes before the order's id in Document.ExternalKey.
	Key string
	// USN asks for a unique sale number; nil writes none.
	USN *sklad.USNRequest
}

// VoucherMode says what a voucher is (import.voucher).
type VoucherMode string

// The values of VoucherMode.
const (
	// VoucherAsShop does as the order says.
	VoucherAsShop VoucherMode = "as_shop"
	// VoucherDiscount lowers the price by every voucher.
	VoucherDiscount VoucherMode = "discount"
	// VoucherPayment leaves the price and makes every voucher a payment.
	VoucherPayment VoucherMode = "payment"
)

// Resolved is what the order's parts are in Склад Pro.
type Resolved struct {
	PartnerID sklad.PartnerID
	// PaymentDays is Partners.PaymentDays: an unpaid sale is due so many days
	// after Terms.Date.
	PaymentDays int
	// Goods are the goods by the id of the order's item.
	Goods map[string]Good
	// Delivery and Fee are service goods; a zero ID means that there is none.
	Delivery, Fee Good
}

// Good is the good of a line.
type Good struct {
	ID sklad.GoodID
	// Rate is the percentage of the good's own VAT group. It gives VATOut.
	Rate decimal.Decimal
}

// base is the warehouse's currency.
func (t Terms) base() string {
	if t.Currency == "" {
		return euro
	}

	return t.Currency
}

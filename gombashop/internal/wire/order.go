package wire

import "time"

// Order is a snapshot of what was bought: texts, prices and addresses are those
// of the moment of the order.
type Order struct {
	ID               string     `json:"id"`
	Number           string     `json:"number"`
	Status           StatusRef  `json:"status"`
	CreatedAt        time.Time  `json:"created_at"`
	UpdatedAt        time.Time  `json:"updated_at"`
	Currency         string     `json:"currency"`
	PricesIncludeVAT *bool      `json:"prices_include_vat"` // absent = true
	Customer         *Customer  `json:"customer"`
	Billing          *Address   `json:"billing"`
	Shipping         *Address   `json:"shipping"`
	Payment          Payment    `json:"payment"`
	Items            []Item     `json:"items"`
	Delivery         *Delivery  `json:"delivery"`
	Fees             []Fee      `json:"fees"`
	Discounts        []Discount `json:"discounts"`
	Totals           Totals     `json:"totals"`
	Note             string     `json:"note"`
	USN              *string    `json:"usn"`
	ExternalDoc      *Ack       `json:"external_doc"`
	Receipts         []Receipt  `json:"receipts"`
}

// StatusRef is the status of an order.
type StatusRef struct {
	ID   string `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
}

// Payment is how an order is paid. CarrierPPP: cash on delivery that the
// carrier pays on as a postal money transfer ("пощенски паричен превод").
type Payment struct {
	Method         string     `json:"method"` // cod, card, bank_transfer, voucher, paypal, other
	Name           string     `json:"name"`
	Paid           bool       `json:"paid"`
	PaidAt         *time.Time `json:"paid_at"`
	TransactionRef *string    `json:"transaction_ref"`
	CarrierPPP     bool       `json:"carrier_ppp"`
}

// Item is a line of an order.
// LineTotal = round(Quantity × UnitPrice, 2) − Σ Discounts.Amount.
type Item struct {
	ID               string     `json:"id"`
	ProductID        string     `json:"product_id"`
	VariantID        string     `json:"variant_id"`
	ExternalID       string     `json:"external_id,omitempty"`
	SKU              string     `json:"sku"`
	Barcode          string     `json:"barcode"`
	Name             string     `json:"name"`
	Quantity         Quantity   `json:"quantity"`
	UnitPrice        Money      `json:"unit_price"`
	Discounts        []Discount `json:"discounts"`
	TaxGroup         *int       `json:"tax_group"`
	VATRate          *Percent   `json:"vat_rate"`
	LineTotal        *Money     `json:"line_total"`
	ReturnedQuantity *Quantity  `json:"returned_quantity"`
}

// Discount is a discount of a line or of the order. Amount decides; Value is
// only how it came about.
type Discount struct {
	Kind      string  `json:"kind"` // product, promo_code, voucher
	Code      string  `json:"code,omitempty"`
	Type      string  `json:"type"` // percent, amount, free_delivery
	Value     *Money  `json:"value,omitempty"`
	Amount    Money   `json:"amount"`
	AppliesTo string  `json:"applies_to,omitempty"` // items, order, delivery
	TreatAs   string  `json:"treat_as,omitempty"`   // discount, payment (vouchers)
	ItemID    *string `json:"item_id,omitempty"`    // informational
}

// Delivery is the delivery of an order; Price is before DiscountAmount.
type Delivery struct {
	Name           string   `json:"name"`
	Price          Money    `json:"price"`
	DiscountAmount Money    `json:"discount_amount"`
	TaxGroup       *int     `json:"tax_group"`
	VATRate        *Percent `json:"vat_rate"`
}

// Fee is a charge beside goods and delivery.
type Fee struct {
	Name     string   `json:"name"`
	Amount   Money    `json:"amount"`
	TaxGroup *int     `json:"tax_group,omitempty"`
	VATRate  *Percent `json:"vat_rate"`
}

// Totals are the shop's own sums.
// GrandTotal = Items + Delivery + Fees − Discounts that are treated as
// discount, where Items is Σ LineTotal and Delivery is after its discount;
// Payable = GrandTotal − vouchers that are treated as payment.
type Totals struct {
	Items      Money  `json:"items"`
	Delivery   Money  `json:"delivery"`
	Discounts  Money  `json:"discounts"`
	Fees       Money  `json:"fees"`
	GrandTotal Money  `json:"grand_total"`
	Payable    *Money `json:"payable"`
	VAT        *Money `json:"vat"`
}

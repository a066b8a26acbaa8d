package wire

import (
	"encoding/json"
	"time"
)

// Ack is the body of POST /orders/{id}/ack and then the order's external_doc.
type Ack struct {
	DocumentType   string    `json:"document_type"` // order, sale
	DocumentNumber string    `json:"document_number"`
	ImportedAt     time.Time `json:"imported_at"`
}

// UnmarshalJSON also reads a bare string, the document's number.
func (a *Ack) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &a.DocumentNumber)
	}
	type plain Ack
	return json.Unmarshal(b, (*plain)(a))
}

// USN is the body of PUT /orders/{id}/usn: 200 when the order has none or the
// same one, 409 usn_already_set when it has another.
type USN struct {
	USN string `json:"usn"`
}

// Receipt is the body of POST /orders/{id}/receipts, unique on
// (device, fiscal_memory, number).
type Receipt struct {
	Type         string    `json:"type"` // sale, reversal
	Number       string    `json:"number"`
	IssuedAt     time.Time `json:"issued_at"`
	Amount       Money     `json:"amount"`
	Currency     string    `json:"currency"`
	FiscalMemory string    `json:"fiscal_memory"`
	Device       string    `json:"device"`
	USN          string    `json:"usn"`
}

// Voucher is a row of GET /vouchers: prepaid value or a gift.
type Voucher struct {
	ID         string     `json:"id"`
	Code       string     `json:"code"`
	Type       string     `json:"type"` // amount, percent
	Value      Money      `json:"value"`
	Balance    *Money     `json:"balance"`
	Currency   string     `json:"currency"`
	TreatAs    string     `json:"treat_as"` // discount, payment
	Active     bool       `json:"active"`
	ValidFrom  *time.Time `json:"valid_from"`
	ValidUntil *time.Time `json:"valid_until"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

// PromoCode is a row of GET /promo-codes.
type PromoCode struct {
	ID         string     `json:"id"`
	Code       string     `json:"code"`
	Type       string     `json:"type"` // percent, amount, free_delivery
	Value      Money      `json:"value"`
	Currency   string     `json:"currency"`
	AppliesTo  string     `json:"applies_to"` // items, order, delivery
	Active     bool       `json:"active"`
	ValidFrom  *time.Time `json:"valid_from"`
	ValidUntil *time.Time `json:"valid_until"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

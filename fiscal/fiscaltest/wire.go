package fiscaltest

import (
	"encoding/json"
	"strconv"
	"strings"
)

// body is a receipt or storno as it comes in. Unknown keys are refused, so that a
// client that misspells one does not print something else.
type body struct {
	UniqueSaleNumber string    `json:"uniqueSaleNumber"`
	Operator         string    `json:"operator"`
	OperatorPassword string    `json:"operatorPassword"`
	Items            []item    `json:"items"`
	Payments         []payment `json:"payments"`
	ReceiptNumber    string    `json:"receiptNumber"`
	ReceiptDateTime  string    `json:"receiptDateTime"`
	FiscalMemory     string    `json:"fiscalMemorySerialNumber"`
	Reason           string    `json:"reason"`
}

type item struct {
	Type               string      `json:"type"`
	Text               string      `json:"text"`
	Quantity           json.Number `json:"quantity"`
	UnitPrice          json.Number `json:"unitPrice"`
	TaxGroup           int         `json:"taxGroup"`
	Department         int         `json:"department"`
	PriceModifierType  string      `json:"priceModifierType"`
	PriceModifierValue json.Number `json:"priceModifierValue"`
	Amount             json.Number `json:"amount"`
}

type payment struct {
	Amount      *json.Number `json:"amount"`
	PaymentType *string      `json:"paymentType"`
}

// reply is what goes out.
type reply struct {
	OK              bool         `json:"ok"`
	Messages        []message    `json:"messages"`
	ReceiptNumber   string       `json:"receiptNumber,omitempty"`
	ReceiptDateTime string       `json:"receiptDateTime,omitempty"`
	ReceiptAmount   *json.Number `json:"receiptAmount,omitempty"`
	FiscalMemory    string       `json:"fiscalMemorySerialNumber,omitempty"`
	DeviceDateTime  string       `json:"deviceDateTime,omitempty"`
	InvoiceNumber   string       `json:"invoiceNumber,omitempty"`
	Amount          *json.Number `json:"amount,omitempty"`
	RawResponse     *string      `json:"rawResponse,omitempty"`
}

// oldReply writes ok as servers before 2020 did.
type oldReply struct {
	reply

	OK string `json:"ok"`
}

// spelled is the reply with its ok spelled as [Server.SpellOK] wants it.
func (s *Server) spelled(r reply) any {
	if s.oldOK.Load() {
		return oldReply{reply: r, OK: strconv.FormatBool(r.OK)}
	}
	return r
}

type message struct {
	Type string `json:"type"`
	Code string `json:"code,omitempty"`
	Text string `json:"text"`
}

const clockLayout = "2006-01-02T15:04:05"

func failed(code, text string) reply {
	return reply{Messages: []message{{Type: "error", Code: code, Text: text}}}
}

// spoken are the words of some standard codes.
func spoken(code string) string {
	switch code {
	case "E101":
		return "The device does not respond"
	case "E108":
		return "The device is busy with another connection"
	case "E301":
		return "No paper"
	case "E302":
		return "The cover is open"
	case "E502":
		return "Print the Z report first"
	case "W301":
		return "Low paper"
	}
	return "Error " + code
}

func lower(s string) string { return strings.ToLower(s) }

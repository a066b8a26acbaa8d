package sklad

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// FiscalReceipt is a printed receipt as table ECRReceipts keeps it.
type FiscalReceipt struct {
	OperType OperType
	Acct     Acct
	// Number is the device's, with its leading zeros; the column holds the
	// number without them.
	Number string
	// IssuedAt is the device's time.
	IssuedAt time.Time
	// Device is its individual number, e.g. DT279013.
	Device string
	// Description is free text, e.g. the УНП and the fiscal memory.
	Description string
	// Total is the receipt's amount, with VAT, in the base currency.
	Total  decimal.Decimal
	UserID UserID
	// Reversal tells that it is a storno.
	Reversal bool
}

// ECRReceipts.ReceiptType of printed receipts.
const (
	receiptFiscal = 1
	receiptRefund = 3
)

// SaveFiscalReceipt adds a printed receipt to ECRReceipts, beside the row of
// the sale's УНП. A number without digits is stored as 0: the text stays in
// Description.
func (tx *Tx) SaveFiscalReceipt(ctx context.Context, r FiscalReceipt) error {
	kind := receiptFiscal
	if r.Reversal {
		kind = receiptRefund
	}

	number, err := strconv.ParseInt(strings.TrimSpace(r.Number), 10, 32)
	if err != nil {
		number = 0
	}

	d := tx.SQL().Dialect()

	return tx.SQL().Insert(ctx, "ECRReceipts", engine.Row{
		"OperType": int64(r.OperType), "Acct": int64(r.Acct), "ReceiptID": number,
		"ReceiptDate": d.Clock(r.IssuedAt, tx.Location()), "ReceiptType": kind, "ECRID": orBlank(r.Device),
		"Description": orBlank(cut(r.Description)), "Total": r.Total.InexactFloat64(),
		"UserID": int64(r.UserID), "UserRealTime": d.Stamp(tx.Now(), tx.Location()),
	})
}

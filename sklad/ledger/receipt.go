package ledger

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Receipt is a row of gomba_receipts: what became of one print. A storno needs
// number, time, fiscal memory and УНП of the original (Наредба Н-18 чл. 31), so
// nothing of a printed receipt is ever dropped.
type Receipt struct {
	// Job names the print for ever, at most 255 characters.
	Job string
	// Shop and OrderID are those of the order; USN that of the sale.
	Shop, OrderID, USN string
	// Device is the individual number of the fiscal device.
	Device string
	// Kind is ReceiptSale (the default) or ReceiptReversal.
	Kind string
	// State is one of the Receipt… states.
	State string
	// Request is the receipt as it was to be printed, Anchor what the device
	// said before, Result what it said after: JSON, as the caller gave them.
	Request, Anchor, Result string
	// Number (text, with its zeros), IssuedAt, Amount (base currency, with VAT)
	// and FiscalMemory are those of the printed receipt.
	Number, FiscalMemory string
	IssuedAt             time.Time
	Amount               decimal.NullDecimal
	// Warnings are the device's; Cause is why the print failed or is unknown.
	Warnings, Cause string
	// Attempts counts how often the print was begun.
	Attempts int
	// SentToShopAt is when the shop was told; zero means not yet.
	SentToShopAt         time.Time
	CreatedAt, UpdatedAt time.Time
}

// The kinds of a receipt.
const (
	ReceiptSale     = "sale"
	ReceiptReversal = "reversal"
)

// The states of a receipt, in the words of package fiscal. One that is printing
// or unknown is unsettled.
const (
	ReceiptPending  = "pending"  // to be printed, nothing was sent
	ReceiptPrinting = "printing" // bytes may be on their way
	ReceiptPrinted  = "printed"  // on paper, for ever
	ReceiptFailed   = "failed"   // nothing was printed; may be tried again
	ReceiptUnknown  = "unknown"  // never tried again before it is settled
)

const tableReceipts = "gomba_receipts"

type receiptRow struct {
	ID           engine.Int  `db:"ID"`
	Job          text        `db:"Job"`
	Shop         text        `db:"Shop"`
	OrderID      text        `db:"OrderID"`
	USN          text        `db:"USN"`
	Device       text        `db:"Device"`
	Kind         text        `db:"Kind"`
	State        text        `db:"State"`
	Request      text        `db:"Request"`
	Anchor       text        `db:"Anchor"`
	Result       text        `db:"Result"`
	Number       text        `db:"Number"`
	IssuedAt     engine.Time `db:"IssuedAt"`
	Amount       text        `db:"Amount"`
	FiscalMemory text        `db:"FiscalMemory"`
	Warnings     text        `db:"Warnings"`
	Cause        text        `db:"Cause"`
	Attempts     engine.Int  `db:"Attempts"`
	SentToShopAt engine.Time `db:"SentToShopAt"`
	CreatedAt    engine.Time `db:"CreatedAt"`
	UpdatedAt    engine.Time `db:"UpdatedAt"`
}

func receiptTable() table[receiptRow, Receipt] {
	return table[receiptRow, Receipt]{
		name: tableReceipts, key: "ID", id: func(r receiptRow) int64 { return int64(r.ID) }, turn: receiptRow.receipt,
	}
}

func receiptHash(job string) string { return KeyHash("receipt", "", job) }

func (r receiptRow) receipt() (Receipt, error) {
	sums, err := sums(map[string]text{"Amount": r.Amount})
	if err != nil {
		return Receipt{}, invalid("receipt %s: %v", r.Job, err)
	}
	return Receipt{
		Job: string(r.Job), Shop: string(r.Shop), OrderID: string(r.OrderID), USN: string(r.USN), Device: string(r.Device),
		Kind: string(r.Kind), State: string(r.State), Request: string(r.Request), Anchor: string(r.Anchor),
		Result: string(r.Result), Number: string(r.Number), IssuedAt: r.IssuedAt.Time, Amount: sums["Amount"],
		FiscalMemory: string(r.FiscalMemory), Warnings: string(r.Warnings), Cause: string(r.Cause), Attempts: int(r.Attempts),
		SentToShopAt: r.SentToShopAt.Time, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
	}, nil
}

// row is what is written; what the device said is cut off rather than refused,
// because a print that happened must be kept.
func (v Receipt) row() engine.Row {
	return engine.Row{
		"Lane": v.lane(), "Job": v.Job, "Shop": v.Shop, "OrderID": v.OrderID, "USN": cut(v.USN, 21), "Device": v.Device,
		"Kind": v.Kind, "State": v.State, "Request": v.Request, "Anchor": v.Anchor, "Result": v.Result,
		"Number": cut(v.Number, numberLength), "IssuedAt": stamp(v.IssuedAt), "Amount": sumText(v.Amount),
		"FiscalMemory": cut(v.FiscalMemory, numberLength), "Warnings": cut(v.Warnings, memoLength),
		"Cause": cut(v.Cause, memoLength), "Attempts": v.Attempts, "SentToShopAt": stamp(v.SentToShopAt),
		"CreatedAt": stamp(v.CreatedAt), "UpdatedAt": stamp(v.UpdatedAt),
	}
}

// lane is the device while the print is going on, see receipts. Devices without a
// name count as one, because nobody can tell them apart.
func (v Receipt) lane() string {
	if v.State == ReceiptPrinting {
		return KeyHash("lane", "", v.Device)
	}
	return receiptHash(v.Job)
}

func (v Receipt) check() error {
	if err := checkText("the receipt's job", v.Job, jobLength); err != nil {
		return err
	}
	for _, part := range []struct {
		what, value string
		length      int
	}{{"shop", v.Shop, shopLength}, {"order", v.OrderID, idLength}, {"device", v.Device, deviceLength}} {
		if part.value == "" {
			continue
		}
		if err := checkText("the "+part.what+" of receipt "+v.Job, part.value, part.length); err != nil {
			return err
		}
	}
	switch v.State {
	case ReceiptPending, ReceiptPrinting, ReceiptPrinted, ReceiptFailed, ReceiptUnknown:
		return nil
	}
	return invalid("receipt %s cannot be %q", v.Job, v.State)
}

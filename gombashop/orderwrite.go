package gombashop

import (
	"time"

	"github.com/shopspring/decimal"
)

// DocumentType is what an order became in the warehouse.
type DocumentType string

// The two types.
const (
	OrderDocument DocumentType = "order" // Поръчка
	SaleDocument  DocumentType = "sale"  // Продажба
)

// Ack tells the shop that an order was imported, and as what.
type Ack struct {
	DocumentType   DocumentType
	DocumentNumber string
	ImportedAt     time.Time
}

// ReceiptType tells a receipt from its reversal (storno).
type ReceiptType string

// The two types.
const (
	SaleReceipt     ReceiptType = "sale"
	ReversalReceipt ReceiptType = "reversal"
)

// Receipt is a fiscal receipt that was printed for an order. The shop keeps one
// for each (Device, FiscalMemory, Number).
type Receipt struct {
	Type         ReceiptType
	Number       string // as the device prints it, "0000085"
	IssuedAt     time.Time
	Amount       decimal.Decimal // VAT included
	Currency     string          // ISO 4217
	FiscalMemory string          // number of the fiscal memory, "02279013"
	Device       string          // serial number of the device, "DT279013"
	USN          string          // УНП
}

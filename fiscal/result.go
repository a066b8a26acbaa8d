package fiscal

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Result is what a device says about a printed receipt. Keep all of it: a storno is
// impossible later without number, time and fiscal memory.
//
// A [Journal] gets the same struct as the anchor of a print that is about to begin;
// see there.
type Result struct {
	// TaskID is the id under which the device's server knows the print.
	TaskID string
	// Number of the receipt as text, with its leading zeros.
	Number string
	// Time is the reading of the device's own clock, in the dialect's location
	// (Europe/Sofia unless told otherwise).
	Time time.Time
	// Amount is the total, euro with VAT.
	Amount decimal.Decimal
	// FiscalMemory is the number of the fiscal memory (ФП), 8 digits.
	FiscalMemory string
	// Device is the individual number of the device, e.g. DT279013.
	Device string
	// InvoiceNumber is that of an [Invoice] or [CreditNote] as it was printed, whoever
	// gave it; empty for a receipt.
	InvoiceNumber string
	// Warnings of the device, for instance W301 (paper is running low).
	Warnings []Message
	// Until is set only in an anchor: until then, on the same clock as Time, the program
	// that began the print may still be at it, and no other one judges the job.
	Until time.Time
}

// MessageKind is the weight of a [Message].
type MessageKind string

// The kinds of messages.
const (
	Info    MessageKind = "info"
	Warning MessageKind = "warning"
	Failure MessageKind = "error"
)

// Message is one remark of a device.
type Message struct {
	Kind MessageKind
	// Code is the standard code, E301 or W201; empty for information.
	Code string
	// Text is the device's own wording.
	Text string
}

// Status is the state of a device before anything is printed.
type Status struct {
	// Ready reports that the device can print now. When it is false, Messages say why.
	Ready bool
	// ReceiptOpen reports a receipt that was begun and neither closed nor aborted.
	ReceiptOpen bool
	// Device is the individual number, e.g. DT279013.
	Device string
	// FiscalMemory is the number of the fiscal memory (ФП).
	FiscalMemory string
	// Time is the device's clock, in the dialect's location.
	Time time.Time
	// Manufacturer, Model and Firmware describe the device.
	Manufacturer, Model, Firmware string
	// TextMax and CommentMax are the longest item name and comment in characters; 0 =
	// not known.
	TextMax, CommentMax int
	// Payments are the payment kinds that the device takes; nil = not known.
	Payments []PaymentKind
	// Messages are what the device reports.
	Messages []Message
}

// Takes reports whether the device takes payments of kind k.
func (s Status) Takes(k PaymentKind) bool {
	return s.Payments == nil || k == PayChange || slices.Contains(s.Payments, k)
}

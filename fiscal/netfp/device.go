package netfp

import (
	"context"
	"maps"
	"slices"

	"github.com/skladmost/skladmost/fiscal"
)

// Device is the server's description of a device. A limit of 0 is not known.
type Device struct {
	// ID is the server's name of the device, for [Options]; URI says how the server
	// reaches it.
	ID  string `json:"-"`
	URI string `json:"uri"`
	// Serial is the individual number, FiscalMemory that of the fiscal memory (ФП), TaxID
	// the trader's as it is set in the device.
	Serial       string `json:"serialNumber"`
	FiscalMemory string `json:"fiscalMemorySerialNumber"`
	TaxID        string `json:"taxIdentificationNumber"`
	Manufacturer string `json:"manufacturer"`
	Model        string `json:"model"`
	Firmware     string `json:"firmwareVersion"`
	// TextMax, CommentMax and PasswordMax are lengths in characters.
	TextMax     int `json:"itemTextMaxLength"`
	CommentMax  int `json:"commentTextMaxLength"`
	PasswordMax int `json:"operatorPasswordMaxLength"`
	// Payments are the kinds that the device takes; nil = not known.
	Payments []fiscal.PaymentKind `json:"supportedPaymentTypes"`
	// SubtotalModifiers: the device takes [fiscal.ItemDiscount] and [fiscal.ItemSurcharge];
	// SubtotalNeedsGroup: and wants their tax group.
	SubtotalModifiers  bool `json:"supportsSubTotalAmountModifiers"`
	SubtotalNeedsGroup bool `json:"subTotalAmountModifiersRequireTaxGroup"`
	// Invoices and CreditNotes: [Printer.Invoice] and [Printer.CreditNote] work. The
	// next two say who gives their numbers.
	Invoices          bool       `json:"supportsInvoice"`
	CreditNotes       bool       `json:"supportsCreditNote"`
	InvoiceNumbers    Assignment `json:"invoiceNumberAssignment"`
	CreditNoteNumbers Assignment `json:"creditNoteNumberAssignment"`
	// Terminal: a card terminal is built in; TerminalUsed: and the server uses it.
	Terminal     bool `json:"supportPaymentTerminal"`
	TerminalUsed bool `json:"usePaymentTerminal"`
}

// Assignment says who gives an invoice its number.
type Assignment string

// The assignments. A server that says nothing leaves it to the device.
const (
	DeviceAssigned   Assignment = "device-assigned"   // a number of ours is refused
	ExternalOptional Assignment = "external-optional" // ours, else the device's
	ExternalRequired Assignment = "external-required" // only ours
)

// Printers lists the devices of the server by their ID, without choosing one;
// o.PrinterID is not looked at. It is [fiscal.ErrOffline] when the server does not
// answer or is still starting.
func Printers(ctx context.Context, o Options) ([]Device, error) {
	p, err := connect(o)
	if err != nil {
		return nil, err
	}
	found, err := p.printers(ctx)
	if err != nil {
		return nil, err
	}
	devices := make([]Device, 0, len(found))
	for _, id := range slices.Sorted(maps.Keys(found)) {
		devices = append(devices, found[id])
	}
	return devices, p.Close()
}

// Device asks the server how it describes the device now. Its errors are those of
// [Printer.Status].
func (p *Printer) Device(ctx context.Context) (Device, error) {
	return p.device(ctx, "device")
}

func (p *Printer) printers(ctx context.Context) (map[string]Device, error) {
	var found map[string]Device
	if err := p.question(ctx, "open", nil, &found, "printers"); err != nil {
		return nil, err
	}
	for id, d := range found {
		found[id] = d.named(id)
	}
	return found, nil
}

func (d Device) named(id string) Device {
	d.ID = id
	if len(d.Payments) == 0 {
		d.Payments = nil // no device takes nothing
	}
	return d
}

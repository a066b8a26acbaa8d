package netfp

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// Invoice prints an extended receipt. TaskID in its Receipt is required, and everything
// said about [Printer.Print] holds; no [fiscal.Spooler] stands in between, so keep the
// TaskID before you call and ask [Printer.Task] after a crash. It is
// [fiscal.ErrUnsupported], before anything is sent, where the device cannot do it, and
// [fiscal.ErrInvalid] where Number does not suit [Device].InvoiceNumbers, both as the
// device was described to [Open]. Result.InvoiceNumber is the number on paper.
func (p *Printer) Invoice(ctx context.Context, i fiscal.Invoice) (fiscal.Result, error) {
	const op = "invoice"
	if !p.info.Invoices {
		return fiscal.Result{}, p.cannot(op, "the device prints no invoices")
	}
	if err := i.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("netfp: %w", err)
	}
	if err := p.info.InvoiceNumbers.suits(op, i.Number); err != nil {
		return fiscal.Result{}, err
	}
	return p.print(ctx, op, "invoice", i.Receipt, p.invoice(i))
}

// CreditNote prints an extended storno; everything said about [Printer.Invoice] holds,
// with [Device].CreditNotes and CreditNoteNumbers.
func (p *Printer) CreditNote(ctx context.Context, n fiscal.CreditNote) (fiscal.Result, error) {
	const op = "credit note"
	if !p.info.CreditNotes {
		return fiscal.Result{}, p.cannot(op, "the device prints no credit notes")
	}
	if err := n.Validate(); err != nil {
		return fiscal.Result{}, fmt.Errorf("netfp: %w", err)
	}
	if err := p.info.CreditNoteNumbers.suits(op, n.Number); err != nil {
		return fiscal.Result{}, err
	}
	return p.print(ctx, op, "creditnote", n.Receipt, p.creditNote(n))
}

func (p *Printer) cannot(op, text string) error {
	return &fiscal.Error{
		Op: op, Device: p.id, Kind: fiscal.ErrUnsupported, Text: text,
		Remedy: "print a receipt and write the document elsewhere, or use another device",
	}
}

// suits refuses a number that the device would refuse. What an unknown word means only
// the server knows.
func (a Assignment) suits(op, number string) error {
	switch {
	case (a == DeviceAssigned || a == "") && number != "":
		return fmt.Errorf("netfp: %s: the device gives the number itself; leave Number (%s) empty: %w", op, number, fiscal.ErrInvalid)
	case a == ExternalRequired && number == "":
		return fmt.Errorf("netfp: %s: the device gives no number; set Number: %w", op, fiscal.ErrInvalid)
	}
	return nil
}

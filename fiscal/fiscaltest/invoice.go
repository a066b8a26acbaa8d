package fiscaltest

import (
	"fmt"
	"slices"
)

// invoiceBody is an invoice or credit note as it comes in.
type invoiceBody struct {
	body

	Recipient       *recipient `json:"recipient"`
	Receiver        string     `json:"receiver"`
	Issuer          string     `json:"issuer"`
	Number          string     `json:"number"`
	OriginalInvoice string     `json:"originalInvoiceNumber"`
	OriginalDevice  string     `json:"fiscalDeviceSerialNumber"`
}

type recipient struct {
	Name           string `json:"name"`
	Identifier     string `json:"identifier"`
	IdentifierType string `json:"identifierType"`
	VATNumber      string `json:"vatNumber"`
	Address        string `json:"address"`
	City           string `json:"city"`
}

// invoice prints an invoice or a credit note.
func (s *Server) invoice(credit bool) func(invoiceBody) job {
	return func(b invoiceBody) job {
		return func(taskID string) reply {
			if !s.opts.device.Invoices {
				return failed("E413", "printing is not implemented by this driver")
			}
			if err := s.checkInvoice(b, credit); err != nil {
				return failed(err.code, err.text)
			}
			return s.printed(taskID, b, credit)
		}
	}
}

// checkInvoice validates what a receipt does not have.
func (s *Server) checkInvoice(b invoiceBody, credit bool) *refusal {
	r := b.Recipient
	numbers := s.opts.device.InvoiceNumbers
	switch {
	case r == nil || r.Name == "" || r.Identifier == "" || r.Address == "":
		return refuse("E405", "recipient with name, identifier and address is required")
	case !slices.Contains([]string{"legal-registration", "national-id", "foreigner-id", "tax-number"}, r.IdentifierType):
		return refuse("E405", "identifierType %q", r.IdentifierType)
	case b.Number == "" && numbers == "external-required":
		return refuse("E405", "number is required by this device")
	case b.Number != "" && numbers == "device-assigned":
		return refuse("E412", "external number is not supported by this device")
	case credit && b.OriginalInvoice == "":
		return refuse("E405", "originalInvoiceNumber is empty")
	case !credit && b.OriginalInvoice+b.OriginalDevice+b.ReceiptNumber+b.Reason != "":
		return refuse("E401", "an invoice has no original")
	}
	return nil
}

// name gives an invoice its number; s.mu is held.
func (s *Server) name(r *PrintedReceipt, b invoiceBody) {
	who := b.Recipient
	if who == nil {
		return // a receipt
	}
	r.InvoiceNumber = b.Number
	if b.Number == "" {
		s.invoices++
		r.InvoiceNumber = fmt.Sprintf("%010d", s.invoices)
	}
	r.Receiver, r.Issuer, r.OriginalInvoice, r.OriginalDevice = b.Receiver, b.Issuer, b.OriginalInvoice, b.OriginalDevice
	r.Recipient = []string{who.Name, who.IdentifierType + " " + who.Identifier, who.VATNumber, who.Address, who.City}
}

// invoice is the block of an invoice on paper.
func (p *strip) invoice(r PrintedReceipt) {
	if r.InvoiceNumber == "" {
		return
	}
	kind := "ФАКТУРА"
	if r.Reversal {
		kind = "КРЕДИТНО ИЗВЕСТИЕ"
	}
	p.pair(kind, r.InvoiceNumber)
	for _, f := range []struct{ name, value string }{
		{"Към фактура", r.OriginalInvoice}, {"Получил", r.Receiver}, {"Съставил", r.Issuer},
	} {
		if f.value != "" {
			p.pair(f.name, f.value)
		}
	}
	for _, text := range r.Recipient {
		if text != "" {
			p.line(text)
		}
	}
}

package netfp

import "github.com/skladmost/skladmost/fiscal"

// invoiceDocument is the body of an invoice and of a credit note.
type invoiceDocument struct {
	document

	Recipient wireRecipient `json:"recipient"`
	Receiver  string        `json:"receiver,omitempty"`
	Issuer    string        `json:"issuer,omitempty"`
	Number    string        `json:"number,omitempty"`
	// Only in a credit note.
	OriginalInvoice string `json:"originalInvoiceNumber,omitempty"`
	OriginalDevice  string `json:"fiscalDeviceSerialNumber,omitempty"`
}

type wireRecipient struct {
	Name           string `json:"name"`
	Identifier     string `json:"identifier"`
	IdentifierType string `json:"identifierType"`
	VATNumber      string `json:"vatNumber,omitempty"`
	Address        string `json:"address"`
	City           string `json:"city,omitempty"`
}

func (p *Printer) invoice(i fiscal.Invoice) invoiceDocument {
	return extended(p.receipt(i.Receipt), i.Parties, i.Number)
}

func (p *Printer) creditNote(n fiscal.CreditNote) invoiceDocument {
	doc := extended(p.reversal(n.Reversal), n.Parties, n.Number)
	doc.OriginalInvoice, doc.OriginalDevice = n.OriginalInvoice, n.OriginalDevice
	if doc.OriginalDevice == "" {
		doc.OriginalDevice = n.Original.Device
	}
	return doc
}

// extended adds the parties. The protocol names no limit of their texts.
func extended(doc document, who fiscal.Parties, number string) invoiceDocument {
	r := who.Recipient
	return invoiceDocument{
		document: doc, Receiver: fit(who.Receiver), Issuer: fit(who.Issuer), Number: number,
		Recipient: wireRecipient{
			Name: fit(r.Name), Identifier: fit(r.Identifier), IdentifierType: string(r.IdentifierKind),
			VATNumber: fit(r.VATNumber), Address: fit(r.Address), City: fit(r.City),
		},
	}
}

// fit keeps an empty text empty.
func fit(text string) string {
	if text == "" {
		return ""
	}
	return fiscal.FitText(text, 0)
}

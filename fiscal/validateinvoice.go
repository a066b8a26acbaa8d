package fiscal

import (
	"errors"
	"strings"
)

// Validate lists everything that is wrong with the invoice; see [Receipt.Validate].
// Whether Number is to be given only the device knows.
func (i Invoice) Validate() error {
	return errors.Join(i.Receipt.Validate(), i.validateParties(), validateNumber(i.Number))
}

// Validate lists everything that is wrong with the credit note; see [Invoice.Validate].
func (n CreditNote) Validate() error {
	errs := []error{n.Reversal.Validate(), n.validateParties(), validateNumber(n.Number)}
	if !digits(n.OriginalInvoice, 1, invoiceDigits) {
		errs = append(errs, invalid("number %q of the original invoice: it must be 1 to 10 digits", n.OriginalInvoice))
	}
	return errors.Join(errs...)
}

// invoiceDigits is the length of an invoice number, ЗДДС чл. 114, ал. 1, т. 2.
const invoiceDigits = 10

func validateNumber(number string) error {
	if number != "" && !digits(number, invoiceDigits, invoiceDigits) {
		return invalid("invoice number %q: it must be ten digits, or empty where the device gives it", number)
	}
	return nil
}

func (p Parties) validateParties() error {
	var errs []error
	for _, f := range []struct{ name, value string }{
		{"name", p.Recipient.Name}, {"identifier", p.Recipient.Identifier}, {"address", p.Recipient.Address},
	} {
		if strings.TrimSpace(f.value) == "" {
			errs = append(errs, invalid("the buyer's %s is empty; an invoice needs it", f.name))
		}
	}
	return errors.Join(append(errs, p.Recipient.validateIdentifier())...)
}

// validateIdentifier counts digits; the control digit is the device's to check.
func (r Recipient) validateIdentifier() error {
	ok, want := true, ""
	switch r.IdentifierKind {
	case IdentifierCompany:
		ok, want = digits(r.Identifier, 9, 9) || digits(r.Identifier, 13, 13), "9 or 13 digits"
	case IdentifierPerson:
		ok, want = digits(r.Identifier, 10, 10), "10 digits"
	case IdentifierForeigner, IdentifierTaxNumber:
	default:
		return invalid("the buyer's identifier is of kind %q: use legal-registration, national-id, foreigner-id or tax-number",
			r.IdentifierKind)
	}
	if !ok && r.Identifier != "" { // an empty one has its reason already; the number itself may be a person's
		return invalid("the buyer's identifier of kind %s must have %s", r.IdentifierKind, want)
	}
	return nil
}

func digits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

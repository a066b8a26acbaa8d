package fiscal

// Invoice is an extended receipt (разширена фискална касова бележка): a receipt of a
// sale that is an invoice too, on devices that can do it. All money is euro with VAT
// included. A [Spooler] does not print it.
type Invoice struct {
	Receipt
	Parties

	// Number is the invoice's own, ten digits (ЗДДС чл. 114, ал. 1, т. 2); empty where the
	// device gives it.
	Number string
}

// CreditNote is an extended storno: it takes back all or part of an [Invoice] and is a
// credit note (кредитно известие) too. Everything said about [Reversal] holds; Original
// is the receipt of the invoice.
type CreditNote struct {
	Reversal
	Parties

	// Number is the credit note's own; see [Invoice].
	Number string
	// OriginalInvoice is the number of the invoice, which is not that of its receipt.
	OriginalInvoice string
	// OriginalDevice is the individual number of the device that printed the invoice; some
	// devices want it. Empty = Original.Device.
	OriginalDevice string
}

// Parties are the people of an invoice.
type Parties struct {
	// Recipient is the buyer.
	Recipient Recipient
	// Receiver took the goods, Issuer wrote the invoice; both may be empty, and not
	// every device prints them.
	Receiver, Issuer string
}

// Recipient is the buyer of an invoice.
type Recipient struct {
	// Name as registered.
	Name string
	// Identifier of the kind IdentifierKind; the device refuses one that does not match.
	Identifier     string
	IdentifierKind IdentifierKind
	// VATNumber, with its BG; empty for a buyer without VAT registration.
	VATNumber string
	// Address is required. City apart is what some devices want.
	Address, City string
}

// IdentifierKind says what a buyer's identifier is. The zero kind is not allowed: it
// is never guessed.
type IdentifierKind string

// The kinds of identifiers, in ErpNet.FP's words.
const (
	IdentifierCompany   IdentifierKind = "legal-registration" // ЕИК or БУЛСТАТ of a Bulgarian company
	IdentifierPerson    IdentifierKind = "national-id"        // ЕГН
	IdentifierForeigner IdentifierKind = "foreigner-id"       // of any foreign company or person (ЛНЧ too)
	IdentifierTaxNumber IdentifierKind = "tax-number"         // given by the tax office (НАП)
)

package fiscal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func buyer() fiscal.Parties {
	return fiscal.Parties{Recipient: fiscal.Recipient{
		Name: "Мост ЕООД", Identifier: "200510279", IdentifierKind: fiscal.IdentifierCompany, Address: "ул. Шипка 1",
	}}
}

func goodCreditNote() fiscal.CreditNote {
	back := fiscal.Reversal{
		Receipt: goodReceipt(), Reason: fiscal.ReasonRefund,
		Original: fiscal.Result{Number: "0000001", FiscalMemory: "02279013", Time: time.Unix(1, 0)},
	}
	back.Payments = nil
	return fiscal.CreditNote{Reversal: back, Parties: buyer(), OriginalInvoice: "7"}
}

func TestInvoiceValidate(t *testing.T) {
	t.Parallel()
	good := fiscal.Invoice{Receipt: goodReceipt(), Parties: buyer(), Number: "0000000001"}
	require.NoError(t, good.Validate())
	require.NoError(t, goodCreditNote().Validate())
	tests := []struct {
		name, want string
		spoil      func(*fiscal.Invoice)
	}{
		{"receipt", "sells nothing", func(i *fiscal.Invoice) { i.Items = nil }},
		{"name", "name is empty", func(i *fiscal.Invoice) { i.Recipient.Name = "" }},
		{"identifier", "identifier is empty", func(i *fiscal.Invoice) { i.Recipient.Identifier = "" }},
		{"address", "address is empty", func(i *fiscal.Invoice) { i.Recipient.Address = " " }},
		{"kind", "use legal-registration", func(i *fiscal.Invoice) { i.Recipient.IdentifierKind = "" }},
		{"company", "9 or 13 digits", func(i *fiscal.Invoice) { i.Recipient.Identifier = "2005102790" }},
		{"person", "10 digits", func(i *fiscal.Invoice) { i.Recipient.IdentifierKind = fiscal.IdentifierPerson }},
		{"short number", "ten digits", func(i *fiscal.Invoice) { i.Number = "1" }},
		{"letters", "ten digits", func(i *fiscal.Invoice) { i.Number = "A000000001" }},
	}
	for _, tt := range tests {
		i := good
		tt.spoil(&i)
		err := i.Validate()
		require.ErrorIs(t, err, fiscal.ErrInvalid, tt.name)
		require.ErrorContains(t, err, tt.want, tt.name)
	}
	foreign := good
	foreign.Recipient.Identifier, foreign.Recipient.IdentifierKind = "DE-1/2", fiscal.IdentifierForeigner
	require.NoError(t, foreign.Validate())
}

func TestCreditNoteValidate(t *testing.T) {
	t.Parallel()
	for want, spoil := range map[string]func(*fiscal.CreditNote){
		"original invoice": func(n *fiscal.CreditNote) { n.OriginalInvoice = "" },
		"storno reason":    func(n *fiscal.CreditNote) { n.Reason = "" },
		"ten digits":       func(n *fiscal.CreditNote) { n.Number = "1" },
		"address is empty": func(n *fiscal.CreditNote) { n.Recipient.Address = "" },
	} {
		n := goodCreditNote()
		spoil(&n)
		err := n.Validate()
		require.ErrorIs(t, err, fiscal.ErrInvalid)
		require.ErrorContains(t, err, want)
	}
}

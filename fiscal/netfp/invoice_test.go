package netfp_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func parties() fiscal.Parties {
	return fiscal.Parties{
		Recipient: fiscal.Recipient{
			Name: "Мост\tЕООД", Identifier: "200510279", IdentifierKind: fiscal.IdentifierCompany,
			VATNumber: "BG200510279", Address: "ул. Шипка 1", City: "София",
		},
		Receiver: "Иван Иванов", Issuer: "Петър Петров",
	}
}

func invoice(taskID string) fiscal.Invoice {
	return fiscal.Invoice{Receipt: receipt(taskID), Parties: parties()}
}

func creditNote(taskID string) fiscal.CreditNote {
	back := receipt(taskID)
	back.Payments = nil
	sofia, _ := time.LoadLocation("Europe/Sofia")
	return fiscal.CreditNote{
		Reversal: fiscal.Reversal{
			Receipt: back, Reason: fiscal.ReasonRefund,
			Original: fiscal.Result{
				Number: "0000001", Device: "DT279013", FiscalMemory: "02279013",
				Time: time.Date(2026, 11, 23, 13, 55, 18, 0, sofia),
			},
		},
		Parties: parties(), OriginalInvoice: "0000000001",
	}
}

func TestInvoiceAndCreditNote(t *testing.T) {
	t.Parallel()
	server, p := open(t, fiscaltest.WithDevice(fiscaltest.Device{Invoices: true, InvoiceNumbers: "external-optional"}))
	first := invoice("main/1")
	first.Number = "9000000007"
	r, err := p.Invoice(t.Context(), first)
	require.NoError(t, err)
	require.Equal(t, "9000000007", r.InvoiceNumber)
	require.Equal(t, "0000001", r.Number)
	require.Equal(t, "20.00", r.Amount.StringFixed(2))
	require.Equal(t, "main/1", r.TaskID)

	note := creditNote("main/2")
	note.OriginalInvoice, note.Original = r.InvoiceNumber, r
	back, err := p.CreditNote(t.Context(), note)
	require.NoError(t, err)
	require.Equal(t, "0000000001", back.InvoiceNumber, "the device's own")
	found, state, err := p.Task(t.Context(), "main/2")
	require.NoError(t, err)
	require.Equal(t, fiscal.StatePrinted, state)
	require.Equal(t, back, found)

	paper := server.Receipts()
	require.Equal(t, []string{"Мост ЕООД", "legal-registration 200510279", "BG200510279", "ул. Шипка 1", "София"}, paper[0].Recipient)
	require.Equal(t, []string{"card 5.00", "cash 50.00", "change -35.00"}, paper[0].Payments)
	require.Contains(t, paper[0].Paper, "ФАКТУРА                         9000000007\nПолучил")
	require.True(t, paper[1].Reversal)
	require.Equal(t, "9000000007", paper[1].OriginalInvoice)
	require.Equal(t, "DT279013", paper[1].OriginalDevice)
	require.Equal(t, "0000001", paper[1].OriginalNumber)
	require.Contains(t, paper[1].Paper, "КРЕДИТНО ИЗВЕСТИЕ               0000000001\n")
}

// Whatever a device would refuse is refused before anything is sent.
func TestInvoiceIsRefusedHere(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		device fiscaltest.Device
		number string
		spoil  func(*fiscal.Parties)
		kind   error
	}{
		{"a device without invoices", fiscaltest.Device{}, "", nil, fiscal.ErrUnsupported},
		{"a number for a device that has its own", fiscaltest.Device{Invoices: true}, "9000000007", nil, fiscal.ErrInvalid},
		{"no number", fiscaltest.Device{Invoices: true, InvoiceNumbers: "external-required"}, "", nil, fiscal.ErrInvalid},
		{"a short number", fiscaltest.Device{Invoices: true, InvoiceNumbers: "external-required"}, "7", nil, fiscal.ErrInvalid},
		{"no name", fiscaltest.Device{Invoices: true}, "", func(p *fiscal.Parties) { p.Recipient.Name = " " }, fiscal.ErrInvalid},
		{"a wrong ЕИК", fiscaltest.Device{Invoices: true}, "", func(p *fiscal.Parties) { p.Recipient.Identifier = "20051027" }, fiscal.ErrInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server, p := open(t, fiscaltest.WithDevice(tt.device))
			server.LoseRequest(1) // would leave the outcome unknown
			i, n := invoice("main/1"), creditNote("main/2")
			i.Number, n.Number = tt.number, tt.number
			if tt.spoil != nil {
				tt.spoil(&i.Parties)
				tt.spoil(&n.Parties)
			}
			_, err := p.Invoice(t.Context(), i)
			require.ErrorIs(t, err, tt.kind)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			_, err = p.CreditNote(t.Context(), n)
			require.ErrorIs(t, err, tt.kind)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			require.Empty(t, server.Receipts())
		})
	}
}

func TestExternalNumberIsTaken(t *testing.T) {
	t.Parallel()
	server, p := open(t, fiscaltest.WithDevice(fiscaltest.Device{Invoices: true, InvoiceNumbers: "external-required"}))
	i, n := invoice("main/1"), creditNote("main/2")
	i.Number, n.Number = "9000000007", "9000000008"
	_, err := p.Invoice(t.Context(), i)
	require.NoError(t, err)
	_, err = p.CreditNote(t.Context(), n)
	require.NoError(t, err)
	require.Equal(t, "9000000007", server.Receipts()[0].InvoiceNumber)
	require.Equal(t, "9000000008", server.Receipts()[1].InvoiceNumber)
}

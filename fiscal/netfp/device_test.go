package netfp_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// only serves one device and one endpoint.
func only(pattern string, h http.HandlerFunc) http.HandlerFunc {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /printers", text(200, `{"x":{"serialNumber":"DT279013","supportsInvoice":true,"supportsCreditNote":true}}`))
	mux.HandleFunc("GET /printers/taskinfo", text(200, `{"taskStatus":"unknown","result":{}}`))
	mux.HandleFunc(pattern, h)
	return mux.ServeHTTP
}

func TestPrinters(t *testing.T) {
	t.Parallel()
	two := canned(t, text(200, `{"b":{"serialNumber":"DY448967","supportedPaymentTypes":[]},"a":{
		"uri":"bg.dt.p.isl.com://COM15","serialNumber":"DT279013","fiscalMemorySerialNumber":"02279013","manufacturer":"Datecs",
		"model":"FP-2000","firmwareVersion":"1.00BG","itemTextMaxLength":34,"commentTextMaxLength":46,"operatorPasswordMaxLength":8,
		"taxIdentificationNumber":"200510279","supportedPaymentTypes":["cash","card"],"supportsSubTotalAmountModifiers":true,
		"subTotalAmountModifiersRequireTaxGroup":true,"supportsInvoice":true,"supportsCreditNote":true,
		"invoiceNumberAssignment":"external-required","creditNoteNumberAssignment":"external-optional",
		"supportPaymentTerminal":true,"usePaymentTerminal":true}}`))
	devices, err := netfp.Printers(t.Context(), netfp.Options{BaseURL: two, PrinterID: "not looked at"})
	require.NoError(t, err)
	require.Equal(t, []netfp.Device{
		{
			ID: "a", URI: "bg.dt.p.isl.com://COM15", Serial: "DT279013", FiscalMemory: "02279013", TaxID: "200510279",
			Manufacturer: "Datecs", Model: "FP-2000", Firmware: "1.00BG", TextMax: 34, CommentMax: 46, PasswordMax: 8,
			Payments:          []fiscal.PaymentKind{fiscal.PayCash, fiscal.PayCard},
			SubtotalModifiers: true, SubtotalNeedsGroup: true, Invoices: true, CreditNotes: true,
			InvoiceNumbers: netfp.ExternalRequired, CreditNoteNumbers: netfp.ExternalOptional, Terminal: true, TerminalUsed: true,
		},
		{ID: "b", Serial: "DY448967"},
	}, devices)

	_, err = netfp.Printers(t.Context(), netfp.Options{BaseURL: canned(t, text(405, ``))})
	require.ErrorIs(t, err, fiscal.ErrOffline)
	_, err = netfp.Printers(t.Context(), netfp.Options{})
	require.ErrorContains(t, err, "no address")
}

func TestDevice(t *testing.T) {
	t.Parallel()
	server, p := open(t, fiscaltest.WithDevice(fiscaltest.Device{Invoices: true}))
	d, err := p.Device(t.Context())
	require.NoError(t, err)
	require.Equal(t, "dt279013", d.ID)
	require.Equal(t, netfp.DeviceAssigned, d.InvoiceNumbers)
	require.True(t, d.CreditNotes)
	server.Close()
	_, err = p.Device(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
}

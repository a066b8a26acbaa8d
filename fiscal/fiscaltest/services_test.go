package fiscaltest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

const (
	buyer = `,"recipient":{"name":"Мост","identifier":"200510279","identifierType":"legal-registration","address":"Шипка 1"}`
	back  = `,"receiptNumber":"0000001","receiptDateTime":"2026-11-23T13:55:18","fiscalMemorySerialNumber":"02279013","reason":"refund"`
)

// with adds fields to a receipt.
func with(fields ...string) string {
	return cheese[:len(cheese)-1] + strings.Join(fields, "") + "}"
}

func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// The device says no for reasons of its own, whatever the client has checked.
func TestServiceRefusals(t *testing.T) {
	t.Parallel()
	plain := fiscaltest.Device{}
	own := fiscaltest.Device{Invoices: true}
	external := fiscaltest.Device{Invoices: true, InvoiceNumbers: "external-required"}
	tests := []struct {
		name, path, body string
		device           fiscaltest.Device
		status           int
		code             string
	}{
		{"a report with a body", "xreport", `{}`, plain, 400, ""},
		{"an unknown key", "deposit", `{"sum":1}`, plain, 400, ""},
		{"a receipt with a buyer", "receipt", with(buyer), plain, 400, ""},
		{"nothing", "deposit", `{"amount":0}`, plain, 200, "E403"},
		{"less than nothing", "withdraw", `{"amount":-1}`, plain, 200, "E403"},
		{"more than there is", "withdraw", `{"amount":12.01}`, plain, 200, "E403"},
		{"no time", "datetime", `{"deviceDateTime":"noon"}`, plain, 200, "E401"},
		{"before the last receipt", "datetime", `{"deviceDateTime":"2026-11-23T11:59:59"}`, plain, 200, "E403"},
		{"no command", "rawrequest", `{"rawRequest":""}`, plain, 200, "E401"},
		{"another command", "rawrequest", `{"rawRequest":"~"}`, plain, 200, "E402"},
		{"no invoices", "invoice", with(buyer), plain, 200, "E413"},
		{"no credit notes", "creditnote", with(buyer, back), plain, 200, "E413"},
		{"no buyer", "invoice", cheese, own, 200, "E405"},
		{"a buyer of no kind", "invoice", with(strings.Replace(buyer, "legal-registration", "unspecified", 1)), own, 200, "E405"},
		{"a number too many", "invoice", with(buyer, `,"number":"9000000007"`), own, 200, "E412"},
		{"no number", "invoice", with(buyer), external, 200, "E405"},
		{"an original", "invoice", with(buyer, back), own, 200, "E401"},
		{"no original invoice", "creditnote", with(buyer, back), own, 200, "E405"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := start(t, fiscaltest.WithDevice(tt.device), fiscaltest.WithClock(noon))
			_, _, err := call(t, "POST", s.URL()+"/printers/dt279013/receipt", cheese)
			require.NoError(t, err)
			status, answer, err := call(t, "POST", s.URL()+"/printers/dt279013/"+tt.path, tt.body)
			require.NoError(t, err)
			require.Equal(t, tt.status, status)
			require.Equal(t, tt.code, code(answer), "%v", answer)
			require.Empty(t, s.Service())
			require.Len(t, s.Receipts(), 1)
			require.Equal(t, "12.00", s.Cash())
		})
	}
}

// The drawer holds what was paid in cash, less the change and the stornos.
func TestCashIsCounted(t *testing.T) {
	t.Parallel()
	s := start(t)
	url := s.URL() + "/printers/dt279013/"
	for _, step := range []struct{ path, body, cash string }{
		{"receipt", cheese, "12.00"},
		{"receipt", with(`,"payments":[{"amount":20,"paymentType":"cash"},{"amount":-8,"paymentType":"change"}]`), "24.00"},
		{"receipt", with(`,"payments":[{"amount":12,"paymentType":"card"}]`), "24.00"},
		{"reversalreceipt", with(back), "12.00"},
		{"deposit", `{"amount":5.5}`, "17.50"},
		{"withdraw", `{"amount":7}`, "10.50"},
		{"xreport", "", "10.50"},
		{"zreport", "", "0.00"},
	} {
		_, answer, err := call(t, "POST", url+step.path, step.body)
		require.NoError(t, err)
		require.Equal(t, true, answer["ok"], "%s: %v", step.path, answer)
		require.Equal(t, step.cash, s.Cash(), step.path)
	}
	s.SpellOK(true)
	_, answer, err := call(t, "GET", url+"cash", "")
	require.NoError(t, err)
	require.Equal(t, "true", answer["ok"])
	require.InDelta(t, 0, answer["amount"], 0)
}

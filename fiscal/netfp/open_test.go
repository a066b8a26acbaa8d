package netfp_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// canned answers every request with the handler.
func canned(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func text(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

func TestDial(t *testing.T) {
	t.Parallel()
	server := fiscaltest.NewServer(fiscaltest.WithDevice(fiscaltest.Device{Serial: "DY448967"}))
	t.Cleanup(server.Close)
	p, err := netfp.Dial(t.Context(), server.Addr())
	require.NoError(t, err)
	s, err := p.Status(t.Context())
	require.NoError(t, err)
	require.Equal(t, "DY448967", s.Device)
	require.NoError(t, p.Close())

	q, err := netfp.Open(t.Context(), netfp.Options{BaseURL: server.URL() + "/", PrinterID: "DY448967"})
	require.NoError(t, err, "printer names are case-blind")
	require.NoError(t, q.Close())

	_, err = netfp.Open(t.Context(), netfp.Options{Addr: server.Addr(), PrinterID: "dt279013"})
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorContains(t, err, "dy448967")
}

func TestOpenNamesTheChoices(t *testing.T) {
	t.Parallel()
	two := canned(t, text(200, `{"dt279013":{"serialNumber":"DT279013"},"dy448967":{"serialNumber":"DY448967"}}`))
	_, err := netfp.Open(t.Context(), netfp.Options{BaseURL: two})
	require.ErrorIs(t, err, netfp.ErrChoose)
	require.ErrorContains(t, err, "dt279013, dy448967")
	p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: two, PrinterID: "dy448967"})
	require.NoError(t, err)
	require.NoError(t, p.Close())
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for name, h := range map[string]http.HandlerFunc{
		"no printers": text(200, `{}`),
		"null":        text(200, `null`),
		"starting":    text(405, ``),
		"html":        text(200, `<html>router login</html>`),
		"not found":   text(404, ``),
		"broken":      text(500, `oops`),
		"redirect":    http.RedirectHandler("/elsewhere", http.StatusFound).ServeHTTP,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: canned(t, h)})
			require.ErrorIs(t, err, fiscal.ErrOffline)
			require.Nil(t, p)
		})
	}
	for _, o := range []netfp.Options{{}, {Addr: "::bad::"}, {BaseURL: "ftp://x"}, {BaseURL: "http://"}, {Addr: "a b:1"}} {
		_, err := netfp.Open(t.Context(), o)
		require.Error(t, err)
		require.NotErrorIs(t, err, fiscal.ErrOffline)
	}
	p, err := netfp.Dial(t.Context(), "127.0.0.1:1")
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.Nil(t, p)
}

func TestOpenGivesUp(t *testing.T) {
	t.Parallel()
	stuck := make(chan struct{})
	url := canned(t, func(http.ResponseWriter, *http.Request) { <-stuck })
	t.Cleanup(func() { close(stuck) })
	_, err := netfp.Open(t.Context(), netfp.Options{BaseURL: url, Timeout: 30 * time.Millisecond})
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// odd serves one device, an odd answer to the print, and an unknown task.
func odd(t *testing.T, answer http.HandlerFunc) *netfp.Printer {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /printers", text(200, `{"x":{"serialNumber":"DT279013"}}`))
	mux.HandleFunc("GET /printers/taskinfo", text(200, `{"taskStatus":"unknown","result":{}}`))
	mux.HandleFunc("POST /printers/x/receipt", answer)
	p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: canned(t, mux.ServeHTTP), PollEvery: time.Millisecond})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return p
}

func TestOddAnswers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		answer http.HandlerFunc
		kind   error
	}{
		{"nothing", text(200, ``), fiscal.ErrOutcomeUnknown},
		{"no content", text(204, ``), fiscal.ErrOutcomeUnknown},
		{"null", text(200, `null`), fiscal.ErrOutcomeUnknown},
		{"an empty object", text(200, `{}`), fiscal.ErrOutcomeUnknown},
		{"half an object", text(200, `{"ok":true,"receiptNum`), fiscal.ErrOutcomeUnknown},
		{"a task that nobody knows", text(200, `{"taskId":"main/1"}`), fiscal.ErrOutcomeUnknown},
		{"a crash", text(500, `oops`), fiscal.ErrOutcomeUnknown},
		{"a proxy that gave up", text(504, ``), fiscal.ErrOutcomeUnknown},
		{"failed without a reason", text(200, `{"ok":false}`), fiscal.ErrOutcomeUnknown},
		{"no such printer", text(404, ``), fiscal.ErrRejected},
		{"not readable", text(400, `{"title":"…"}`), fiscal.ErrRejected},
		{"locked", text(401, ``), fiscal.ErrRejected},
		{"moved", http.RedirectHandler("/printers", http.StatusTemporaryRedirect).ServeHTTP, fiscal.ErrRejected},
		{"too long", text(413, ``), fiscal.ErrRejected},
		{"starting", text(405, ``), fiscal.ErrOffline},
		{"an old server's texts", text(200, `{"ok":"false","messages":[{"type":"error","code":"E301","text":"No paper"}]}`), fiscal.ErrRejected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := odd(t, tt.answer).Print(t.Context(), receipt("main/1"))
			require.ErrorIs(t, err, tt.kind)
			for _, other := range []error{fiscal.ErrOffline, fiscal.ErrRejected, fiscal.ErrOutcomeUnknown} {
				if other != tt.kind { //nolint:errorlint // sentinels
					require.NotErrorIs(t, err, other)
				}
			}
		})
	}
}

// A receipt that came out stays printed, however odd its description is.
func TestOddResults(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"ok as text":       `{"ok":"true","receiptNumber":"0000085","receiptDateTime":"2026-11-23T13:55:18","receiptAmount":20}`,
		"number as number": `{"ok":true,"receiptNumber":85,"receiptDateTime":"2026-11-23T13:55:18.5+02:00","receiptAmount":"20.00"}`,
		"no time":          `{"ok":true,"receiptNumber":"0000085","receiptAmount":20.00}`,
		"no amount":        `{"ok":true,"receiptNumber":"0000085","receiptAmount":null,"receiptDateTime":"yesterday"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := odd(t, text(200, body)).Print(t.Context(), receipt("main/1"))
			require.NoError(t, err)
			require.Contains(t, r.Number, "85")
			require.Equal(t, name == "no amount", r.Amount.IsZero())
			require.Equal(t, name == "no amount" || name == "no time", r.Time.IsZero())
			require.Equal(t, r.Time.IsZero(), len(r.Warnings) > 0)
		})
	}
}

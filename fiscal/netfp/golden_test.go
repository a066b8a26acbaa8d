package netfp_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// request is what came over the wire for one call.
type request struct {
	line, contentType, body string
	query                   url.Values
}

// recorded opens a printer on a server that says yes to everything and keeps the last
// request.
func recorded(t *testing.T) (*netfp.Printer, func() request) {
	t.Helper()
	var mu sync.Mutex
	var last request
	p, err := netfp.Open(t.Context(), netfp.Options{BaseURL: canned(t, only("/", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		last = request{r.Method + " " + r.URL.Path, r.Header.Get("Content-Type"), string(body), r.URL.Query()}
		_, _ = io.WriteString(w, `{"ok":"true","amount":1,"receiptNumber":"0000001","receiptDateTime":"2026-11-23T13:55:18"}`)
	}))})
	require.NoError(t, err)
	return p, func() request { mu.Lock(); defer mu.Unlock(); return last }
}

// The requests byte for byte; bodies of more than a line are in testdata.
func TestGoldenRequests(t *testing.T) {
	t.Parallel()
	storno := fiscal.Reversal{Receipt: creditNote("main/1").Receipt, Original: creditNote("").Original, Reason: fiscal.ReasonTaxBaseReduction}
	tests := []struct {
		line, body string
		call       func(ctx context.Context, p *netfp.Printer) error
	}{
		{"GET /printers/x/cash", "", func(ctx context.Context, p *netfp.Printer) error {
			_, err := p.Cash(ctx)
			return err
		}},
		{"POST /printers/x/receipt", "receipt.json", func(ctx context.Context, p *netfp.Printer) error {
			_, err := p.Print(ctx, receipt("main/1"))
			return err
		}},
		{"POST /printers/x/reversalreceipt", "reversalreceipt.json", func(ctx context.Context, p *netfp.Printer) error {
			_, err := p.Reverse(ctx, storno)
			return err
		}},
		{"POST /printers/x/invoice", "invoice.json", func(ctx context.Context, p *netfp.Printer) error {
			_, err := p.Invoice(ctx, invoice("main/1"))
			return err
		}},
		{"POST /printers/x/creditnote", "creditnote.json", func(ctx context.Context, p *netfp.Printer) error {
			_, err := p.CreditNote(ctx, creditNote("main/1"))
			return err
		}},
		{"POST /printers/x/deposit", `{"amount":12.34}`, func(ctx context.Context, p *netfp.Printer) error {
			return remarks(p.Deposit(ctx, "main/1", dec("12.34")))
		}},
		{"POST /printers/x/withdraw", `{"amount":999999.99}`, func(ctx context.Context, p *netfp.Printer) error {
			return remarks(p.Withdraw(ctx, "main/1", dec("999999.99")))
		}},
		{"POST /printers/x/xreport", "", func(ctx context.Context, p *netfp.Printer) error { return remarks(p.XReport(ctx, "main/1")) }},
		{"POST /printers/x/zreport", "", func(ctx context.Context, p *netfp.Printer) error { return remarks(p.ZReport(ctx, "main/1")) }},
		{"POST /printers/x/duplicate", "", func(ctx context.Context, p *netfp.Printer) error { return remarks(p.Duplicate(ctx, "main/1")) }},
		{"POST /printers/x/reset", "", func(ctx context.Context, p *netfp.Printer) error { return remarks(p.Reset(ctx, "main/1")) }},
		{"POST /printers/x/datetime", `{"deviceDateTime":"2019-05-31T18:06:00"}`, func(ctx context.Context, p *netfp.Printer) error {
			return remarks(p.SetClock(ctx, "main/1", time.Date(2019, 5, 31, 15, 6, 0, 0, time.UTC)))
		}},
		{"POST /printers/x/rawrequest", `{"rawRequest":"VT"}`, func(ctx context.Context, p *netfp.Printer) error {
			_, err := p.RawRequest(ctx, "main/1", "VT")
			return err
		}},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			t.Parallel()
			p, last := recorded(t)
			require.NoError(t, tt.call(t.Context(), p))
			got, want := last(), tt.body
			if strings.HasSuffix(want, ".json") {
				data, err := os.ReadFile(filepath.Join("testdata", tt.body))
				require.NoError(t, err)
				want = strings.TrimSpace(string(data))
			}
			require.Equal(t, tt.line, got.line)
			require.Equal(t, want, got.body)
			require.Len(t, got.query, 1, "nothing but the task id")
			if strings.HasPrefix(tt.line, "POST") {
				require.Equal(t, "main/1", got.query.Get("taskId"))
			} else {
				require.Regexp(t, `^cash-[A-Z2-7]{26}$`, got.query.Get("taskId"))
			}
			require.Equal(t, want != "", got.contentType == "application/json; charset=utf-8")
		})
	}
}

package fiscal_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// serve lets another process reach the device, which outlives it. It answers a print
// delay after the receipt has come out.
func (d *device) serve(t *testing.T, delay time.Duration) string {
	t.Helper()
	stop := make(chan struct{})
	answer := func(w http.ResponseWriter, v any, err error) {
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // the client may be gone
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, r *http.Request) {
		s, err := d.Status(r.Context())
		answer(w, s, err)
	})
	mux.HandleFunc("GET /last", func(w http.ResponseWriter, r *http.Request) {
		last, err := d.LastReceipt(r.Context())
		answer(w, last, err)
	})
	mux.HandleFunc("POST /print", func(w http.ResponseWriter, r *http.Request) {
		var total decimal.Decimal
		if err := json.NewDecoder(r.Body).Decode(&total); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		item := fiscal.Item{Text: "x", Quantity: decimal.NewFromInt(1), UnitPrice: total, TaxGroup: fiscal.GroupB}
		result, err := d.Print(r.Context(), fiscal.Receipt{Items: []fiscal.Item{item}})
		select {
		case <-time.After(delay):
		case <-stop:
		}
		answer(w, result, err)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(func() { close(stop); server.Close() })
	return server.URL
}

// cable is the other end: a printer that can tell its last receipt and knows no tasks.
type cable struct {
	url    string
	client *http.Client
}

func plug(url string) cable {
	return cable{url, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}
}

func (c cable) ask(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, c.url+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := c.client.Do(req)
	if err != nil {
		return fmt.Errorf("cable: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New("cable: " + resp.Status)
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, out)
}

func (c cable) Status(ctx context.Context) (s fiscal.Status, err error) {
	err = c.ask(ctx, http.MethodGet, "/status", nil, &s)
	return s, err
}

func (c cable) LastReceipt(ctx context.Context) (r fiscal.Result, err error) {
	err = c.ask(ctx, http.MethodGet, "/last", nil, &r)
	return r, err
}

func (c cable) Print(ctx context.Context, receipt fiscal.Receipt) (r fiscal.Result, err error) {
	err = c.ask(ctx, http.MethodPost, "/print", receipt.Total(), &r)
	return r, err
}

func (c cable) Reverse(ctx context.Context, r fiscal.Reversal) (fiscal.Result, error) {
	return c.Print(ctx, r.Receipt)
}

func (c cable) Close() error { return nil }

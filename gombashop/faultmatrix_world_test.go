package gombashop_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// fault is a way to fail: of the shop's own script, or of what stands between.
type fault struct {
	name   string
	script gombashoptest.Fault
	// instead answers in place of the shop, after the shop has acted.
	instead func(w http.ResponseWriter)
	refused bool // nobody listens
}

func faults() []fault {
	says := func(status int, kind, body string) func(w http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	const failed = `{"error":{"code":"internal","message":"failed afterwards"}}`
	return []fault{
		{name: "connection refused", refused: true},
		{name: "reset before the effect", script: gombashoptest.Fault{Kind: gombashoptest.FaultDropBefore}},
		{name: "reset after the effect", script: gombashoptest.Fault{Kind: gombashoptest.FaultDropAfter}},
		{name: "429", script: gombashoptest.Fault{Kind: gombashoptest.FaultRateLimit}},
		{name: "500", script: gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 500}},
		{name: "500 after the effect", instead: says(500, "application/json", failed)},
		{name: "503", script: gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 503}},
		{name: "503 after the effect", instead: says(503, "application/json", failed)},
		{name: "truncated", script: gombashoptest.Fault{Kind: gombashoptest.FaultTruncate}},
		{name: "HTML", instead: says(200, "text/html", "<html>log in")},
		{name: "slow", script: gombashoptest.Fault{Kind: gombashoptest.FaultDelay, DelayMS: 60_000}},
		{name: "wrong JSON type", instead: says(200, "application/json", `["done"]`)},
		{name: "wrong types of fields", instead: says(200, "application/json", `{"data":"x","page":7,"results":"x","shop_id":7,"id":7}`)},
	}
}

// world is a shop with what stands before it, and two clients: one that gives
// up soon, and one that does not.
type world struct {
	shop               *gombashoptest.Server
	impatient, patient *gombashop.Client
	fault              fault
	left               atomic.Int32 // how many requests still meet it

	mu   sync.Mutex
	seen []*http.Request
}

func newWorld(t *testing.T, f fault, forever bool) *world {
	t.Helper()
	w := &world{shop: gombashoptest.NewHandler(), fault: f}
	seed(t, w.shop)
	w.left.Store(1)
	tries := 10
	if forever {
		w.left.Store(1 << 20)
		tries = 2
	}
	if f.script.Kind != "" {
		f.script.Times = int(w.left.Load())
		require.NoError(t, w.shop.SetFaults(f.script))
	}
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	w.impatient = w.connect(t, server, tries, 40*time.Millisecond)
	w.patient = w.connect(t, server, 1, 0)
	return w
}

func (w *world) connect(t *testing.T, server *httptest.Server, tries int, patience time.Duration) *gombashop.Client {
	t.Helper()
	transport := &http.Transport{DialContext: w.dial}
	if w.fault.script.Kind == gombashoptest.FaultDelay {
		transport.ResponseHeaderTimeout = patience
	}
	t.Cleanup(transport.CloseIdleConnections)
	client, err := gombashop.NewClient(server.URL+gombashoptest.BasePath, gombashop.HMAC("test", "secret"),
		gombashop.WithRateLimit(10_000), gombashop.WithHTTPClient(&http.Client{Transport: transport}),
		gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: tries, FirstWait: time.Millisecond, MaxWait: time.Millisecond}))
	require.NoError(t, err)
	return client
}

// dial finds nobody at the shop's address while the fault lasts.
func (w *world) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if w.fault.refused && w.left.Add(-1) >= 0 {
		closed, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		_ = closed.Close()
		address = closed.Addr().String()
	}
	return new(net.Dialer).DialContext(ctx, network, address)
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.seen = append(w.seen, r)
	w.mu.Unlock()
	if w.fault.instead != nil && w.left.Add(-1) >= 0 {
		w.shop.ServeHTTP(httptest.NewRecorder(), r)
		w.fault.instead(rw)
		return
	}
	w.shop.ServeHTTP(rw, r)
}

// heal ends the fault.
func (w *world) heal(t *testing.T) {
	t.Helper()
	w.left.Store(0)
	require.NoError(t, w.shop.SetFaults())
}

// mustFit checks that the attempts were of the operation that they are counted
// for, and of one idempotency key.
func (w *world) mustFit(t *testing.T, operation string) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	path := gombashoptest.BasePath + regexp.MustCompile(`\{\w+\}`).ReplaceAllString(strings.Fields(operation)[1], `[^/]+`)
	keys, nonces := map[string]bool{}, map[string]bool{}
	for _, r := range w.seen {
		require.Regexp(t, "^"+strings.Fields(operation)[0]+" "+path+"$", r.Method+" "+r.URL.Path)
		keys[r.Header.Get("Idempotency-Key")], nonces[r.Header.Get("X-Api-Nonce")] = true, true
	}
	require.LessOrEqual(t, len(keys), 1, "all attempts carry one key")
	require.Len(t, nonces, len(w.seen), "each attempt is signed anew")
}

// effect counts how often the shop holds what the operation writes.
func (w *world) effect(t *testing.T, e endpoint) int {
	t.Helper()
	if e.held == nil {
		return 0
	}
	n := 0
	for _, kind := range []string{"products", "categories", "customers", "orders"} {
		r := httptest.NewRequest(http.MethodGet, "/_shop/"+kind, nil)
		r.RemoteAddr = "127.0.0.1:1"
		recorder := httptest.NewRecorder()
		w.shop.ServeHTTP(recorder, r)
		var list struct {
			Data []map[string]any `json:"data"`
		}
		require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &list))
		for _, row := range list.Data {
			n += e.held(kind, row)
		}
	}
	return n
}

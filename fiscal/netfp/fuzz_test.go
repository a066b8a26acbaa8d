package netfp_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// memory answers requests without a socket.
type memory struct{ handler http.Handler }

func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	m.handler.ServeHTTP(w, r)
	return w.Result(), nil
}

// FuzzReply gives every decoder of the package the same bytes: the reply to a print,
// the result of a task, a status, the cash, the listing. None may panic, hang, or take
// for done what does not say ok.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{
		`{"ok":true,"receiptNumber":"0000085","receiptDateTime":"2019-05-17T13:55:18","receiptAmount":20,"fiscalMemorySerialNumber":"02517985"}`,
		`{"ok":"true","amount":"12.34","rawResponse":85,"invoiceNumber":9000000007,"receiptAmount":1e999999999}`,
		`{"ok":"false","messages":[{"type":"error","code":"E301","text":"No paper"}]}`,
		`{"ok":false,"messages":[{"type":"error","code":"E109"}]}`, `{"taskId":"main/1"}`,
		`{"taskStatus":"finished","result":{"ok":true,"receiptAmount":"20.00"}}`, `{"taskStatus":"finished"}`, `{"taskStatus":"running"}`,
		`{"x":{"serialNumber":"DT279013","supportedPaymentTypes":["cash"],"itemTextMaxLength":-1}}`, `null`, `[]`, ``, `{"ok":null}`, `"ok"`,
	} {
		f.Add([]byte(seed))
	}
	var mu sync.Mutex
	var reply []byte
	echo := func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		_, _ = w.Write(reply)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /printers", text(200, `{"x":{"serialNumber":"DT279013"}}`))
	mux.HandleFunc("/", echo)
	options := netfp.Options{
		Addr: "memory:1", HTTPClient: &http.Client{Transport: memory{mux}},
		PollEvery: time.Nanosecond, PrintTimeout: 20 * time.Millisecond, Timeout: 20 * time.Millisecond,
	}
	listing := options
	listing.HTTPClient = &http.Client{Transport: memory{http.HandlerFunc(echo)}}
	p, err := netfp.Open(f.Context(), options)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, data []byte) {
		mu.Lock()
		reply = data
		mu.Unlock()
		began := time.Now()
		r, err := p.Print(t.Context(), receipt("main/1"))
		if err == nil {
			require.Contains(t, strings.ToLower(string(data)), "true", "nothing says true")
		} else {
			require.Zero(t, r)
			kinds := 0
			for _, kind := range []error{fiscal.ErrOffline, fiscal.ErrRejected, fiscal.ErrOutcomeUnknown} {
				if errors.Is(err, kind) {
					kinds++
				}
			}
			require.Equal(t, 1, kinds, "exactly one sentinel: %v", err)
		}
		_, _, _ = p.Task(t.Context(), "main/1")
		_, _ = p.Status(t.Context())
		_, err = p.Cash(t.Context())
		require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown, "a question has no outcome")
		_, _ = netfp.Printers(t.Context(), listing)
		require.Less(t, time.Since(began), 5*time.Second)
	})
}

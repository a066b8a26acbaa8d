package gombashop

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	testID  = "1000200030004000"
	testKey = "canary-key-7f3b9d"
)

// arrival is a request as the test server saw it.
type arrival struct {
	*http.Request

	body []byte
	at   time.Time
}

// fakeShop answers with a function and remembers what arrived.
type fakeShop struct {
	*httptest.Server

	mu       sync.Mutex
	arrivals []arrival
}

func newFakeShop(t *testing.T, answer http.HandlerFunc) *fakeShop {
	t.Helper()
	s := &fakeShop{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.arrivals = append(s.arrivals, arrival{r, body, time.Now()})
		s.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *fakeShop) seen() []arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]arrival{}, s.arrivals...)
}

// client is a client of the shop that does not dawdle.
func (s *fakeShop) client(t *testing.T, opts ...Option) *Client {
	t.Helper()
	return newTestClient(t, s.URL+"/api/microinvest/v1", HMAC(testID, testKey), opts...)
}

func newTestClient(t *testing.T, base string, auth Authenticator, opts ...Option) *Client {
	t.Helper()
	quick := []Option{WithRateLimit(1000), WithRetry(RetryOptions{FirstWait: time.Millisecond, MaxWait: 2 * time.Millisecond, MaxAttempts: 3})}
	c, err := NewClient(base, auth, append(quick, opts...)...)
	require.NoError(t, err)
	return c
}

func say(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// always answers the same.
func always(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { say(w, status, body) }
}

// takesAll answers every bulk write with "updated" for each row.
func takesAll(s **fakeShop) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		seen := (*s).seen()
		say(w, http.StatusOK, resultsFor(seen[len(seen)-1].body))
	}
}

func resultsFor(body []byte) string {
	var in struct {
		Data []map[string]any `json:"data"`
	}
	_ = json.Unmarshal(body, &in)
	results := []map[string]any{}
	for i, row := range in.Data {
		results = append(results, map[string]any{"index": i, "status": "updated", "id": row["id"], "external_id": row["external_id"]})
	}
	out, err := json.Marshal(map[string]any{"results": results})
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func requireCode(t *testing.T, err error, code ErrorCode) *Error {
	t.Helper()
	var e *Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code, "%v", err)
	return e
}

// roundTripper is a shop without sockets, for tests in fake time.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answer(status int, body string, header ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	rec.Code = status
	_, _ = rec.Body.WriteString(body)
	res := rec.Result()
	res.Header = h
	return res
}

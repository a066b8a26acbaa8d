package gombashoptest_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func TestTheControlSideIsForThisComputer(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	for from, status := range map[string]int{
		"203.0.113.5:4711": 403, "[2001:db8::1]:4711": 403, "unknown": 403, "": 403, "127.0.0.1:4711": 200, "127.8.8.8:1": 200, "[::1]:4711": 200,
	} {
		req := httptest.NewRequest(http.MethodGet, "/_shop/orders", nil)
		req.RemoteAddr = from
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, req)
		require.Equal(t, status, answer.Code, from)
	}
}

// TestASlowVisitorStopsNobody: a request that never ends is read outside of the
// lock.
func TestASlowVisitorStopsNobody(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	address := strings.TrimSuffix(strings.TrimPrefix(s.URL, "http://"), gombashoptest.BasePath)

	for _, path := range []string{"/_shop/orders", gombashoptest.BasePath + "/products/bulk"} {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		require.NoError(t, err)

		defer func() { _ = conn.Close() }()

		_, err = conn.Write([]byte("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"))
		require.NoError(t, err)
	}

	time.Sleep(50 * time.Millisecond)

	_, err := c.Ping(t.Context())
	require.NoError(t, err)
	require.Equal(t, 200, steer(t, s, "GET", "orders", "").status)
}

func TestTheControlSideRefuses(t *testing.T) {
	t.Parallel()

	s, _ := stocked(t)
	steer(t, s, "POST", "orders", `{"items":[{"sku":"CH-1","unit_price":"null"}]}`).refused(t, 422, "validation_failed")
	steer(t, s, "POST", "orders", strings.Repeat(" ", 5<<20)+`{}`).refused(t, 413, "validation_failed")
	steer(t, s, "PATCH", "orders/none", `{}`).refused(t, 404, "not_found")

	for _, body := range []string{
		`[{"kind":"status","status":500,"pathh":"/orders"}]`, `{"kind":"status","status":500}`, `[{"kind":"delay"}]`,
		`[{"kind":"status","status":200}]`, `[{"kind":"drop_before","times":-1}]`, `[{"kind":"drop_before","share":1.5}]`,
		`[{"kind":"rate_limit","retry_after":-1}]`, `[`,
	} {
		steer(t, s, "PUT", "faults", body).refused(t, 422, "validation_failed")
	}

	require.Equal(t, 200, ask(t, s, "GET", "/ping", "").status, "no fault was taken")
}

func TestFaultsAnswerLikeTheRealOnes(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)

	for status, code := range map[int]string{
		400: "validation_failed", 401: "unauthorized", 403: "forbidden", 404: "not_found", 409: "conflict", 413: "validation_failed",
		422: "validation_failed", 429: "rate_limited", 500: "internal", 503: "internal",
	} {
		require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: status, Times: 1}))

		answer := ask(t, s, "GET", "/ping", "", "X-Request-Id", "r-9")
		answer.refused(t, status, code)
		require.Contains(t, answer.body, `"request_id":"r-9"`)
		require.Equal(t, "r-9", answer.header.Get("X-Request-ID"))
	}

	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultRateLimit, RetryAfter: 7, Method: "GET", Path: "/ping"}))
	answer := ask(t, s, "GET", "/ping", "")
	answer.refused(t, 429, "rate_limited")
	require.Equal(t, "7", answer.header.Get("Retry-After"))
	require.Equal(t, 200, ask(t, s, "GET", "/statuses", "").status, "other paths are not meant")
}

// TestWhatTheLogSays is what the client got, and what became of it.
func TestWhatTheLogSays(t *testing.T) {
	t.Parallel()

	const row = `{"data":[{"external_id":"1","name":"x"}]}`

	for kind, tc := range map[gombashoptest.FaultKind]struct {
		status, made int
	}{
		gombashoptest.FaultDropBefore: {0, 0}, gombashoptest.FaultDropAfter: {0, 1}, gombashoptest.FaultTruncate: {200, 1},
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()

			s, c := shop(t)
			require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: kind, Times: 1}))

			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/products/bulk", strings.NewReader(row))
			require.NoError(t, err)
			req.Header = http.Header{"X-Api-Id": {"test"}, "X-Api-Key": {"secret"}, "Idempotency-Key": {"k"}}

			res, err := http.DefaultClient.Do(req)
			if kind == gombashoptest.FaultTruncate {
				requireHalf(t, res, err)
			} else {
				require.Error(t, err)
			}

			require.Equal(t, tc.status, s.Requests()[0].Status)
			require.Equal(t, tc.made, count(t, c))
		})
	}
}

// requireHalf: the answer is begun, promises more than comes, and breaks off.
func requireHalf(t *testing.T, res *http.Response, err error) {
	t.Helper()
	require.NoError(t, err)

	defer func() { _ = res.Body.Close() }()

	half := make([]byte, 1<<16)
	n := 0

	for err == nil {
		var read int

		read, err = res.Body.Read(half[n:])
		n += read
	}

	require.ErrorContains(t, err, "unexpected EOF")
	require.Equal(t, res.ContentLength/2, int64(n))
	require.True(t, strings.HasPrefix(string(half[:n]), `{"results":[`))
}

// TestNothingOfTestingIsLinked: a program that offers a trial shop must not
// register the flags of go test.
func TestNothingOfTestingIsLinked(t *testing.T) {
	t.Parallel()

	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Skip("go list does not work here:", err)
	}

	for path := range strings.FieldsSeq(string(out)) {
		require.NotEqual(t, "testing", path)
		require.NotContains(t, path, "testify")
	}
}

func TestManyWritersAtATime(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	done := make(chan error)

	for range 4 {
		go func() {
			id, err := s.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}})
			if err == nil {
				err = s.ChangeOrder(id, row{"items": []row{{"quantity": "2"}}})
			}

			done <- err
		}()
		go func() {
			_, err := c.Products.Upsert(t.Context(), []gombashop.ProductPatch{{ExternalID: "5", Brand: new("x")}})
			done <- err
		}()
	}

	for range 8 {
		require.NoError(t, <-done)
	}
}

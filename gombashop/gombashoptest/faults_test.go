package gombashoptest_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// TestTheThirdCallFails, and only that, of one operation and one method.
func TestTheThirdCallFails(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	require.NoError(t, s.SetFaults(gombashoptest.Fault{
		Kind: gombashoptest.FaultStatus, Status: 503, Method: "GET", Path: "/statuses", After: 2, Times: 1,
	}))

	for i, want := range []int{200, 200, 503, 200, 200} {
		require.Equal(t, 200, ask(t, s, "GET", "/ping", "").status, "other paths are not counted")
		require.Equal(t, want, ask(t, s, "GET", "/statuses", "").status, i)
	}

	require.NoError(t, s.SetFaults())
	require.Equal(t, 200, ask(t, s, "GET", "/statuses", "").status)
}

func TestTheFirstFaultThatFitsIsTaken(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	require.NoError(t, s.SetFaults(
		gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 500, Times: 1},
		gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 503, After: 1, Times: 1},
	))

	for i, want := range []int{500, 200, 503, 200} {
		require.Equal(t, want, ask(t, s, "GET", "/ping", "").status, i)
	}
}

func TestAPathWithBracesFitsAnyOrder(t *testing.T) {
	t.Parallel()

	s, _ := stocked(t)
	id, err := s.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}})
	require.NoError(t, err)

	for pattern, want := range map[string][3]int{ // the order, its УНП, the list
		"/orders/{id}": {503, 422, 200}, "/orders/{id}/usn": {200, 503, 200}, "/orders": {200, 422, 503},
		"/{what}/{id}": {503, 503, 503}, "{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}": {200, 422, 200},
	} {
		require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 503, Path: pattern}))
		require.Equal(t, want, [3]int{
			ask(t, s, "GET", "/orders/"+string(id), "").status, ask(t, s, "PUT", "/orders/"+string(id)+"/usn", `{}`).status,
			ask(t, s, "GET", "/orders", "").status,
		}, pattern)
	}
}

func TestAStatusAfterTheEffect(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatusAfter, Status: 504, Times: 1}))

	const body = `{"data":[{"external_id":"1","name":"x"}]}`

	ask(t, s, "POST", "/products/bulk", body, "Idempotency-Key", "k").refused(t, 504, "internal")
	require.Equal(t, 1, count(t, c))
	require.Contains(t, ask(t, s, "POST", "/products/bulk", body, "Idempotency-Key", "k").body, `"status":"created"`, "the answer that was lost")
	require.Equal(t, 1, count(t, c))
}

func TestAPageOfHTML(t *testing.T) {
	t.Parallel()

	s, c := shop(t)

	for scripted, want := range map[int]int{0: 200, 200: 200, 502: 502} {
		require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultHTML, Status: scripted, Times: 1}))

		answer := ask(t, s, "POST", "/products/bulk", `{"data":[{"external_id":"1","name":"x"}]}`, "Idempotency-Key", "k")
		require.Equal(t, want, answer.status)
		require.Equal(t, "text/html; charset=utf-8", answer.header.Get("Content-Type"))
		require.Contains(t, answer.body, "<html>")
	}

	require.Equal(t, 0, count(t, c))
}

// TestOtherTypes: what the contract has as an array or a text is something else,
// and still JSON.
func TestOtherTypes(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	_, err := s.PlaceOrder(row{"id": "7", "items": []row{{"sku": "CH-1"}}})
	require.NoError(t, err)

	for path, want := range map[string]string{
		"/products": `{"data":"many","page":[]}`,
		"/ping":     `{"api_version":true,"currency":true,"module_active":{},"server_time":true,"shop_id":true,"shop_name":true}`,
	} {
		require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultWrongType, Times: 1}))

		answer := ask(t, s, "GET", path, "")
		require.Equal(t, 200, answer.status)
		require.JSONEq(t, want, answer.body)
	}

	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultWrongType, Times: 2}))
	require.JSONEq(t, `{"results":"many"}`,
		ask(t, s, "POST", "/products/bulk", `{"data":[{"external_id":"9","name":"x"}]}`, "Idempotency-Key", "k").body)
	require.True(t, json.Valid([]byte(ask(t, s, "GET", "/orders/7", "").body)))
	require.Equal(t, 2, count(t, c), "it was done")
}

func TestFaultsThatCannotBe(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 503}))

	for _, f := range []gombashoptest.Fault{
		{}, {Kind: "nonsense"}, {Kind: gombashoptest.FaultStatusAfter}, {Kind: gombashoptest.FaultStatus, Status: 600},
		{Kind: gombashoptest.FaultHTML, Status: 301}, {Kind: gombashoptest.FaultSlowBody}, {Kind: gombashoptest.FaultDropAfter, After: -1},
	} {
		require.ErrorIs(t, s.SetFaults(f), gombashoptest.ErrFault, "%+v", f)
	}

	require.Equal(t, 503, ask(t, s, "GET", "/ping", "").status, "the script stays as it was")
}

func TestTheRecordOfRequests(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 503, Path: "/bulk"}))
	ask(t, s, "GET", "/products?limit=5&sku=a%20b", "", "X-Request-Id", "r-1", "Idempotency-Key", "")
	ask(t, s, "POST", "/products/bulk", `{}`, "Idempotency-Key", "k")

	seen := s.Requests()
	require.Len(t, seen, 2)

	for i := range seen {
		require.False(t, seen[i].At.IsZero())
		seen[i].At = time.Time{}
	}

	require.Equal(t, []gombashoptest.Request{
		{Method: "GET", Path: gombashoptest.BasePath + "/products", Query: "limit=5&sku=a%20b", Status: 200, RequestID: "r-1"},
		{Method: "POST", Path: gombashoptest.BasePath + "/products/bulk", Status: 503, Fault: gombashoptest.FaultStatus, IdempotencyKey: "k"},
	}, seen)
	require.Len(t, s.Writes(), 1)

	var shown struct {
		Data []gombashoptest.Request `json:"data"`
	}

	answer := steer(t, s, "GET", "requests", "")
	require.NoError(t, json.Unmarshal([]byte(answer.body), &shown))
	require.Equal(t, seen[1].IdempotencyKey, shown.Data[1].IdempotencyKey)
	require.NotContains(t, answer.body, "secret", "never the key")

	seen[0].Path = "changed"
	require.NotEqual(t, "changed", s.Requests()[0].Path, "the copy is the caller's")
	s.ClearRequests()
	require.Empty(t, s.Requests())
}

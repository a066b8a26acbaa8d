package gombashoptest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// bench is a test that is looked at: it keeps what would fail it.
type bench struct {
	mu       sync.Mutex
	failures []string
	cleanups []func()
}

func (b *bench) Helper() {}

func (b *bench) Cleanup(f func()) { b.cleanups = append(b.cleanups, f) }

func (b *bench) Errorf(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()

	b.failures = append(b.failures, fmt.Sprintf(format, args...))
}

// end ends the test, and gives what failed it.
func (b *bench) end() []string {
	for _, f := range slices.Backward(b.cleanups) {
		f()
	}

	return b.failures
}

func send(t *testing.T, c *gombashoptest.Conversation, method, path, body string, headers ...string) said {
	t.Helper()

	req, err := http.NewRequestWithContext(t.Context(), method, c.URL+path, strings.NewReader(body))
	require.NoError(t, err)

	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}

	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)

	defer func() { _ = res.Body.Close() }()

	data, err := io.ReadAll(res.Body)
	require.NoError(t, err)

	return said{res.StatusCode, res.Header, string(data)}
}

func TestAConversationAsExpected(t *testing.T) {
	t.Parallel()

	b := &bench{}
	c := gombashoptest.ExpectInOrder(b,
		gombashoptest.Call{Path: "/products", Query: url.Values{"limit": {"2"}, "sku": {"a", "b"}}, Reply: gombashoptest.Page("next", row{"id": "1"})},
		gombashoptest.Call{
			Method: "POST", Path: "/products/bulk", Header: map[string]string{"Idempotency-Key": "", "X-Api-Id": "test"},
			Body:  row{"data": []row{{"external_id": "5", "n": 1, "name": "Чаша"}}},
			Reply: gombashoptest.Results(row{"index": 0, "status": "created"}),
		},
		gombashoptest.Call{Method: "PUT", Path: "/orders/{id}/usn", Body: `{"usn":"x"}`, Reply: gombashoptest.Refusal(409, "usn_already_set", "too late")},
		gombashoptest.Call{Path: "/ping", Query: url.Values{}, Reply: gombashoptest.Reply{
			Status: 503, Header: map[string]string{"Content-Type": "text/html", "Retry-After": "7"}, Body: "<html>",
		}},
	)

	require.JSONEq(t, `{"data":[{"id":"1"}],"page":{"next_cursor":"next","limit":100}}`, send(t, c, "GET", "/products?sku=a&limit=2&sku=b", "").body)
	require.JSONEq(t, `{"results":[{"index":0,"status":"created"}]}`, send(t, c, "POST", "/products/bulk",
		` {"data":[ {"name":"Чаша", "n":1.0, "external_id":"5"} ]}`, "Idempotency-Key", "k", "X-Api-Id", "test").body)
	send(t, c, "PUT", "/orders/a%2Fb/usn", `{"usn":"x"}`).refused(t, 409, "usn_already_set")

	answer := send(t, c, "GET", "/ping", "", "X-Request-Id", "r-1")
	require.Equal(t, 503, answer.status)
	require.Equal(t, "<html>", answer.body)
	require.Equal(t, "text/html", answer.header.Get("Content-Type"))
	require.Equal(t, "7", answer.header.Get("Retry-After"))
	require.Equal(t, "r-1", answer.header.Get("X-Request-ID"))

	require.Empty(t, b.end())

	seen := c.Requests()
	require.Len(t, seen, 4)
	require.Equal(t, "sku=a&limit=2&sku=b", seen[0].Query)
	require.JSONEq(t, `{"data":[{"external_id":"5","n":1,"name":"Чаша"}]}`, string(seen[1].Body))
	require.Equal(t, "k", seen[1].IdempotencyKey)
	require.Equal(t, 409, seen[2].Status)
}

// TestWhatFailsATest is one message for each thing that went wrong.
func TestWhatFailsATest(t *testing.T) {
	t.Parallel()

	post := gombashoptest.Call{Method: "POST", Path: "/stock/bulk", Body: `{"data":[{"sku":"a","quantity":"1.000"}]}`}
	get := gombashoptest.Call{Path: "/ping", Query: url.Values{}}

	for name, c := range map[string]struct {
		calls  []gombashoptest.Call
		sends  [][]string
		status []int
		want   []string
	}{
		"missing": {
			[]gombashoptest.Call{get, post}, [][]string{{"GET", "/ping", ""}}, []int{200},
			[]string{"call 2, POST /stock/bulk, was expected and did not come"},
		},
		"one too many": {
			[]gombashoptest.Call{get}, [][]string{{"GET", "/ping", ""}, {"GET", "/ping", ""}}, []int{200, 500},
			[]string{"request 2, GET /api/microinvest/v1/ping, was not expected"},
		},
		"the wrong order": {
			[]gombashoptest.Call{get, post}, [][]string{{"POST", "/stock/bulk", `{}`}, {"GET", "/ping", ""}}, []int{500, 200},
			[]string{"request 1, POST /api/microinvest/v1/stock/bulk, was not expected; call 1, GET /ping, was", "call 2, POST /stock/bulk, was expected and did not come"},
		},
		"another method": {
			[]gombashoptest.Call{get}, [][]string{{"PUT", "/ping", ""}, {"GET", "/ping", ""}}, []int{500, 200},
			[]string{"request 1, PUT /api/microinvest/v1/ping, was not expected; call 1, GET /ping, was"},
		},
		"a query": {
			[]gombashoptest.Call{get}, [][]string{{"GET", "/ping?x=1", ""}}, []int{200},
			[]string{`request 1, GET /ping, is not as expected: the query has x ["1"], expected was []`},
		},
		"a body": {
			[]gombashoptest.Call{post}, [][]string{{"POST", "/stock/bulk", `{"data":[{"sku":"b","quantity":1,"more":null}],"z":{}}`}}, []int{200},
			[]string{`request 1, POST /stock/bulk, is not as expected: body.data[0].quantity is 1, expected was "1.000"; ` +
				`body.data[0].sku is "b", expected was "a"; body.data[0].more is null and was not expected; body.z is {} and was not expected`},
		},
		"no body": {
			[]gombashoptest.Call{post}, [][]string{{"POST", "/stock/bulk", ``}}, []int{200},
			[]string{`the body "" is no JSON: it cannot be read: EOF`},
		},
		"a body and a half": {
			[]gombashoptest.Call{post}, [][]string{{"POST", "/stock/bulk", `{"data":[{"sku":"a","quantity":"1.000"}]} {}`}}, []int{200},
			[]string{`something follows the JSON value`},
		},
		"a header": {
			[]gombashoptest.Call{{Path: "/ping", Header: map[string]string{"X-Api-Id": "", "User-Agent": "me"}}}, [][]string{{"GET", "/ping", ""}}, []int{200},
			[]string{`the header User-Agent is "Go-http-client/1.1", expected was "me"; the header X-Api-Id is missing`},
		},
		"a check": {
			[]gombashoptest.Call{{Path: "/ping", Check: func(*http.Request, []byte) error { return errors.New("not signed") }}},
			[][]string{{"GET", "/ping", ""}},
			[]int{200},
			[]string{`request 1, GET /ping, is not as expected: not signed`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			b := &bench{}
			conversation := gombashoptest.ExpectInOrder(b, c.calls...)

			for i, s := range c.sends {
				require.Equal(t, c.status[i], send(t, conversation, s[0], s[1], s[2]).status)
			}

			failures := b.end()
			require.Len(t, failures, len(c.want), "%q", failures)

			for i, want := range c.want {
				require.Contains(t, failures[i], want)
				require.True(t, strings.HasPrefix(failures[i], "gombashoptest: "))
			}
		})
	}
}

func TestAnyOrder(t *testing.T) {
	t.Parallel()

	stock := func(sku string) gombashoptest.Call {
		return gombashoptest.Call{Method: "POST", Path: "/stock/bulk", Body: row{"sku": sku}, Reply: gombashoptest.Reply{Body: row{"got": sku}}}
	}

	b := &bench{}
	c := gombashoptest.ExpectInAnyOrder(b, stock("a"), gombashoptest.Call{Path: "/ping"}, stock("b"), stock("c"))

	require.JSONEq(t, `{"got":"b"}`, send(t, c, "POST", "/stock/bulk", `{"sku":"b"}`).body)
	require.Equal(t, 200, send(t, c, "GET", "/ping", "").status)
	require.JSONEq(t, `{"got":"a"}`, send(t, c, "POST", "/stock/bulk", `{"sku":"a"}`).body)
	send(t, c, "GET", "/ping", "").refused(t, 500, "internal")
	require.JSONEq(t, `{"got":"c"}`, send(t, c, "POST", "/stock/bulk", `{"sku":"d"}`).body, "the nearest")

	require.Equal(t, []string{
		"gombashoptest: request 4, GET /api/microinvest/v1/ping, was not expected",
		`gombashoptest: request 5, POST /stock/bulk, is not as expected: body.sku is "d", expected was "c"`,
	}, b.end())
}

func TestCallsThatCannotBeExpected(t *testing.T) {
	t.Parallel()

	b := &bench{}
	gombashoptest.ExpectInOrder(b,
		gombashoptest.Call{Path: "ping"}, gombashoptest.Call{Path: "/ping?x=1"}, gombashoptest.Call{Path: "/a", Body: "{"},
		gombashoptest.Call{Path: "/b", Body: make(chan int)}, gombashoptest.Call{Path: "/c", Reply: gombashoptest.Reply{Body: make(chan int)}},
	)
	require.Len(t, b.failures, 5)
	require.Len(t, b.end(), 10, "and none of them came")
	require.Contains(t, b.failures[0], `call 1, GET ping, cannot be expected: the path "ping" does not begin with a slash`)
	require.Contains(t, b.failures[2], "call 3, GET /a, cannot be expected: its body: it cannot be read: unexpected EOF")
	require.Contains(t, b.failures[4], "the body of its reply: it cannot become JSON")
}

// TestARealClientRepeats: each attempt is a call of its own, one of them on a
// connection that breaks.
func TestARealClientRepeats(t *testing.T) {
	t.Parallel()

	body := row{"data": []row{{"external_id": "9", "name": "Иван"}}}
	call := func(reply gombashoptest.Reply) gombashoptest.Call {
		return gombashoptest.Call{Method: "POST", Path: "/customers/bulk", Header: map[string]string{"Idempotency-Key": ""}, Body: body, Reply: reply}
	}

	c := gombashoptest.ExpectInOrder(t, call(gombashoptest.Reply{Drop: true}), call(gombashoptest.Refusal(503, "internal", "wait")),
		call(gombashoptest.Results(row{"index": 0, "status": "created", "id": "1"})))

	client, err := gombashop.NewClient(c.URL, gombashop.HMAC("test", "secret"), gombashop.WithRetry(gombashop.RetryOptions{FirstWait: 1, MaxWait: 1}))
	require.NoError(t, err)

	_, err = client.Customers.Upsert(context.Background(), []gombashop.CustomerPatch{{ExternalID: "9", Name: new("Иван")}})
	require.NoError(t, err)

	seen := c.Requests()
	require.Equal(t, []int{0, 503, 200}, []int{seen[0].Status, seen[1].Status, seen[2].Status})
	require.Equal(t, seen[0].IdempotencyKey, seen[2].IdempotencyKey)
}

func TestManyTalkAtATime(t *testing.T) {
	t.Parallel()

	var calls []gombashoptest.Call
	for range 16 {
		calls = append(calls, gombashoptest.Call{Path: "/ping"})
	}

	c := gombashoptest.ExpectInAnyOrder(t, calls...)

	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			res, err := http.Get(c.URL + "/ping")
			if err == nil {
				_ = res.Body.Close()
			}
		})
	}

	wait.Wait()
	require.Len(t, c.Requests(), 16)
}

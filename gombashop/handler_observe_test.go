package gombashop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestObserverAndLogSeeEveryAttempt(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
		if len(shop.seen()) == 1 {
			say(w, 502, `{"error":{"code":"internal","message":"restarting"}}`)
			return
		}
		say(w, 200, `{"data":[],"page":{}}`)
	})
	var events []RequestEvent
	var log bytes.Buffer
	c := shop.client(t, WithObserver(func(e RequestEvent) { events = append(events, e) }),
		WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	for _, err := range c.Products.All(t.Context(), ProductListOptions{Barcodes: []string{"3800123"}}) {
		require.NoError(t, err)
	}
	require.Len(t, events, 2)
	first, second := events[0], events[1]
	require.Equal(t, "GET", first.Method)
	require.Equal(t, "/products", first.Path, "without the query")
	require.Equal(t, 502, first.Status)
	require.Equal(t, 1, first.Attempt)
	require.Positive(t, first.RetryIn)
	require.True(t, IsCode(first.Err, CodeInternal))
	require.Equal(t, 200, second.Status)
	require.Equal(t, 2, second.Attempt)
	require.Zero(t, second.RetryIn)
	require.Nil(t, second.Err)
	require.GreaterOrEqual(t, second.Duration, first.Duration)
	require.Equal(t, first.RequestID, second.RequestID)

	lines := bytes.Split(bytes.TrimSpace(log.Bytes()), []byte("\n"))
	require.Len(t, lines, 2)
	var line struct {
		Level     string `json:"level"`
		RequestID string `json:"request_id"`
		RetryIn   int64  `json:"retry_in"`
		Err       struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"err"`
	}
	require.NoError(t, json.Unmarshal(lines[0], &line))
	require.Equal(t, "WARN", line.Level)
	require.Equal(t, "internal", line.Err.Code)
	require.Equal(t, "restarting", line.Err.Message)
	require.Positive(t, line.RetryIn)
	require.Equal(t, first.RequestID, line.RequestID)
	require.Equal(t, first.RequestID, shop.seen()[0].Header.Get("X-Request-ID"))
}

func TestAFailedCallIsReportedOnceMore(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(503, `{}`))
	var events []RequestEvent
	_, err := shop.client(t, WithObserver(func(e RequestEvent) { events = append(events, e) })).Ping(t.Context())
	requireCode(t, err, CodeInternal)
	require.Len(t, events, 3)
	require.Equal(t, 3, events[2].Attempt)
	require.Equal(t, time.Duration(0), events[2].RetryIn)
	require.NotNil(t, events[2].Err)
}

func TestAContextHearsOfItsOwnCalls(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(503, `{}`))
	var client, outer, inner []string
	tell := func(to *[]string) func(RequestEvent) {
		return func(e RequestEvent) { *to = append(*to, fmt.Sprint(e.Path, " ", e.Attempt, " ", e.RetryIn > 0)) }
	}
	c := shop.client(t, WithObserver(tell(&client)))
	around := ObserveContext(t.Context(), tell(&outer))
	_, err := c.Ping(ObserveContext(around, tell(&inner)))
	requireCode(t, err, CodeInternal)
	_, err = c.Orders.Get(around, "7")
	requireCode(t, err, CodeInternal)
	_, err = c.Ping(t.Context())
	requireCode(t, err, CodeInternal)

	ping, get := []string{"/ping 1 true", "/ping 2 true", "/ping 3 false"}, []string{"/orders/7 1 true", "/orders/7 2 true", "/orders/7 3 false"}
	require.Equal(t, ping, inner)
	require.Equal(t, append(slices.Clone(ping), get...), outer)
	require.Equal(t, append(append(slices.Clone(ping), get...), ping...), client)
}

package gombashop

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// readerFunc is a function as an OrderReader.
type readerFunc func(ctx context.Context, id OrderID) (Order, error)

func (f readerFunc) Get(ctx context.Context, id OrderID) (Order, error) { return f(ctx, id) }

func reads(_ context.Context, id OrderID) (Order, error) { return Order{ID: id, Number: "now"}, nil }

const created = `{"event_id":"e1","type":"order.created","order_id":"77","number":"then"}`

// deliver sends an event as the shop would, and gives the answer.
func deliver(w http.Handler, body string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	SignWebhook(r, testKey, time.Now(), []byte(body))
	for _, f := range change {
		f(r)
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

func receiver(t *testing.T, read readerFunc, handle WebhookFunc, o WebhookOptions) *Webhook {
	t.Helper()
	w, err := NewWebhook(testKey, read, handle, o)
	require.NoError(t, err)
	t.Cleanup(w.Close)
	return w
}

func TestWebhookReadsTheOrderAnewAndHandlesAnEventOnce(t *testing.T) {
	t.Parallel()
	var got []string
	w := receiver(t, reads, func(_ context.Context, e WebhookEvent, o Order) error {
		got = append(got, fmt.Sprint(e.ID, e.Type, o.ID, o.Number))
		return nil
	}, WebhookOptions{})
	for range 3 {
		require.Equal(t, http.StatusNoContent, deliver(w, created).Code)
	}
	require.Equal(t, []string{"e1order.created77now"}, got, "of three deliveries one is handled, and not what the event says")
	require.Equal(t, http.StatusNoContent, deliver(w, strings.Replace(created, "e1", "e2", 1)).Code)
	require.Len(t, got, 2)
	require.Equal(t, http.StatusNoContent, deliver(w, `{"event_id":"e3","type":"product.updated"}`).Code, "not ours")
	require.Len(t, got, 2)
}

func TestWebhookRefuses(t *testing.T) {
	t.Parallel()
	var handled atomic.Int32
	w := receiver(t, reads, func(context.Context, WebhookEvent, Order) error { handled.Add(1); return nil }, WebhookOptions{})
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	at := func(shift time.Duration) func(*http.Request) {
		return func(r *http.Request) { SignWebhook(r, testKey, time.Now().Add(shift), []byte(created)) }
	}
	for name, tc := range map[string]struct {
		body   string
		change func(*http.Request)
		status int
	}{
		"GET":                   {created, func(r *http.Request) { r.Method = http.MethodGet }, 405},
		"no signature":          {created, header("X-Api-Signature", ""), 401},
		"another key":           {created, func(r *http.Request) { SignWebhook(r, "other", time.Now(), []byte(created)) }, 401},
		"another body":          {created + " ", at(0), 401},
		"another time":          {created, header("X-Api-Timestamp", "1"), 401},
		"no time":               {created, header("X-Api-Timestamp", ""), 401},
		"too old":               {created, at(-6 * time.Minute), 401},
		"too new":               {created, at(6 * time.Minute), 401},
		"not JSON":              {`{"event_id":`, nil, 400},
		"no id":                 {`{"type":"order.created","order_id":"7"}`, nil, 400},
		"no order":              {`{"event_id":"1","type":"order.created"}`, nil, 400},
		"a number for an order": {`{"event_id":"1","type":"order.created","order_id":7}`, nil, 400},
		"too large":             {strings.Repeat("x", maxEvent+1), nil, 413},
	} {
		change := tc.change
		if change == nil {
			change = func(*http.Request) {}
		}
		rec := deliver(w, tc.body, change)
		require.Equal(t, tc.status, rec.Code, name)
		require.NotContains(t, rec.Body.String(), testKey, name)
	}
	require.Zero(t, handled.Load())
}

func TestWebhookHandlesAgainWhatFailed(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	n := 0
	w := receiver(t, reads, func(context.Context, WebhookEvent, Order) error {
		switch n++; n {
		case 1:
			return errors.New("the warehouse is closed")
		case 2:
			panic("at the disco")
		}
		return nil
	}, WebhookOptions{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for _, want := range []int{503, 503, 204, 204} {
		rec := deliver(w, created)
		require.Equal(t, want, rec.Code)
		if want == 503 {
			require.Equal(t, "5", rec.Header().Get("Retry-After"))
		}
	}
	require.Equal(t, 3, n)
	require.Contains(t, log.String(), "the warehouse is closed")
	require.Contains(t, log.String(), "the handler panicked: at the disco")
}

func TestWebhookOfAnOrderThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for code, status := range map[ErrorCode]int{CodeNotFound: 204, CodeNetwork: 503} {
		w := receiver(t, func(context.Context, OrderID) (Order, error) { return Order{}, &Error{Code: code} },
			func(context.Context, WebhookEvent, Order) error { panic("there is no order") }, WebhookOptions{})
		require.Equal(t, status, deliver(w, created).Code, code)
	}
}

// TestWebhookAnswersInTime: the work takes a minute. The shop is answered within
// 5 s, the work goes on, and a repetition finds it done.
func TestWebhookAnswersInTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := 0
		w := receiver(t, reads, func(context.Context, WebhookEvent, Order) error {
			n++
			time.Sleep(time.Minute)
			return nil
		}, WebhookOptions{})
		start := time.Now()
		require.Equal(t, 503, deliver(w, created).Code)
		require.Less(t, time.Since(start), 5*time.Second)
		require.Equal(t, 503, deliver(w, created).Code, "it is in hand")
		time.Sleep(time.Minute)
		require.Equal(t, 204, deliver(w, created).Code)
		require.Equal(t, 1, n)
	})
}

func TestWebhookClose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ended := false
		w := receiver(t, reads, func(ctx context.Context, _ WebhookEvent, _ Order) error {
			<-ctx.Done()
			ended = true
			return ctx.Err()
		}, WebhookOptions{})
		require.Equal(t, 503, deliver(w, created).Code)
		w.Close()
		require.True(t, ended, "Close waits")
		require.Equal(t, 503, deliver(w, created).Code)
	})
}

func TestWebhookForgetsTheOldest(t *testing.T) {
	t.Parallel()
	n := 0
	w := receiver(t, reads, func(context.Context, WebhookEvent, Order) error { n++; return nil }, WebhookOptions{Remember: 2})
	for _, id := range []string{"1", "2", "3", "3", "2", "1"} {
		require.Equal(t, 204, deliver(w, `{"event_id":"`+id+`","type":"order.updated","order_id":"7"}`).Code)
	}
	require.Equal(t, 4, n)
}

func TestNewWebhookChecks(t *testing.T) {
	t.Parallel()
	handle := func(context.Context, WebhookEvent, Order) error { return nil }
	_, err := NewWebhook("", readerFunc(reads), handle, WebhookOptions{})
	require.ErrorIs(t, err, ErrCredentials)
	for _, o := range []WebhookOptions{{Within: 6 * time.Second}, {Within: -1}, {Remember: -1}} {
		_, err = NewWebhook(testKey, readerFunc(reads), handle, o)
		requireCode(t, err, CodeValidationFailed)
	}
	_, err = NewWebhook(testKey, nil, handle, WebhookOptions{})
	requireCode(t, err, CodeValidationFailed)
	w := receiver(t, reads, handle, WebhookOptions{})
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", w, w, w), testKey)
}

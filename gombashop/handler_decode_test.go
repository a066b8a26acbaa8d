package gombashop

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestErrorBodies(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, kind string
		status     int
		body       string
		code       ErrorCode
		says       string
	}{
		{"contract", "application/json", 422, `{"error":{"code":"validation_failed","message":"bad row","request_id":"r-9","details":[{"field":"items[0].sku","code":"unknown","message":"no such sku"}]}}`, CodeValidationFailed, "items[0].sku: no such sku"},
		{"module", "application/json", 403, `{"error":{"code":"module_disabled","message":"off"}}`, CodeModuleDisabled, "Microinvest Синхронизация"},
		{"usn", "application/json", 409, `{"error":{"code":"usn_already_set","message":"has one"}}`, CodeUSNAlreadySet, "has one"},
		{"new code", "application/json", 400, `{"error":{"code":"brand_new","message":"x"}}`, "brand_new", "x"},
		{"problem json", "application/problem+json", 404, `{"error":{"code":"not_found","message":"gone"}}`, CodeNotFound, "gone"},
		{"html 404 is not a missing record", "text/html", 404, "<html><h1>Not Found</h1>", CodeBadResponse, "<h1>Not Found</h1>"},
		{"html 500", "text/html", 500, "<html>oops", CodeInternal, "oops"},
		{"empty 401", "", 401, "", CodeUnauthorized, "Ключ"},
		{"empty 403", "", 403, "", CodeForbidden, "Forbidden"},
		{"other json 409", "application/json", 409, `{"message":"hm"}`, CodeBadResponse, "hm"},
		{"broken json 500", "application/json", 500, `{"error":`, CodeInternal, `{\"error\":`},
		{"html 200", "text/html; charset=utf-8", 200, "<html>log in", CodeBadResponse, "log in"},
		{"no type", "", 200, "", CodeBadResponse, "not JSON"},
		{"malformed", "application/json", 200, `{"shop_id": }`, CodeBadResponse, "not the JSON"},
		{"cut", "application/json", 200, `{"shop_id":"s"`, CodeBadResponse, "unexpected end"},
		{"two values", "application/json", 200, `{} {}`, CodeBadResponse, "not the JSON"},
		{"an array", "application/json", 200, `[]`, CodeBadResponse, "not an object"},
		{"null", "application/json", 200, `null`, CodeBadResponse, "not an object"},
		{"of no shop", "application/json", 200, `{}`, CodeBadResponse, "names no shop"},
		{"a wrong field", "application/json", 200, `{"server_time":"yesterday"}`, CodeBadResponse, "yesterday"},
		{"Windows-1251", "application/json", 200, "{\"shop_name\":\"\xcc\xe0\xe3\xe0\xe7\xe8\xed\"}", CodeBadResponse, "UTF-8"},
		{"another charset", "application/json; charset=windows-1251", 200, `{}`, CodeBadResponse, "UTF-8"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			shop := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Content-Type"] = []string{tc.kind}
				w.WriteHeader(tc.status)
				_, _ = w.Write([]byte(tc.body))
			})
			_, err := shop.client(t).Ping(t.Context())
			e := requireCode(t, err, tc.code)
			require.ErrorContains(t, err, tc.says)
			require.Equal(t, tc.status, e.Status)
			require.Equal(t, 1, e.Attempts)
			require.NotEmpty(t, e.RequestID)
			require.Len(t, shop.seen(), 1, "none of these is repeated")
		})
	}
}

func TestQuotesAreShortAndClean(t *testing.T) {
	t.Parallel()
	page := "<html>\x00\x1b[31m\u202e\r\n\t" + strings.Repeat("Я ", 5000)
	shop := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(page))
	})
	_, err := shop.client(t).Ping(t.Context())
	e := requireCode(t, err, CodeBadResponse)
	require.Less(t, utf8.RuneCountInString(e.Message), maxQuote+100)
	require.False(t, strings.ContainsFunc(err.Error(), func(r rune) bool { return r < 0x20 || r == '\u202e' }), "%q", err.Error())
}

func TestClockSkew(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		name   string
		server time.Duration
		code   ErrorCode
		says   string
	}{
		{"right", 0, CodeUnauthorized, "Ключ"},
		{"within the window", 300 * time.Second, CodeUnauthorized, "Ключ"},
		{"behind", 12 * time.Minute, CodeClockSkew, "clock is 12 minutes behind"},
		{"ahead", -61 * time.Minute, CodeClockSkew, "clock is 61 minutes ahead"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			shop := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Date", now.Add(tc.server).Format(http.TimeFormat))
				say(w, 401, `{"error":{"code":"unauthorized","message":"bad signature"}}`)
			})
			hmac := HMACWith(testID, testKey, HMACOptions{Now: func() time.Time { return now }})
			_, err := newTestClient(t, shop.URL, hmac).Ping(t.Context())
			requireCode(t, err, tc.code)
			require.ErrorContains(t, err, tc.says)
			require.ErrorContains(t, err, "bad signature")

			_, err = newTestClient(t, shop.URL, HeaderKey(testID, testKey), WithClock(func() time.Time { return now })).Ping(t.Context())
			requireCode(t, err, CodeUnauthorized)
			require.ErrorContains(t, err, "Ключ", "a plain key has nothing to do with a clock")
		})
	}
}

func TestSingleObjectsMayBeWrapped(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"shop_id":"s","shop_name":"Магазин","module_active":true,"news":{"a":1}}`,
		"\uFEFF" + `{"data":{"shop_id":"s","shop_name":"Магазин","module_active":true}}`,
	} {
		shop := newFakeShop(t, always(200, body))
		p, err := shop.client(t).Ping(t.Context())
		require.NoError(t, err)
		require.Equal(t, Ping{ShopID: "s", ShopName: "Магазин", ModuleActive: true}, p)
	}
}

func TestWritesTakeNoAnswerForAnAnswer(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		h    http.HandlerFunc
		ok   bool
	}{
		{"204", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }, true},
		{"json", always(200, `{"usn":"x"}`), true},
		{"a login page", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>log in")) }, false},
		{"a list", always(200, `[]`), false},
		{"a text", always(200, `"ok"`), false},
		{"null", always(200, `null`), false},
		{"nothing", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := newFakeShop(t, tc.h).client(t).Orders.SetUSN(context.Background(), "1", "DT279013-0001-0000001")
			if tc.ok {
				require.NoError(t, err)
				return
			}
			requireCode(t, err, CodeBadResponse)
			require.ErrorIs(t, err, ErrOutcomeUnknown)
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(200, "application/json", `{"data":[{"id":"1","updated_at":"2026-11-20T10:15:00+02:00","currency":"EUR"}],"page":{"next_cursor":null}}`)
	f.Add(422, "application/json", `{"error":{"code":"x","details":[{}]}}`)
	f.Add(302, "", "")
	f.Add(200, "application/json", `{"data":[null,1,"",{"id":7}]}`)
	f.Fuzz(func(t *testing.T, status int, kind, body string) {
		if status < 200 || status > 599 || !headerSafe(kind) {
			t.Skip("no server can send it: a final status is 200 to 599, a header has no control characters")
		}
		c, err := NewClient("https://shop.example", HMAC(testID, testKey), WithRateLimit(1000), WithRetry(RetryOptions{MaxAttempts: 1}),
			WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
				return answer(status, body, "Content-Type", kind), nil
			})}))
		require.NoError(t, err)
		n := 0
		for page, err := range c.Orders.Pages(t.Context(), OrderListOptions{}) {
			if n++; n > 3 {
				break
			}
			if err != nil {
				require.LessOrEqual(t, len(err.Error()), 16*maxQuote+len(body))
				continue
			}
			for _, o := range page.Data {
				require.NotEmpty(t, o.ID)
				require.False(t, o.UpdatedAt.IsZero())
			}
		}
	})
}

package gombashop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestHMACGolden is the vector for other implementations of GS-REST v1. It was
// worked out apart from this package, with openssl:
//
//	printf '%s' "$text" | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
//
// where text is the seven lines below, joined by LF, without one at the end.
func TestHMACGolden(t *testing.T) {
	t.Parallel()
	auth := HMACWith("1234567890123456", "0123456789abcdef0123456789abcdef", HMACOptions{
		Now:   func() time.Time { return time.Unix(1795420800, 0) },
		Nonce: func() string { return "00112233445566778899aabbccddeeff" },
	})
	body := []byte(`{"usn":"DT279013-0001-0000001"}`)
	address := "https://shop.example/api/microinvest/v1/orders/100%2F234/usn?b=2&a=%D1%8F+%26&a=1"
	r, err := http.NewRequest(http.MethodPut, address, nil)
	require.NoError(t, err)
	require.Equal(t, strings.Join([]string{
		"v1",
		"PUT",
		"/api/microinvest/v1/orders/100%2F234/usn",
		"a=%D1%8F%20%26&a=1&b=2",
		"1795420800",
		"00112233445566778899aabbccddeeff",
		"dcb217e1e021f18a304ac6f1e5265979072c9289f7c263d7e65d6248e05eff05",
	}, "\n"), stringToSign(r, "1795420800", "00112233445566778899aabbccddeeff", body))
	require.NoError(t, auth.Authorize(r, body))
	require.Equal(t, "1234567890123456", r.Header.Get("X-Api-Id"))
	require.Equal(t, "1795420800", r.Header.Get("X-Api-Timestamp"))
	require.Equal(t, "00112233445566778899aabbccddeeff", r.Header.Get("X-Api-Nonce"))
	require.Equal(t, "9e6d0c979404c4936bf670bb5f53637782b84c2508cd2cf5aa65937e3fe97c10", r.Header.Get("X-Api-Signature"))
}

func TestCanonicalQuery(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, raw, want string }{
		{"empty", "", ""},
		{"sorted bytewise", "b=1&B=2&a=3", "B=2&a=3&b=1"},
		{"repeated keeps order", "ids=9&ids=1", "ids=9&ids=1"},
		{"space", "q=a+b%20c", "q=a%20b%20c"},
		{"unreserved stay", "q=-_.~", "q=-_.~"},
		{"reserved", "q=%2B%2F%3D%26%2A", "q=%2B%2F%3D%26%2A"},
		{"no value", "q", "q="},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			q, err := url.ParseQuery(tc.raw)
			require.NoError(t, err)
			require.Equal(t, tc.want, canonicalQuery(q))
		})
	}
}

// TestHMACOnTheWire checks a signature as a server does: from what arrived.
func TestHMACOnTheWire(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"data":[],"page":{"next_cursor":null}}`))
	c := shop.client(t)
	for _, err := range c.Products.All(t.Context(), ProductListOptions{SKUs: []string{"а б", "x&y"}, Limit: 7}) {
		require.NoError(t, err)
	}
	require.NoError(t, c.Orders.SetUSN(t.Context(), "№ 1/2?", "DT279013-0001-0000001"))
	require.Len(t, shop.seen(), 2)
	for _, a := range shop.seen() {
		sum := sha256.Sum256(a.body)
		text := strings.Join([]string{
			"v1", a.Method, a.URL.EscapedPath(), a.URL.RawQuery, a.Header.Get("X-Api-Timestamp"), a.Header.Get("X-Api-Nonce"),
			hex.EncodeToString(sum[:]),
		}, "\n")
		mac := hmac.New(sha256.New, []byte(testKey))
		mac.Write([]byte(text))
		require.Equal(t, hex.EncodeToString(mac.Sum(nil)), a.Header.Get("X-Api-Signature"))
		require.Len(t, a.Header.Get("X-Api-Nonce"), 32)
		stamp, err := strconv.ParseInt(a.Header.Get("X-Api-Timestamp"), 10, 64)
		require.NoError(t, err)
		require.WithinDuration(t, time.Now(), time.Unix(stamp, 0), 5*time.Second)
	}
	require.Equal(t, "/api/microinvest/v1/orders/%E2%84%96%201%2F2%3F/usn", shop.seen()[1].URL.EscapedPath())
}

func TestHeaderKey(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"shop_id":"s"}`))
	_, err := newTestClient(t, shop.URL, HeaderKey(testID, testKey)).Ping(t.Context())
	require.NoError(t, err)
	require.Equal(t, testKey, shop.seen()[0].Header.Get("X-Api-Key"))
	require.Equal(t, testID, shop.seen()[0].Header.Get("X-Api-Id"))
	require.Empty(t, shop.seen()[0].Header.Get("X-Api-Signature"))
}

func TestCredentialsAreCheckedEarly(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, id, key, says string }{
		{"empty key", testID, "", "Ключ is empty"},
		{"empty id", "", testKey, "API Идентификатор is empty"},
		{"newline of a key file", testID, testKey + "\n", "white space"},
		{"space within", testID, "ab cd", "a space"},
		{"Cyrillic letter", testID, "абв", "not Latin"},
	} {
		for name, auth := range map[string]func(id, key string) Authenticator{"hmac": HMAC, "header": HeaderKey} {
			t.Run(tc.name+" "+name, func(t *testing.T) {
				t.Parallel()
				_, err := NewClient("https://shop.example", auth(tc.id, tc.key))
				require.ErrorIs(t, err, ErrCredentials)
				require.ErrorContains(t, err, tc.says)
				require.NotContains(t, err.Error(), testKey)
			})
		}
	}
}

package gombashop

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// signed is what a sign handler makes of a call, for each attempt.
func signed(t *testing.T, auth Authenticator, c *call, attempts int) []*http.Request {
	t.Helper()
	var made []*http.Request
	h := &signHandler{base: "https://shop.example/v1", auth: auth, userAgent: "ua", next: handlerFunc(func(_ context.Context, c *call) (*reply, error) {
		made = append(made, c.req)
		return &reply{}, nil
	})}
	for range attempts {
		_, err := h.do(t.Context(), c)
		require.NoError(t, err)
	}
	return made
}

func TestEachAttemptHasItsOwnSignatureAndBody(t *testing.T) {
	t.Parallel()
	c := &call{
		method: http.MethodPost, path: "/stock/bulk", query: url.Values{"b": {"2"}, "a": {"1 я"}},
		body: []byte(`{"data":[]}`), key: "k-1", requestID: "r-1",
	}
	made := signed(t, HMAC(testID, testKey), c, 3)
	nonces := map[string]bool{}
	for _, r := range made {
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		require.JSONEq(t, `{"data":[]}`, string(body), "rewound")
		require.EqualValues(t, len(body), r.ContentLength)
		require.Nil(t, r.GetBody, "net/http must not send a nonce twice by itself")
		require.Equal(t, "https://shop.example/v1/stock/bulk?a=1%20%D1%8F&b=2", r.URL.String())
		require.Equal(t, "k-1", r.Header.Get("Idempotency-Key"))
		require.Equal(t, "r-1", r.Header.Get("X-Request-ID"))
		require.Equal(t, "ua", r.Header.Get("User-Agent"))
		nonces[r.Header.Get("X-Api-Nonce")] = true
	}
	require.Len(t, nonces, 3)
}

func TestAnAuthenticatorCannotChangeWhatIsSent(t *testing.T) {
	t.Parallel()
	vandal := AuthenticatorFunc(func(_ *http.Request, body []byte) error {
		require.NotNil(t, body, "an empty body is empty, not nil")
		clear(body)
		return nil
	})
	c := &call{method: http.MethodPost, path: "/x", body: []byte(`{"a":1}`)}
	for _, r := range signed(t, vandal, c, 2) {
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		require.JSONEq(t, `{"a":1}`, string(body))
	}
	signed(t, vandal, &call{method: http.MethodGet, path: "/x"}, 1)
}

func TestWhatCannotBeSignedIsNotSent(t *testing.T) {
	t.Parallel()
	why := errors.New("the smart card is out")
	h := &signHandler{base: "https://shop.example", auth: AuthenticatorFunc(func(*http.Request, []byte) error { return why })}
	_, err := h.do(t.Context(), &call{method: http.MethodPost, path: "/x"})
	requireCode(t, err, CodeUnauthorized)
	require.ErrorIs(t, err, why)
	require.NotErrorIs(t, err, ErrOutcomeUnknown)
}

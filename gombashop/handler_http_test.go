package gombashop

import (
	"compress/gzip"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRedirectsAreRefused(t *testing.T) {
	t.Parallel()
	elsewhere := newFakeShop(t, always(200, `{"shop_id":"thief"}`))
	for name, location := range map[string]string{
		"another host": elsewhere.URL + "/api?token=1#x", "the same host": "/other", "nowhere": "", "nonsense": "http://[",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shop := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", location)
				w.WriteHeader(http.StatusTemporaryRedirect)
			})
			given := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return nil }}
			_, err := shop.client(t, WithHTTPClient(given)).Ping(t.Context())
			e := requireCode(t, err, CodeBadResponse)
			require.Contains(t, e.Message, "redirects to")
			require.Contains(t, e.Remedy, "base URL")
			require.NotContains(t, err.Error(), "token")
			require.Len(t, shop.seen(), 1)
			require.NotNil(t, given.CheckRedirect, "the caller's client is not changed")
		})
	}
	require.Empty(t, elsewhere.seen())
}

func TestOversizedAnswers(t *testing.T) {
	t.Parallel()
	small := func(cfg *config) error { cfg.maxAnswer = 1000; return nil }
	shop := newFakeShop(t, always(200, `{"shop_id":"`+strings.Repeat("x", 2000)+`"}`))
	_, err := shop.client(t, small).Ping(t.Context())
	e := requireCode(t, err, CodeBadResponse)
	require.Contains(t, e.Message, "larger than 1000 bytes")
	require.Len(t, shop.seen(), 1)

	zipped := newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte(`{"shop_id":"` + strings.Repeat("x", 1<<20) + `"}`))
		_ = z.Close()
	})
	_, err = zipped.client(t, small).Ping(t.Context())
	requireCode(t, err, CodeBadResponse)
	p, err := zipped.client(t).Ping(t.Context())
	require.NoError(t, err)
	require.Len(t, p.ShopID, 1<<20)
}

func TestUntrustedCertificatesAreNotRepeated(t *testing.T) {
	t.Parallel()
	shop := httptest.NewUnstartedServer(always(200, `{"shop_id":"s"}`))
	shop.Config.ErrorLog = log.New(io.Discard, "", 0)
	shop.StartTLS()
	t.Cleanup(shop.Close)
	c := newTestClient(t, shop.URL, HMAC(testID, testKey))
	_, err := c.Ping(t.Context())
	e := requireCode(t, err, CodeNetwork)
	require.Equal(t, 1, e.Attempts)
	require.Contains(t, e.Remedy, "certificate")

	_, err = newTestClient(t, shop.URL, HMAC(testID, testKey), WithHTTPClient(shop.Client())).Ping(t.Context())
	require.NoError(t, err, "with the certificate trusted it works")
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	shop := httptest.NewServer(always(200, `{}`))
	shop.Close()
	_, err := newTestClient(t, shop.URL, HMAC(testID, testKey)).Ping(t.Context())
	e := requireCode(t, err, CodeNetwork)
	require.Equal(t, 3, e.Attempts)
	require.Zero(t, e.Status)
	require.Contains(t, e.Message, "connection refused")
}

func TestDefaultTransport(t *testing.T) {
	t.Parallel()
	c := httpClient(nil)
	tr, ok := c.Transport.(*http.Transport)
	require.True(t, ok)
	require.NotNil(t, tr.Proxy, "the proxy of the environment is used")
	require.Equal(t, time.Minute, tr.ResponseHeaderTimeout)
}

func TestHeadersOfEveryRequest(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"shop_id":"s"}`))
	c := shop.client(t, WithApplication("gombasync", "1.2.3"))
	_, err := c.Ping(t.Context())
	require.NoError(t, err)
	require.NoError(t, c.Orders.SetUSN(t.Context(), "1", "DT279013-0001-0000001"))
	get, put := shop.seen()[0], shop.seen()[1]
	require.Equal(t, "gombasync/1.2.3 skladmost-gombashop/1", get.Header.Get("User-Agent"))
	require.Equal(t, "application/json", get.Header.Get("Accept"))
	require.Equal(t, "gzip", get.Header.Get("Accept-Encoding"))
	require.Empty(t, get.Header.Get("Content-Type"))
	require.Zero(t, get.ContentLength)
	require.Empty(t, get.TransferEncoding)
	require.Equal(t, "application/json; charset=utf-8", put.Header.Get("Content-Type"))
	require.Equal(t, int64(len(put.body)), put.ContentLength)
}

// TestHTTP2: a read has no body there either, and a write says how long its is.
func TestHTTP2(t *testing.T) {
	t.Parallel()
	shop := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.ProtoMajor != 2 || (r.Method == http.MethodGet) != (len(body) == 0) ||
			(r.Method == http.MethodPut && r.ContentLength != int64(len(body))) {
			say(w, 500, `{}`)
			return
		}
		say(w, 200, `{"shop_id":"s"}`)
	}))
	shop.EnableHTTP2 = true
	shop.StartTLS()
	t.Cleanup(shop.Close)
	c := newTestClient(t, shop.URL, HMAC(testID, testKey), WithHTTPClient(shop.Client()))
	_, err := c.Ping(t.Context())
	require.NoError(t, err)
	require.NoError(t, c.Orders.SetUSN(t.Context(), "1", "DT279013-0001-0000001"))
}

package guard

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCrossSitePostIsRefused(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})
	form := url.Values{"csrf_token": {w.token("/")}}.Encode() // even with a token that holds

	for name, change := range map[string]func(h http.Header){
		"another site":          func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site"); h.Set("Origin", "https://evil.example") },
		"another port":          func(h http.Header) { h.Set("Sec-Fetch-Site", "same-site"); h.Set("Origin", "http://127.0.0.1:9") },
		"old browser":           func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "https://evil.example") },
		"old browser, port":     func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "http://127.0.0.1:9") },
		"a frame without name":  func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "null") },
		"the origin lies alone": func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site") },
	} {
		t.Run(name, func(t *testing.T) {
			got := w.ask(http.MethodPost, "/change", form, func(r *http.Request) { change(r.Header) })
			require.Equal(t, http.StatusForbidden, got.status)
			require.Contains(t, got.body, ReasonOrigin)
		})
	}

	require.Equal(t, "changed", w.ask(http.MethodPost, "/change", form, nil).body)
	require.Equal(t, "changed", w.ask(http.MethodPost, "/change", form, func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") }).body,
		"an old browser of ours says where it comes from by Origin")
}

func TestLinksFromElsewhereOpenPages(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})

	as := func(site, mode, dest string) func(r *http.Request) {
		return func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", site)
			r.Header.Set("Sec-Fetch-Mode", mode)
			r.Header.Set("Sec-Fetch-Dest", dest)
		}
	}

	require.Equal(t, http.StatusOK, w.ask(http.MethodGet, "/orders", "", as("cross-site", "navigate", "document")).status)
	require.Equal(t, http.StatusOK, w.ask(http.MethodGet, "/orders", "", as("none", "navigate", "document")).status)
	require.Equal(t, http.StatusOK, w.ask(http.MethodGet, "/orders", "", as("same-origin", "cors", "empty")).status)

	for _, dest := range []string{"image", "script", "empty", "iframe"} {
		mode := map[string]string{"iframe": "navigate"}[dest]
		require.Equal(t, http.StatusForbidden, w.ask(http.MethodGet, "/orders", "", as("cross-site", mode, dest)).status, dest)
		require.Equal(t, http.StatusForbidden, w.ask(http.MethodGet, "/static/app.css", "", as("same-site", mode, dest)).status, dest)
	}
}

func TestTokenIsNeeded(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})
	token := w.token("/")
	foreign := w.another("").token("/")

	for name, value := range map[string]string{
		"missing": "", "foreign": foreign, "garbled": "????", "cut": token[:20], "of zeros": strings.Repeat("A", len(token)),
	} {
		form := url.Values{"csrf_token": {value}}.Encode()
		got := w.ask(http.MethodPost, "/change", form, nil)
		require.Equal(t, http.StatusForbidden, got.status, name)
		require.Contains(t, got.body, ReasonToken, name)
	}

	inAddress := w.ask(http.MethodPost, "/change?csrf_token="+url.QueryEscape(token), "", nil)
	require.Equal(t, http.StatusForbidden, inAddress.status, "an address ends in histories and logs")

	noCookie := w.another("").ask(http.MethodPost, "/change", url.Values{"csrf_token": {token}}.Encode(), nil)
	require.Equal(t, http.StatusForbidden, noCookie.status)

	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		require.Equal(t, http.StatusForbidden, w.ask(method, "/change", "", nil).status, method)
	}

	require.Equal(t, "changed", w.ask(http.MethodPost, "/change", `{"a":1}`, func(r *http.Request) {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Csrf-Token", token)
	}).body, "a script sends it in the header")
}

func TestTokensOfTwoTabsHold(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})

	one, two := w.token("/"), w.token("/")
	require.NotEqual(t, one, two, "masked, so that a compressed page does not give it away")

	for _, token := range []string{one, two, one} {
		require.Equal(t, "changed", w.ask(http.MethodPost, "/change", url.Values{"csrf_token": {token}}.Encode(), nil).body)
	}
}

package guard

import (
	"bufio"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHeaders(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
			"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Referrer-Policy":              "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
		"Cache-Control":                "no-store",
		"Strict-Transport-Security":    "",
		"Access-Control-Allow-Origin":  "",
	}

	check := func(got reply, status int) {
		t.Helper()
		require.Equal(t, status, got.status)

		for name, value := range want {
			require.Equal(t, value, got.header.Get(name), name)
		}
	}

	check(w.get("/"), http.StatusSeeOther)
	check(w.get("/login"), http.StatusOK)
	check(w.login("wrong"), http.StatusUnauthorized)
	check(w.ask(http.MethodPost, "/login", "", nil), http.StatusForbidden)
	check(w.ask(http.MethodGet, "/", "", func(r *http.Request) { r.Host = "evil.example" }), http.StatusMisdirectedRequest)
	check(w.login(secret), http.StatusSeeOther)
	check(w.get("/orders"), http.StatusOK)
	check(w.get("/none"), http.StatusNotFound)

	want["Cache-Control"] = "max-age=60"
	check(w.get("/static/app.css"), http.StatusOK)
}

// Browsers that need a referrer to tell the origin send one with this policy; a
// form that comes with neither Sec-Fetch-Site nor Origin is judged by it.
func TestRefererIsEnough(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})
	form := url.Values{"csrf_token": {w.token("/")}}.Encode()

	ask := func(referer string) int {
		return w.ask(http.MethodPost, "/change", form, func(r *http.Request) {
			r.Header.Del("Origin")
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Referer", referer)
		}).status
	}

	require.Equal(t, http.StatusOK, ask(w.base+"/orders"))
	require.Equal(t, http.StatusForbidden, ask("http://evil.example/"))
	require.Equal(t, http.StatusForbidden, ask("https://"+strings.TrimPrefix(w.base, "http://")+"/"), "another scheme")
	require.Equal(t, http.StatusForbidden, ask(""))
}

func TestBodyIsLimited(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})
	token := w.token("/")
	head := "csrf_token=" + url.QueryEscape(token) + "&x="
	fits := head + strings.Repeat("x", bodyLimit-len(head))

	unsized := func(r *http.Request) { r.ContentLength = -1 }

	require.Equal(t, http.StatusOK, w.ask(http.MethodPost, "/change", fits, nil).status)
	require.Equal(t, http.StatusOK, w.ask(http.MethodPost, "/change", fits, unsized).status)

	for name, change := range map[string]func(r *http.Request){"sized": nil, "unsized": unsized} {
		got := w.ask(http.MethodPost, "/change", fits+"x", change)
		require.Equal(t, http.StatusRequestEntityTooLarge, got.status, name)
		require.Contains(t, got.body, ReasonTooLarge)
	}

	got := w.ask(http.MethodPost, "/read", strings.Repeat("x", bodyLimit+1), func(r *http.Request) {
		r.ContentLength = -1
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Csrf-Token", token)
	})
	require.Equal(t, "http: request body too large", got.body, "JSON is cut off where it is read")
}

func TestAFileMayBeLongerWhereOneIsExpected(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{Uploads: map[string]int64{"/change": 2 * bodyLimit}})
	head := "csrf_token=" + url.QueryEscape(w.token("/")) + "&x="

	require.Equal(t, http.StatusOK, w.ask(http.MethodPost, "/change", head+strings.Repeat("x", 2*bodyLimit-len(head)), nil).status)
	require.Equal(t, http.StatusRequestEntityTooLarge,
		w.ask(http.MethodPost, "/change", head+strings.Repeat("x", 2*bodyLimit), nil).status)
	require.Equal(t, http.StatusRequestEntityTooLarge,
		w.ask(http.MethodPost, "/else", head+strings.Repeat("x", bodyLimit), nil).status, "a form is as short as ever")
}

func TestEventsPassAtOnce(t *testing.T) {
	for name, o := range map[string]Options{"without password": {}, "with password": {PasswordFile: passwordFile(t, secret)}} {
		t.Run(name, func(t *testing.T) {
			w := start(t, "127.0.0.1:0", o)
			if o.PasswordFile != "" {
				w.login(secret)
			}

			events := w.stream() // comes while the handler is still at work
			require.Equal(t, "data: 1\n", first(t, events))
		})
	}
}

func TestEventsPassHTTP2(t *testing.T) {
	w := start(t, "0.0.0.0:0", Options{PasswordFile: passwordFile(t, secret), StateDir: t.TempDir()})
	w.http.Transport.(*http.Transport).ForceAttemptHTTP2 = true

	w.login(secret)

	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.base+"/events", nil)
	require.NoError(t, err)

	got, err := w.http.Do(r)
	require.NoError(t, err)

	defer got.Body.Close()

	require.Equal(t, 2, got.ProtoMajor)
	require.Equal(t, "data: 1\n", first(t, bufio.NewReader(got.Body)))
}

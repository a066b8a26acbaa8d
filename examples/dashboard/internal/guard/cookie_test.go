package guard

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCookieFlags(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	for _, c := range cookies(w.login(secret)) {
		require.True(t, c.HttpOnly, c.Name)
		require.False(t, c.Secure, c.Name)
		require.Equal(t, "/", c.Path)
		require.Empty(t, c.Domain)
		require.Zero(t, c.MaxAge, "gone with the browser")
	}

	session := cookies(w.loginAgain())["skladmost_session_"+w.port()]
	require.NotNil(t, session)
	require.Equal(t, http.SameSiteStrictMode, session.SameSite)
	require.GreaterOrEqual(t, len(session.Value), 26, "128 bits")

	s := start(t, "0.0.0.0:0", Options{PasswordFile: passwordFile(t, secret), StateDir: t.TempDir()})
	secure := cookies(s.login(secret))

	require.Contains(t, secure, "__Host-skladmost_session_"+s.port())
	require.Contains(t, secure, "__Host-skladmost_csrf_"+s.port())

	for _, c := range secure {
		require.True(t, c.Secure, c.Name)
		require.True(t, c.HttpOnly, c.Name)
		require.Equal(t, "/", c.Path)
	}
}

func (w *world) loginAgain() reply { return w.post("/login", "/", url.Values{"password": {secret}}) }

func cookies(r reply) map[string]*http.Cookie {
	all := map[string]*http.Cookie{}
	for _, c := range (&http.Response{Header: r.header}).Cookies() {
		all[c.Name] = c
	}

	return all
}

func TestCookieNameWithoutPort(t *testing.T) {
	g, err := New(Options{})
	require.NoError(t, err)
	require.Equal(t, "skladmost_session", g.cookieName("session"))

	require.Equal(t, http.StatusOK, serve(t, g, http.MethodGet, "/", "localhost:1").Code, "pages are tested without a port")
}

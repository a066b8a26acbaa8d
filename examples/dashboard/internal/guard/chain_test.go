package guard

import (
	"bytes"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// The pages draw refusals; they are told a reason and may ask for a token.
func TestRefusedDrawsPage(t *testing.T) {
	type drawn struct {
		status int
		reason string
		token  bool
	}

	var (
		mu  sync.Mutex
		got []drawn
	)

	w := start(t, "127.0.0.1:0", Options{
		PasswordFile: passwordFile(t, secret),
		Refused: func(w http.ResponseWriter, r *http.Request, status int, reason string) {
			mu.Lock()
			defer mu.Unlock()

			got = append(got, drawn{status, reason, Token(r) != ""})

			w.WriteHeader(status)
		},
	})

	w.status("evil.example")
	w.ask(http.MethodPost, "/change", "", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") })
	w.ask(http.MethodPost, "/change", "", nil)
	w.ask(http.MethodPost, "/change", strings.Repeat("x", bodyLimit+1), nil)
	w.ask(http.MethodGet, "/events", "", func(r *http.Request) { r.Header.Set("Accept", "text/event-stream") })
	w.get("/logout")

	require.Equal(t, []drawn{
		{http.StatusMisdirectedRequest, ReasonHost, false},
		{http.StatusForbidden, ReasonOrigin, false},
		{http.StatusForbidden, ReasonToken, true},
		{http.StatusRequestEntityTooLarge, ReasonTooLarge, false},
		{http.StatusUnauthorized, ReasonLogin, true},
		{http.StatusMethodNotAllowed, ReasonMethod, true},
	}, got)
}

func TestMethodsOfLogin(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	head := w.ask(http.MethodHead, "/login", "", nil)
	require.Equal(t, http.StatusOK, head.status)
	require.Empty(t, head.body)

	token := w.token("/login")
	got := w.ask(http.MethodPut, "/login", url.Values{"csrf_token": {token}, "password": {secret}}.Encode(), nil)
	require.Equal(t, http.StatusMethodNotAllowed, got.status)
	require.NotContains(t, w.cookies(), w.guard.cookieName("session"))
}

// Only reading leaves at /static/.
func TestPostToStaticIsGuarded(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	require.Equal(t, http.StatusForbidden, w.ask(http.MethodPost, "/static/app.css", "", nil).status)
	require.Equal(t, http.StatusSeeOther, w.post("/static/app.css", "/login", nil).status)
	require.Equal(t, http.StatusOK, w.ask(http.MethodHead, "/static/app.css", "", nil).status)
}

func TestLogTellsOfWrongPasswordsAndNeverWhich(t *testing.T) {
	var written bytes.Buffer

	w := start(t, "127.0.0.1:0", Options{
		PasswordFile: passwordFile(t, secret), Logger: slog.New(slog.NewTextHandler(&written, nil)),
	})
	b := w.another("192.168.1.77:5000")

	for range 20 {
		b.login("almost the right one")
	}

	b.login(secret)
	w.login(secret)

	require.Equal(t, freeAttempts, strings.Count(written.String(), "wrong password"), "what is refused does not fill the disk")
	require.Contains(t, written.String(), "192.168.1.77")
	require.NotContains(t, written.String(), "almost")
	require.NotContains(t, written.String(), "думи")
	require.NotContains(t, written.String(), "argon2id")
}

// A proxy's header is anybody's to write.
func TestForwardedHeadersAreIgnored(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})
	b := w.another("203.0.113.9:1")
	token := url.Values{"password": {"wrong"}, "csrf_token": {b.token("/login")}}.Encode()

	var last int
	for i := range 7 {
		last = b.ask(http.MethodPost, "/login", token, func(r *http.Request) {
			r.Header.Set("X-Forwarded-For", "10.0.0."+strconv.Itoa(i))
			r.Header.Set("X-Real-IP", "10.0.0."+strconv.Itoa(i))
			r.Header.Set("Forwarded", "for=127.0.0.1")
		}).status
	}

	require.Equal(t, http.StatusTooManyRequests, last)
	require.Equal(t, http.StatusMisdirectedRequest, b.ask(http.MethodGet, "/", "", func(r *http.Request) {
		r.Host = "evil.example"
		r.Header.Set("X-Forwarded-Host", "localhost:"+b.port())
	}).status)
}

// Pages that load while a person logs out in another tab.
func TestLogoutAmongManyRequests(t *testing.T) {
	w := loggedIn(t)
	id := w.cookies()[w.guard.cookieName("session")]
	token := url.Values{"csrf_token": {w.token("/")}}.Encode()

	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { w.get("/orders") })
	}

	all.Go(func() { w.ask(http.MethodPost, "/logout", token, nil) })
	all.Wait()

	require.Equal(t, http.StatusSeeOther, w.withSession(id).get("/orders").status, "nothing brings the session back")
	require.Zero(t, w.guard.sessions.count())
}

func TestIPv6(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp6", "[::1]:0")
	if err != nil {
		t.Skip("this computer has no IPv6: " + err.Error())
	}

	g, err := New(Options{Addr: l.Addr().String()})
	require.NoError(t, err)

	srv := httptest.NewUnstartedServer(g.Handler(pages()))
	require.NoError(t, srv.Listener.Close())

	srv.Listener = l
	srv.Start()
	t.Cleanup(srv.Close)

	b := visit(t, srv.URL)
	require.Equal(t, http.StatusOK, b.get("/").status)
	require.Equal(t, http.StatusOK, b.status("localhost:"+b.port()))
	require.Equal(t, http.StatusMisdirectedRequest, b.status("[::2]:"+b.port()))
	require.Equal(t, "changed", b.post("/change", "/", nil).body)
}

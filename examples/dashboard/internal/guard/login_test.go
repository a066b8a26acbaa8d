package guard

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTenWrongPasswordsAreSlowed(t *testing.T) {
	for name, from := range map[string]string{"at the computer": "", "from elsewhere": "192.168.1.77:5000"} {
		t.Run(name, func(t *testing.T) {
			w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})
			b := w.another(from)

			var statuses []int
			for range 10 {
				statuses = append(statuses, b.login("wrong password").status)
			}

			require.Equal(t, []int{401, 401, 401, 401, 401, 429, 429, 429, 429, 429}, statuses)

			got := b.login(secret)
			require.Equal(t, http.StatusTooManyRequests, got.status, "the right one is not looked at either")
			require.Equal(t, "30", got.header.Get("Retry-After"))
			require.Equal(t, 30*time.Second, got.view(t).Wait)
			require.False(t, got.view(t).Wrong)
			require.Equal(t, 30*time.Second, b.get("/login").view(t).Wait, "a person sees it before typing")

			w.clock.pass(29 * time.Second)
			require.Equal(t, "1", b.login(secret).header.Get("Retry-After"), "refused attempts prolong nothing")
			w.clock.pass(time.Second)
			require.Equal(t, http.StatusSeeOther, b.login(secret).status)
			require.Equal(t, "orders", b.get("/orders").body)
		})
	}
}

func TestStrangerLocksNobodyElseOut(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})
	stranger, colleague := w.another("203.0.113.9:1"), w.another("192.168.1.20:1")

	for range 6 {
		stranger.login("wrong password")
	}

	require.Equal(t, http.StatusTooManyRequests, stranger.login(secret).status)
	require.Equal(t, http.StatusSeeOther, colleague.login(secret).status)
	require.Equal(t, http.StatusSeeOther, w.login(secret).status)

	for i := range 60 { // many addresses
		w.another("203.0.113."+strconv.Itoa(100+i)+":1").ask(http.MethodGet, "/login", "", nil)
		w.guard.attempts.begin("198.51.100." + strconv.Itoa(i) + ":1")
	}

	require.Equal(t, http.StatusTooManyRequests, w.another("192.168.1.21:1").login(secret).status, "all others together are slowed")
	require.Equal(t, http.StatusSeeOther, w.another("").login(secret).status, "who sits at the computer is not")
}

func TestWrongPassword(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	for _, word := range []string{"", "wrong", secret + " ", strings.Repeat("x", 2000)} {
		got := w.post("/login", "/login", url.Values{"password": {word}, "next": {"/orders"}})
		require.Equal(t, http.StatusUnauthorized, got.status)
		require.True(t, got.view(t).Wrong)
		require.Equal(t, "/orders", got.view(t).Next)
		require.NotEmpty(t, got.view(t).Token)
		require.Equal(t, http.StatusSeeOther, w.get("/orders").status)
	}

	inAddress := w.post("/login?password="+url.QueryEscape(secret), "/login", nil)
	require.Equal(t, http.StatusUnauthorized, inAddress.status, "an address ends in histories and logs")
}

func TestLoginNeedsToken(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	got := w.ask(http.MethodPost, "/login", url.Values{"password": {secret}}.Encode(), nil)
	require.Equal(t, http.StatusForbidden, got.status)
	require.NotContains(t, w.cookies(), w.guard.cookieName("session"))
}

func TestNoOpenRedirect(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	cases := map[string]string{
		"":                        "/",
		"/orders?page=2&q=%D1%8F": "/orders?page=2&q=%D1%8F",
		"/orders#x":               "/orders",
		"https://evil.example/":   "/",
		"//evil.example/":         "/",
		"///evil.example":         "/",
		`/\evil.example`:          "/",
		`\\evil.example`:          "/",
		"/%5Cevil.example":        "/",
		"/%2F/evil.example":       "/",
		"/\t/evil.example":        "/",
		"/\n/evil.example":        "/",
		"javascript:alert(1)":     "/",
		"http:evil.example":       "/",
		"evil.example":            "/",
		"/login":                  "/",
		"/logout":                 "/",
		"/a\r\nX-Evil: 1":         "/",
	}
	for next, want := range cases {
		t.Run(next, func(t *testing.T) {
			got := w.another("").post("/login", "/login", url.Values{"password": {secret}, "next": {next}})
			require.Equal(t, http.StatusSeeOther, got.status)
			require.Equal(t, want, got.header.Get("Location"))
			require.Equal(t, want, w.another("").get("/login?next="+url.QueryEscape(next)).view(t).Next)
		})
	}

	require.Equal(t, http.StatusSeeOther, w.login(secret).status)
	require.Equal(t, "/", w.get("/login?next=//evil.example").header.Get("Location"), "who is in already, too")
}

func TestScriptsGetStatus(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	for name, header := range map[string][2]string{
		"fetch":       {"Sec-Fetch-Mode", "cors"},
		"EventSource": {"Accept", "text/event-stream"},
		"JSON":        {"Accept", "application/json"},
		"token":       {"X-Csrf-Token", "x"},
	} {
		got := w.ask(http.MethodGet, "/orders", "", func(r *http.Request) { r.Header.Set(header[0], header[1]) })
		require.Equal(t, http.StatusUnauthorized, got.status, name)
		require.Contains(t, got.body, ReasonLogin)
	}

	form := url.Values{"csrf_token": {w.token("/login")}}.Encode()
	got := w.ask(http.MethodPost, "/change", form, func(r *http.Request) { r.Header.Set("Referer", w.base+"/orders?page=2") })
	require.Equal(t, "/login?next=%2Forders%3Fpage%3D2", got.header.Get("Location"), "a form of a session that is over")
	require.NotEqual(t, "changed", got.body)
}

func TestBareLoginPage(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret), Login: bareLogin})

	got := w.get("/login?next=%2Forders%3Fq%3D%22%3E")
	require.Contains(t, got.body, `type="password"`)
	require.Contains(t, got.body, `name="csrf_token" value="`)
	require.NotContains(t, got.body, `q=">`)
	require.Equal(t, "text/html; charset=utf-8", got.header.Get("Content-Type"))
}

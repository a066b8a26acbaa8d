package browsertest

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
)

const password = "рядка парола 1"

// locked is a demonstration that asks for a password.
func locked(t *testing.T) *program {
	t.Helper()

	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, guard.SetPassword(file, password))

	return start(t, "--demo", "--password-file", file)
}

func TestOnlyThePasswordOpensThePages(t *testing.T) {
	t.Parallel()

	x := newTab(t, locked(t))
	x.watch.allow("401")
	x.watch.allow("429")

	x.open("/orders?state=parked")
	assert.Equal(t, "Вход", x.text("h1"))

	x.enter("не е тази")
	assert.Contains(t, x.text(".notice"), "Паролата не е тази")

	x.enter(password)
	assert.Equal(t, "Поръчки", x.text("h1"), "it goes on to where it was going")

	cookies := x.string(`document.cookie`)
	assert.NotContains(t, cookies, "session", "no script can read the session")

	x.leave(`form[action="/logout"] button`)
	x.open("/")
	assert.Equal(t, "Вход", x.text("h1"))

	for range 10 {
		x.enter("не е тази")
	}

	assert.Contains(t, x.text(".notice"), "изчакайте")
	x.enter(password)
	assert.Contains(t, x.text(".notice"), "изчакайте", "not even the right one is looked at meanwhile")
}

func (x *tab) enter(word string) {
	x.t.Helper()
	x.exists("#password")
	x.do(chromedp.SetValue(chromedp.CSS("#password"), word))
	x.leave("form[action='/login'] button")
}

// What another site's page, or a name that was made to lead here, may try.
func TestForeignRequestsAreRefused(t *testing.T) {
	t.Parallel()

	p := start(t, "--demo")

	send := func(change func(*http.Request)) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.address+"/start/export", strings.NewReader(url.Values{}.Encode()))
		require.NoError(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		change(r)

		answer, err := http.DefaultTransport.RoundTrip(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())

		return answer.StatusCode
	}

	assert.Equal(t, http.StatusForbidden, send(func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }))
	assert.Equal(t, http.StatusForbidden, send(func(r *http.Request) { r.Header.Set("Origin", p.address) }), "without a token")
	assert.Equal(t, http.StatusMisdirectedRequest, send(func(r *http.Request) { r.Host = "evil.example" }))

	x := newTab(t, p)
	x.open("/")
	x.exists("#start-export") // nothing was started
}

// A page of another site that posts a form, as a browser sends it.
func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()

	p := start(t, "--demo")
	x := newTab(t, p)
	x.watch.allow("403")

	evil := filepath.Join(t.TempDir(), "evil.html")
	require.NoError(t, os.WriteFile(evil, []byte(`<form method="post" action="`+p.address+`/start/export"><button id="go">go</button></form>`), 0o600))
	x.watch.allow("file://")

	x.do(chromedp.Navigate("file://" + evil))
	x.leave("#go")
	assert.Equal(t, "Отказано", x.text("h1"))

	x.open("/")
	x.exists("#start-export")
}

package guard

import (
	"crypto/tls"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// browser follows no redirects.
type browser struct {
	t    *testing.T
	base string
	http *http.Client
	from string // as whose address the server sees it; empty: its own
}

type reply struct {
	status int
	header http.Header
	body   string
}

func visit(t *testing.T, base string) *browser {
	t.Helper()

	jar, err := cookiejar.New(nil)
	require.NoError(t, err)

	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	t.Cleanup(transport.CloseIdleConnections)

	return &browser{t: t, base: base, http: &http.Client{
		Jar: jar, Transport: transport, Timeout: 20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// another is a browser of somebody else at the same server.
func (b *browser) another(from string) *browser {
	other := visit(b.t, b.base)
	other.from = from

	return other
}

// ask sends a request; change is given what a browser would send.
func (b *browser) ask(method, path, body string, change func(r *http.Request)) reply {
	b.t.Helper()

	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, strings.NewReader(body))
	require.NoError(b.t, err)

	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", b.base)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}

	if b.from != "" {
		r.Header.Set("Test-From", b.from)
	}

	if change != nil {
		change(r)
	}

	got, err := b.http.Do(r)
	require.NoError(b.t, err)

	defer got.Body.Close()

	text, err := io.ReadAll(got.Body)
	require.NoError(b.t, err)

	return reply{status: got.StatusCode, header: got.Header, body: string(text)}
}

func (b *browser) get(path string) reply { b.t.Helper(); return b.ask(http.MethodGet, path, "", nil) }

// view is what the login page was given.
func (r reply) view(t *testing.T) LoginView {
	t.Helper()

	var v LoginView
	require.NoError(t, json.Unmarshal([]byte(r.body), &v), r.body) //nolint:musttag // the fields' own names

	return v
}

// post sends a form with the token of the page at from.
func (b *browser) post(path, from string, form url.Values) reply {
	b.t.Helper()

	form = cloned(form)
	form.Set("csrf_token", b.token(from))

	return b.ask(http.MethodPost, path, form.Encode(), nil)
}

func cloned(form url.Values) url.Values {
	copied := url.Values{}
	maps.Copy(copied, form)

	return copied
}

func (b *browser) token(from string) string {
	b.t.Helper()

	got := b.get(from)
	require.Equal(b.t, http.StatusOK, got.status, got.body)

	if from == "/login" {
		return got.view(b.t).Token
	}

	return got.header.Get("Test-Token")
}

func (b *browser) login(word string) reply {
	b.t.Helper()

	return b.post("/login", "/login", url.Values{"password": {word}})
}

func (b *browser) cookies() map[string]string {
	u, _ := url.Parse(b.base)
	all := map[string]string{}

	for _, c := range b.http.Jar.Cookies(u) {
		all[c.Name] = c.Value
	}

	return all
}

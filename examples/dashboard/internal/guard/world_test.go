package guard

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "три несвързани думи"

// clock stands still until it is moved.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Now()} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()

	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.at = c.at.Add(d)
}

// world is a guarded server on a real port and a browser with cookies.
type world struct {
	*browser

	guard *Guard
	clock *clock
	opts  Options
}

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

// start listens on an address and guards pages; the address is the one that was
// got, unless the options say another.
func start(t *testing.T, listen string, o Options) *world {
	t.Helper()

	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", listen)
	require.NoError(t, err)

	w := &world{clock: newClock()}
	o.Now = w.clock.now

	if o.Addr == "" {
		o.Addr = l.Addr().String()
	}

	if o.Login == nil {
		o.Login = func(w http.ResponseWriter, _ *http.Request, v LoginView) { _ = json.NewEncoder(w).Encode(v) } //nolint:errchkjson // plain fields
	}

	w.opts = o
	w.guard, err = New(o)
	require.NoError(t, err)

	guarded := w.guard.Handler(pages())
	srv := &http.Server{TLSConfig: w.guard.TLS(), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if from := r.Header.Get("Test-From"); from != "" {
			r.RemoteAddr = from
		}

		guarded.ServeHTTP(w, r)
	})}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	base, done := "http://127.0.0.1:"+port, make(chan error, 1)

	if srv.TLSConfig != nil {
		base = "https://127.0.0.1:" + port

		go func() { done <- srv.ServeTLS(l, "", "") }()
	} else {
		go func() { done <- srv.Serve(l) }()
	}

	t.Cleanup(func() { require.NoError(t, srv.Close()); require.ErrorIs(t, <-done, http.ErrServerClosed) })

	w.browser = visit(t, base)

	return w
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

func pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Test-Token", Token(r))
		_, _ = fmt.Fprintf(w, "home, logged in: %t", LoggedIn(r))
	})
	mux.HandleFunc("GET /orders", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "orders") })
	mux.HandleFunc("POST /change", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "changed") })
	mux.HandleFunc("POST /read", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			_, _ = io.WriteString(w, err.Error())
		}
	})
	mux.HandleFunc("GET /static/app.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=60")
	})
	mux.HandleFunc("GET /events", func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		if err := c.SetWriteDeadline(time.Time{}); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)

			return
		}

		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "data: 1\n\n")

		if err := c.Flush(); err != nil {
			return
		}

		<-r.Context().Done()
		_, _ = io.WriteString(w, "data: end\n\n")
	})

	return mux
}

// serve asks the guard without a server.
func serve(t *testing.T, g *Guard, method, path, host string) *httptest.ResponseRecorder {
	t.Helper()

	r := httptest.NewRequest(method, path, nil)
	r.Host = host
	got := httptest.NewRecorder()
	g.Handler(pages()).ServeHTTP(got, r)

	return got
}

// passwordFile holds a hash that is quick to compare.
func passwordFile(t *testing.T, word string) string {
	t.Helper()

	file := filepath.Join(t.TempDir(), "password")
	writeHash(t, file, word)

	return file
}

func writeHash(t *testing.T, file, word string) {
	t.Helper()

	hash, err := argon2id.CreateHash(word, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, []byte(hash), 0o600))
}

package guard

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
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
		o.Login = drawJSON
	}

	w.opts = o
	w.guard, err = New(o)
	require.NoError(t, err)

	guarded := w.guard.Handler(pages())
	silent := log.New(io.Discard, "", 0)
	srv := &http.Server{TLSConfig: w.guard.TLS(), ErrorLog: silent, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
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

func drawJSON(w http.ResponseWriter, _ *http.Request, v LoginView) {
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson,musttag // plain fields by their own names
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

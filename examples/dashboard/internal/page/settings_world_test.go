package page

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/demo"
)

// settingsWorld is the page over a warehouse, a shop and a printer of its own.
type settingsWorld struct {
	*demo.World

	t    *testing.T
	file string
	srv  *httptest.Server
}

func newSettingsWorld(t *testing.T, isDemo bool) *settingsWorld {
	t.Helper()

	folder := t.TempDir()

	w, err := demo.Open(t.Context(), folder)
	require.NoError(t, err)
	t.Cleanup(func() { _ = w.Close() })

	s := &settingsWorld{World: w, t: t, file: filepath.Join(folder, "g.yaml")}
	s.write(string(w.Configuration()))

	works := control.New(control.Options{ConfigFile: s.file, Env: func(name string) (string, bool) {
		return "from-environment", name == "SET"
	}})
	t.Cleanup(works.Close)

	p, err := New(Options{Control: works, Demo: isDemo, Token: func(*http.Request) string { return "token" }})
	require.NoError(t, err)

	s.srv = httptest.NewServer(p)
	t.Cleanup(s.srv.Close)

	return s
}

func (s *settingsWorld) write(text string) {
	require.NoError(s.t, os.WriteFile(s.file, []byte(text), 0o600))
}

func (s *settingsWorld) text() string {
	data, err := os.ReadFile(s.file)
	require.NoError(s.t, err)

	return string(data)
}

func (s *settingsWorld) values() config.File {
	f, err := config.Values(s.file)
	require.NoError(s.t, err)

	return f
}

func (s *settingsWorld) get() string {
	r, err := http.Get(s.srv.URL + "/settings")
	require.NoError(s.t, err)

	return s.body(r, http.StatusOK)
}

func (s *settingsWorld) body(r *http.Response, status int) string {
	defer r.Body.Close()

	data, err := io.ReadAll(r.Body)
	require.NoError(s.t, err)
	require.Equal(s.t, status, r.StatusCode, string(data))

	return string(data)
}

// post sends fields with the present version of the file; a field is name=value.
func (s *settingsWorld) post(path string, fields ...string) (int, string) {
	form := url.Values{"version": {s.values().Version}}

	for _, f := range fields {
		name, value, _ := strings.Cut(f, "=")
		if name == "version" {
			form.Set(name, value)
		} else {
			form.Add(name, value)
		}
	}

	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

	r, err := client.PostForm(s.srv.URL+path, form)
	require.NoError(s.t, err)

	defer r.Body.Close()

	data, err := io.ReadAll(r.Body)
	require.NoError(s.t, err)

	return r.StatusCode, string(data)
}

// save sends fields and wants them written.
func (s *settingsWorld) save(fields ...string) {
	s.t.Helper()

	status, body := s.post("/settings", fields...)
	require.Equal(s.t, http.StatusSeeOther, status, body)
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// outcome is what the program leaves behind.
type outcome struct {
	code     int
	out, err string
}

// dashboard runs a command that ends by itself; typed is its standard input.
func dashboard(t *testing.T, typed string, args ...string) outcome {
	t.Helper()

	in := filepath.Join(t.TempDir(), "stdin")
	require.NoError(t, os.WriteFile(in, []byte(typed), 0o600))

	stdin, err := os.Open(in)
	require.NoError(t, err)

	defer stdin.Close()

	var out, errs bytes.Buffer

	code := run(t.Context(), process{Args: args, Stdin: stdin, Stdout: &out, Stderr: &errs, Env: noEnv})

	return outcome{code, out.String(), errs.String()}
}

func noEnv(string) (string, bool) { return "", false }

// opened is a page that is shown until the test ends.
type opened struct {
	address string
	close   func() int
	said    *bytes.Buffer
}

func open(t *testing.T, args ...string) *opened {
	t.Helper()

	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	o := &opened{said: &bytes.Buffer{}}
	ended := make(chan int, 1)

	go func() {
		ended <- run(ctx, process{Args: args, Stdout: write, Stderr: o.said, Env: noEnv})

		_ = write.Close()
	}()

	lines := bufio.NewScanner(read)
	for o.address == "" && lines.Scan() {
		if _, address, found := strings.Cut(lines.Text(), "http://"); found {
			o.address = "http://" + address
		}
	}

	require.NotEmpty(t, o.address, "the program says where the page is: %s", o.said)

	go func() { _, _ = io.Copy(io.Discard, read) }()

	o.close = func() int {
		stop()

		code := <-ended
		ended <- code

		return code
	}
	t.Cleanup(func() { o.close(); http.DefaultClient.CloseIdleConnections() })

	return o
}

func (o *opened) get(t *testing.T, path string) (int, string) {
	t.Helper()

	answer, err := http.Get(o.address + path)
	require.NoError(t, err)

	defer answer.Body.Close()

	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)

	return answer.StatusCode, string(body)
}

func TestTheDemonstrationOpensAWholePageAndLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	t.Setenv("TMP", folder)

	o := open(t, "--demo", "--addr", "127.0.0.1:0")

	status, page := o.get(t, "")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, page, "Демонстрация")
	require.Contains(t, page, "Склад Pro → магазин")
	require.Contains(t, page, `href="/receipts"`)

	status, page = o.get(t, "static/dashboard.js")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, page, "EventSource")

	require.Equal(t, exitDone, o.close())
	require.Empty(t, o.said.String())

	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left, "nothing of it stays")
}

func TestANewFileOfSettingsIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shop.yaml")

	o := open(t, "--config", file, "--addr", "127.0.0.1:0")
	require.FileExists(t, file)

	status, page := o.get(t, "")
	require.Equal(t, http.StatusOK, status, "the page opens though nothing is filled in")
	require.Contains(t, page, "shop.yaml")

	require.NoError(t, os.WriteFile(file, []byte("# mine\n"), 0o600))
	require.Equal(t, exitDone, o.close())

	open(t, "--config", file, "--addr", "127.0.0.1:0").close()

	kept, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "# mine\n", string(kept), "a file that is there stays")
}

func TestAPasswordIsAskedForFromThenOn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shop.yaml")

	o := open(t, "--config", file, "--addr", "127.0.0.1:0")
	_, page := o.get(t, "")
	require.NotContains(t, page, `name="password"`)

	set := dashboard(t, "a good password\n", "password", "--config", file)
	require.Equal(t, exitDone, set.code, set.err)
	require.NotContains(t, set.out+set.err, "a good password")

	_, page = o.get(t, "settings")
	require.Contains(t, page, `name="password"`)
	require.Contains(t, page, `lang="bg"`)
}

func TestWrongInputsSayWhatToDo(t *testing.T) {
	t.Parallel()

	folder := t.TempDir()
	file := filepath.Join(folder, "shop.yaml")

	taken := open(t, "--config", file, "--addr", "127.0.0.1:0")
	busy := strings.TrimSuffix(strings.TrimPrefix(taken.address, "http://"), "/")

	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"a short password":     {[]string{"password", "--config", file}, "10 characters"},
		"an unknown flag":      {[]string{"--frobnicate"}, "--help"},
		"an unknown command":   {[]string{"service", "explode"}, "--help"},
		"others can reach it":  {[]string{"--config", file, "--addr", "0.0.0.0:0"}, "password"},
		"half a certificate":   {[]string{"--config", file, "--addr", "127.0.0.1:0", "--cert", "x.pem"}, "key"},
		"no address":           {[]string{"--config", file, "--addr", "nonsense"}, "nonsense"},
		"an address in use":    {[]string{"--config", file, "--addr", busy}, "--addr"},
		"a folder as settings": {[]string{"--config", filepath.Join(folder, "no", "such", "x.yaml")}, "folder"},
	} {
		t.Run(name, func(t *testing.T) {
			o := dashboard(t, "short\n", append([]string{"--lang", "en"}, c.args...)...)
			require.Equal(t, exitUsage, o.code, o.err)
			require.Contains(t, o.err, c.says)

			o = dashboard(t, "short\n", append([]string{"--lang", "bg"}, c.args...)...)
			require.Equal(t, exitUsage, o.code)
			require.Contains(t, o.err, "грешка:")
		})
	}
}

func TestHelpIsInBothLanguages(t *testing.T) {
	t.Parallel()

	for l, says := range map[string]string{"en": "The page from which", "bg": "Страницата, от която"} {
		o := dashboard(t, "", "--lang", l, "--help")
		require.Equal(t, exitDone, o.code, o.err)
		require.Contains(t, o.out, says)
	}

	require.Contains(t, dashboard(t, "", "serve", "--help", "--lang=bg").out, "парола")
}

func TestTheServiceIsStartedWithTheSamePlace(t *testing.T) {
	t.Parallel()

	p := place{Config: "shop.yaml", Addr: "127.0.0.1:1", Hosts: []string{"sklad.local"}, Cert: "c.pem", Key: "k.pem"}
	args := p.service().Arguments

	for _, path := range []string{"shop.yaml", "shop.yaml.password", "c.pem", "k.pem"} {
		full, err := filepath.Abs(path)
		require.NoError(t, err)
		require.Contains(t, args, full, "a service has a folder of its own")
	}

	require.Subset(t, args, []string{"--addr", "127.0.0.1:1", "--host", "sklad.local"})
}

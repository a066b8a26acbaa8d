package main

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The lines of README's first section about the program, one after the other in
// an empty folder, as a reader types them; only the port is a free one.
func TestReadmeFromItsFirstLineToItsLast(t *testing.T) {
	t.Parallel()

	for _, name := range []string{"README.md", "README.bg.md"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			data, err := os.ReadFile(filepath.Join("..", "..", name))
			require.NoError(t, err)

			_, section, _ := strings.Cut(string(data), "cd trial\n")
			section, _, _ = strings.Cut(section, "\n## ")

			r := reader{t: t, dir: t.TempDir(), binary: build(t), address: freeAddress(t)}
			for _, command := range commands(section) {
				r.types(strings.ReplaceAll(command, "127.0.0.1:8080", r.address))
			}

			require.Contains(t, r.said, "DT279013-0001-0000001")
			require.Contains(t, r.said, `"usn":"DT279013-0001-0000001"`, "the shop knows it")
		})
	}
}

// commands are the indented lines; one that ends inside of quotes goes on.
func commands(section string) []string {
	var all []string

	for line := range strings.Lines(section) {
		text, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		if !indented {
			continue
		}

		if n := len(all); n > 0 && strings.Count(all[n-1], "'")%2 == 1 {
			all[n-1] += "\n" + text

			continue
		}

		command, _, _ := strings.Cut(text, "  #")
		all = append(all, strings.TrimSpace(command))
	}

	return all
}

func freeAddress(t *testing.T) string {
	t.Helper()

	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())

	return listener.Addr().String()
}

// reader types commands in a folder.
type reader struct {
	t                    *testing.T
	dir, binary, address string
	said                 string
}

func (r *reader) types(command string) {
	r.t.Helper()

	words := strings.Fields(command)

	switch {
	case words[0] == "export":
		name, value, _ := strings.Cut(words[1], "=")
		require.Equal(r.t, []string{"GOMBASHOP_KEY", "secret"}, []string{name, value})
	case words[0] == "curl":
		r.curls(command)
	case strings.Contains(command, "shop serve"):
		shop := r.program(words[1:])
		require.NoError(r.t, shop.Start())
		r.t.Cleanup(func() { _ = shop.Process.Kill(); _ = shop.Wait() })
		require.Eventually(r.t, r.isOpen, 5*time.Second, 20*time.Millisecond)
	default:
		require.Equal(r.t, "./gombasync", words[0], command)

		out, err := r.program(words[1:]).CombinedOutput()
		require.NoError(r.t, err, "%s: %s", command, out)
		r.said += string(out)
	}
}

func (r *reader) isOpen() bool {
	connection, err := (&net.Dialer{}).DialContext(r.t.Context(), "tcp", r.address)
	if err == nil {
		_ = connection.Close()
	}

	return err == nil
}

func (r *reader) program(args []string) *exec.Cmd {
	cmd := exec.CommandContext(r.t.Context(), r.binary, args...)
	cmd.Dir, cmd.Env = r.dir, append(os.Environ(), "GOMBASHOP_KEY=secret", "LANG=C")

	return cmd
}

// curls does what curl would.
func (r *reader) curls(command string) {
	r.t.Helper()

	method, body := http.MethodGet, ""
	if _, data, ok := strings.Cut(command, "-d '"); ok {
		method, body = http.MethodPost, strings.TrimSuffix(data, "'")
	}

	_, rest, _ := strings.Cut(command, "http://")
	address, _, _ := strings.Cut(rest, " ")

	req, err := http.NewRequestWithContext(r.t.Context(), method, "http://"+address, strings.NewReader(body))
	require.NoError(r.t, err)

	res, err := http.DefaultClient.Do(req)
	require.NoError(r.t, err)

	defer func() { _ = res.Body.Close() }()

	var text strings.Builder
	require.NoError(r.t, res.Write(&text))
	require.Less(r.t, res.StatusCode, http.StatusBadRequest, text.String())
	r.said += text.String()
}

package guard

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func (b *browser) status(host string) int {
	b.t.Helper()

	return b.ask(http.MethodGet, "/", "", func(r *http.Request) { r.Host = host }).status
}

func (b *browser) port() string { return b.base[strings.LastIndex(b.base, ":")+1:] }

func TestForeignHostIsRefused(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{Hosts: []string{"sklad.firma.local", " Proxy.firma.local:9000"}})
	port := w.port()

	for _, host := range []string{
		"127.0.0.1:" + port, "localhost:" + port, "LOCALHOST:" + port, "[::1]:" + port,
		"sklad.firma.local:" + port, "Sklad.Firma.Local", "proxy.firma.local:9000",
	} {
		require.Equal(t, http.StatusOK, w.status(host), host)
	}

	for _, host := range []string{
		"evil.example:" + port, "evil.example", "127.0.0.1", "127.0.0.1:", "localhost:1", "127.0.0.1:" + port + ".evil.example",
		"127.0.0.1.evil.example:" + port, "localhost.:" + port, "0.0.0.0:" + port, "[::]:" + port, "127.0.0.2:" + port,
		"192.168.1.5:" + port, "sklad.firma.local:1", "proxy.firma.local", "proxy.firma.local:" + port, "2130706433:" + port,
		"[::ffff:127.0.0.1]:" + port, "127.0.0.1:" + port + "," + "evil.example", ":" + port,
	} {
		require.Equal(t, http.StatusMisdirectedRequest, w.status(host), host)
	}
}

func TestRebindingDoesNotEvenReadStatic(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})

	for _, path := range []string{"/static/app.css", "/login", "/events"} {
		got := w.ask(http.MethodGet, path, "", func(r *http.Request) { r.Host = "evil.example:" + w.port() })
		require.Equal(t, http.StatusMisdirectedRequest, got.status)
		require.Contains(t, got.body, ReasonHost)
		require.Contains(t, got.header.Get("Content-Security-Policy"), "default-src 'none'", "refusals carry the headers too")
	}
}

func TestHostOfWholeComputer(t *testing.T) {
	w := start(t, "0.0.0.0:0", Options{PasswordFile: passwordFile(t, secret), StateDir: t.TempDir()})

	require.Equal(t, http.StatusSeeOther, w.status("127.0.0.1:"+w.port()))
	require.Equal(t, http.StatusSeeOther, w.status("localhost:"+w.port()))
	require.Equal(t, http.StatusMisdirectedRequest, w.status("0.0.0.0:"+w.port()))
	require.Equal(t, http.StatusMisdirectedRequest, w.status("192.168.77.5:"+w.port()), "not the address the connection came to")
}

func TestWeirdHostHeaders(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{})
	good := "127.0.0.1:" + w.port()

	for name, c := range map[string]struct{ request, want string }{
		"good":             {"GET / HTTP/1.1\r\nHost: " + good + "\r\n", "200"},
		"absent":           {"GET / HTTP/1.1\r\n", "400"},
		"absent in 1.0":    {"GET / HTTP/1.0\r\n", "421"},
		"empty":            {"GET / HTTP/1.1\r\nHost:\r\n", "421"},
		"doubled":          {"GET / HTTP/1.1\r\nHost: " + good + "\r\nHost: evil.example\r\n", "400"},
		"foreign absolute": {"GET http://evil.example/ HTTP/1.1\r\nHost: " + good + "\r\n", "421"},
		"our own absolute": {"GET http://" + good + "/ HTTP/1.1\r\nHost: evil.example\r\n", "421"},
		"with a user":      {"GET / HTTP/1.1\r\nHost: a@" + good + "\r\n", "400"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, raw(t, good, c.request))
		})
	}
}

// raw is the status of the answer to what no client would send.
func raw(t *testing.T, addr, request string) string {
	t.Helper()

	c, err := new(net.Dialer).DialContext(t.Context(), "tcp", addr)
	require.NoError(t, err)

	defer c.Close()

	_, err = fmt.Fprintf(c, "%sConnection: close\r\n\r\n", request)
	require.NoError(t, err)

	line, err := bufio.NewReader(c).ReadString('\n')
	require.NoError(t, err)

	return strings.Fields(line)[1]
}

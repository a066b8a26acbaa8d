package guard

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func withTLS(t *testing.T, folder string) *world {
	t.Helper()

	return start(t, "0.0.0.0:0", Options{
		PasswordFile: passwordFile(t, secret), StateDir: folder, Hosts: []string{"sklad.firma.local", "10.9.8.7:8443"},
	})
}

// trusting is a client that was given the certificate, and nothing else.
func trusting(t *testing.T, file string) *http.Client {
	t.Helper()

	content, err := os.ReadFile(file)
	require.NoError(t, err)

	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(content))

	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)

	return &http.Client{Transport: transport}
}

func TestGeneratedCertificate(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "state", "tls")
	w := withTLS(t, folder)
	cert, key := generatedFiles(folder)

	got, err := trusting(t, cert).Get(w.base + "/login")
	require.NoError(t, err)
	require.NoError(t, got.Body.Close())
	require.Equal(t, http.StatusOK, got.StatusCode)

	leaf := got.TLS.PeerCertificates[0]
	require.Equal(t, x509.ECDSA, leaf.PublicKeyAlgorithm)
	require.Equal(t, elliptic.P256(), leaf.PublicKey.(*ecdsa.PublicKey).Curve)
	require.FileExists(t, key)
}

func TestGeneratedCertificateForm(t *testing.T) {
	folder := t.TempDir()
	w := withTLS(t, folder)
	cert, _ := generatedFiles(folder)
	leaf := readLeaf(t, cert)

	require.False(t, leaf.IsCA, "a stolen key vouches for nobody else")
	require.Equal(t, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, leaf.ExtKeyUsage)
	require.LessOrEqual(t, leaf.NotAfter.Sub(leaf.NotBefore), 398*24*time.Hour)
	require.True(t, leaf.NotBefore.Before(w.clock.now().Add(-59*time.Minute)), "other computers' clocks are slow")

	for _, name := range []string{"localhost", "127.0.0.1", "::1", "sklad.firma.local", "10.9.8.7"} {
		require.NoError(t, leaf.VerifyHostname(name), name)
	}

	require.Error(t, leaf.VerifyHostname("evil.example"))

	sum := sha256.Sum256(leaf.Raw)
	require.Equal(t, strings.ToUpper(hex.EncodeToString(sum[:])), strings.ReplaceAll(w.guard.Fingerprint(), ":", ""))
	require.Len(t, w.guard.Fingerprint(), 32*3-1)
}

func readLeaf(t *testing.T, file string) *x509.Certificate {
	t.Helper()

	content, err := os.ReadFile(file)
	require.NoError(t, err)

	block, rest := pem.Decode(content)
	require.Empty(t, rest)

	leaf, err := x509.ParseCertificate(block.Bytes)
	require.NoError(t, err)

	return leaf
}

func TestGeneratedFilesAreTheOwners(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes")
	}

	folder := filepath.Join(t.TempDir(), "new")
	withTLS(t, folder)

	cert, key := generatedFiles(folder)
	for path, mode := range map[string]os.FileMode{folder: 0o700 | os.ModeDir, cert: 0o600, key: 0o600} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode(), path)
	}

	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 2, "no half written files")
}

func TestCertificateIsKeptAndRenewed(t *testing.T) {
	w := withTLS(t, t.TempDir())
	first := w.guard.Fingerprint()

	again := func(change func(o *Options)) string {
		o := w.opts
		if change != nil {
			change(&o)
		}

		g, err := New(o)
		require.NoError(t, err)

		return g.Fingerprint()
	}

	require.Equal(t, first, again(nil), "kept over a restart")
	w.clock.pass(366 * 24 * time.Hour)
	require.Equal(t, first, w.guard.Fingerprint())
	w.clock.pass(24 * time.Hour)

	second := w.guard.Fingerprint()
	require.NotEqual(t, first, second, "made anew while the service runs, a month before it ends")
	require.Equal(t, second, again(nil))
	require.Equal(t, second, again(func(o *Options) { o.Hosts = o.Hosts[:1] }), "a name too many harms nobody")

	third := again(func(o *Options) { o.Hosts = append(o.Hosts, "kasa.firma.local") })
	require.NotEqual(t, second, third, "a name is lacking")

	_, key := generatedFiles(w.opts.StateDir)
	require.NoError(t, os.WriteFile(key, []byte("garbled"), 0o600))
	require.NotEqual(t, third, again(nil), "files that do not belong together are made anew")
}

func TestRenewalThatFailsKeepsTheOld(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tls")
	w := withTLS(t, folder)
	first := w.guard.Fingerprint()

	require.NoError(t, os.RemoveAll(folder))
	require.NoError(t, os.WriteFile(folder, nil, 0o600))
	w.clock.pass(380 * 24 * time.Hour)
	require.Equal(t, first, w.guard.Fingerprint())
}

func TestPlainHTTPIsRefusedUnderTLS(t *testing.T) {
	w := withTLS(t, t.TempDir())

	plain := visit(t, strings.Replace(w.base, "https:", "http:", 1))
	require.Equal(t, http.StatusBadRequest, plain.get("/login").status, "by the server itself")

	got := serve(t, w.guard, http.MethodGet, "/login", "127.0.0.1:"+w.port())
	require.Equal(t, http.StatusForbidden, got.Code, "by the guard, where the server was started without TLS")
	require.Contains(t, got.Body.String(), ReasonTLS)
}

func TestOwnCertificate(t *testing.T) {
	folder := t.TempDir()
	w := withTLS(t, folder) // makes a pair
	cert, key := generatedFiles(folder)
	own := start(t, "127.0.0.1:0", Options{CertFile: cert, KeyFile: key, Hosts: []string{"sklad.firma.local"}})

	require.True(t, strings.HasPrefix(own.base, "https:"), "TLS on loopback too")
	require.Equal(t, w.guard.Fingerprint(), own.guard.Fingerprint())
	require.Equal(t, "max-age=86400", own.get("/").header.Get("Strict-Transport-Security"))

	local := own.ask(http.MethodGet, "/", "", func(r *http.Request) { r.Host = "localhost:" + own.port() })
	require.Equal(t, http.StatusOK, local.status)
	require.Empty(t, local.header.Get("Strict-Transport-Security"), "other programs serve at localhost")
	require.Empty(t, w.get("/login").header.Get("Strict-Transport-Security"), "nobody vouches for a generated one")

	before := own.guard.Fingerprint()

	require.NoError(t, os.WriteFile(key, []byte("half copied"), 0o600))
	require.Equal(t, before, own.guard.Fingerprint(), "the old one serves on")

	w.clock.pass(380 * 24 * time.Hour)
	require.NotEqual(t, before, w.guard.Fingerprint()) // writes another pair
	require.Equal(t, w.guard.Fingerprint(), own.guard.Fingerprint(), "taken without a restart")
}

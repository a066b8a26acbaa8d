package guard

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func TestLoopbackWithoutPassword(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: filepath.Join(t.TempDir(), "none")})

	require.Equal(t, reply{status: http.StatusOK, body: "home, logged in: false"}, bare(w.get("/")))
	require.Equal(t, "changed", w.post("/change", "/", nil).body)
	require.Nil(t, w.guard.TLS())
	require.Empty(t, w.guard.Fingerprint())

	login := w.get("/login?next=%2Forders")
	require.Equal(t, http.StatusSeeOther, login.status, "there is no login page")
	require.Equal(t, "/orders", login.header.Get("Location"))
}

func bare(r reply) reply { r.header = nil; return r }

func TestLoopbackWithPassword(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	got := w.get("/orders?page=2")
	require.Equal(t, http.StatusSeeOther, got.status)
	require.Equal(t, "/login?next=%2Forders%3Fpage%3D2", got.header.Get("Location"))
	require.NotEqual(t, "orders", got.body)
	require.Equal(t, "/orders?page=2", w.get(got.header.Get("Location")).view(t).Next)

	require.Equal(t, http.StatusSeeOther, w.login(secret).status)
	require.Equal(t, "home, logged in: true", w.get("/").body)
}

func TestStaticNeedsNoLogin(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})

	got := w.get("/static/app.css")
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, "max-age=60", got.header.Get("Cache-Control"))
	require.Empty(t, w.cookies(), "what is kept in caches sets no cookie")

	for _, path := range []string{"/static/../orders", "/static/%2e%2e/orders", "/static//app.css", "/static/..%5corders", "/Static/app.css"} {
		require.Equal(t, http.StatusSeeOther, w.get(path).status, path)
		require.Contains(t, w.get(path).header.Get("Location"), "/login", path)
	}
}

func TestOthersNeedPassword(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:8787", ":8787", "[::]:8787", "192.168.1.5:8787", "sklad.firma.local:8787", "[::ffff:10.0.0.1]:8787"} {
		_, err := New(Options{Addr: addr, StateDir: t.TempDir()})
		require.ErrorIs(t, err, ErrNeedsPassword, addr)
		require.ErrorContains(t, err, "set a password first")
	}

	for _, addr := range []string{"", "127.0.0.1:8787", "localhost:8787", "[::1]:8787", "127.0.0.5:1"} {
		_, err := New(Options{Addr: addr})
		require.NoError(t, err, addr)
	}
}

func TestRefusesToStart(t *testing.T) {
	folder := t.TempDir()
	garbled := filepath.Join(folder, "garbled")
	require.NoError(t, os.WriteFile(garbled, []byte("$argon2id$v=19$m=64,t=0,p=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"), 0o600))

	cases := map[string]struct {
		o    Options
		want error
	}{
		"no port":              {Options{Addr: "127.0.0.1"}, ErrAddress},
		"certificate only":     {Options{CertFile: "cert.pem"}, ErrCertificate},
		"key only":             {Options{KeyFile: "key.pem"}, ErrCertificate},
		"no such certificate":  {Options{CertFile: filepath.Join(folder, "c"), KeyFile: filepath.Join(folder, "k")}, ErrCertificate},
		"password is a folder": {Options{PasswordFile: folder}, ErrPasswordFile},
		"argon2 would panic":   {Options{PasswordFile: garbled}, ErrPasswordFile},
		"no folder":            {Options{Addr: ":1", PasswordFile: passwordFile(t, secret)}, ErrCertificate},
		"folder is a file":     {Options{Addr: ":1", PasswordFile: passwordFile(t, secret), StateDir: garbled}, ErrCertificate},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := New(c.o)
			require.ErrorIs(t, err, c.want)

			var f *Fault
			require.ErrorAs(t, err, &f)

			for _, l := range []lang.Lang{lang.BG, lang.EN} {
				n := f.Notice(l)
				require.NotEmpty(t, n.Message)
				require.NotEmpty(t, n.Remedy)
				require.NotEmpty(t, n.Code)
			}
		})
	}
}

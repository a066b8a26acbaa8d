package guard

import (
	"net/http"
	"path"
	"strings"
)

// bodyLimit is how much a request may bring, in bytes: forms are small.
const bodyLimit = 1 << 20

// headers are set before anything is decided, so that refusals carry them too.
// A page may overwrite Cache-Control.
func (g *Guard) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "+
			"connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// Not no-referrer: then a browser sends Origin: null with a form, and the
		// check of the origin has nothing to go by.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")

		if !isStatic(r) {
			h.Set("Cache-Control", "no-store")
		}

		if g.remembersTLS(r) {
			h.Set("Strict-Transport-Security", "max-age=86400")
		}

		next.ServeHTTP(w, r)
	})
}

// remembersTLS: only a certificate that somebody vouches for may bind a browser
// to TLS. It binds every port of the name, therefore never localhost, where
// other programs serve without TLS, and for a day at a time only.
func (g *Guard) remembersTLS(r *http.Request) bool {
	name, _ := splitHost(strings.ToLower(r.Host))

	return g.opts.CertFile != "" && r.TLS != nil && name != "localhost"
}

// limitBody refuses what says that it is too long, and cuts off what does not.
func (g *Guard) limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, g.limit(r))
		}

		next.ServeHTTP(w, r)
	})
}

// limit is how much a request may bring.
func (g *Guard) limit(r *http.Request) int64 { return max(bodyLimit, g.opts.Uploads[r.URL.Path]) }

// needTLS refuses plain HTTP where there is a certificate: a server that was
// started without it would send passwords in the clear.
func (g *Guard) needTLS(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.cert != nil && r.TLS == nil {
			g.opts.Refused(w, r, http.StatusForbidden, ReasonTLS)

			return
		}

		next.ServeHTTP(w, r)
	})
}

// static leads pictures, styles and scripts past the login.
func static(next, inside http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isStatic(r) {
			next.ServeHTTP(w, r)

			return
		}

		inside.ServeHTTP(w, r)
	})
}

// isStatic does not take /static/../orders for a picture, whatever next makes of it.
func isStatic(r *http.Request) bool {
	reading := r.Method == http.MethodGet || r.Method == http.MethodHead

	return reading && strings.HasPrefix(r.URL.Path, "/static/") && path.Clean(r.URL.Path) == r.URL.Path &&
		!strings.Contains(r.URL.Path, `\`)
}

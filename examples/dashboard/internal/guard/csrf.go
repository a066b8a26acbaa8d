package guard

import (
	"context"
	"errors"
	"mime"
	"net/http"

	"github.com/justinas/nosurf"
)

// Token is what a form sends as csrf_token and a script in the header
// X-CSRF-Token. It differs at every request and all of them hold until the next
// login or logout.
func Token(r *http.Request) string { return nosurf.Token(r) }

type csrfKey struct{}

// csrf asks for the token with every method that changes something. The token's
// cookie is Lax and not Strict: a link in a mail brings no Strict cookie along,
// a new token would be set, and the forms in every other tab would be stale. It
// opens nothing by itself, and what other sites post does not get here.
func (g *Guard) csrf(next http.Handler) http.Handler {
	var checked *nosurf.CSRFHandler

	checked = nosurf.New(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), csrfKey{}, checked)))
	}))
	checked.SetBaseCookie(http.Cookie{ //nolint:gosec // Secure wherever there is TLS, Lax as said above
		Name: g.cookieName("csrf"), Path: "/", HttpOnly: true, Secure: g.cert != nil, SameSite: http.SameSiteLaxMode,
	})
	checked.SetIsTLSFunc(func(r *http.Request) bool { return r.TLS != nil })
	checked.SetFailureHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.opts.Refused(w, r, http.StatusForbidden, ReasonToken)
	}))

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.tooLarge(r) {
			g.opts.Refused(w, r, http.StatusRequestEntityTooLarge, ReasonTooLarge)

			return
		}

		checked.ServeHTTP(w, r)
	})
}

// renewToken makes the tokens of before worthless.
func renewToken(w http.ResponseWriter, r *http.Request) {
	if checked, ok := r.Context().Value(csrfKey{}).(*nosurf.CSRFHandler); ok {
		checked.RegenerateToken(w, r)
	}
}

// tooLarge reads forms, for a token that was cut off would look like a wrong one.
func (g *Guard) tooLarge(r *http.Request) bool {
	if r.ContentLength > g.limit(r) {
		return true
	}

	var err error

	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind {
	case "application/x-www-form-urlencoded":
		err = r.ParseForm()
	case "multipart/form-data":
		err = r.ParseMultipartForm(bodyLimit) //nolint:gosec // limitBody bounds it
	}

	var limit *http.MaxBytesError

	return errors.As(err, &limit)
}

package guard

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// login lets only requests pass that belong to a session, where there is a
// password, and answers /login and /logout.
func (g *Guard) login(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hash, err := g.password.hash()
		if err != nil {
			g.opts.Logger.Error("the file of the password cannot be used", "error", err)
			g.opts.Refused(w, r, http.StatusServiceUnavailable, ReasonPasswordFile)

			return
		}

		switch r.URL.Path {
		case "/login":
			g.atLogin(w, r, hash)
		case "/logout":
			g.atLogout(w, r)
		default:
			g.inside(w, r, hash, next)
		}
	})
}

func (g *Guard) inside(w http.ResponseWriter, r *http.Request, hash string, next http.Handler) {
	if hash == "" {
		next.ServeHTTP(w, r)

		return
	}

	s := g.sessions.find(g.sessionID(r), hash, !forEvents(r))
	if s == nil {
		g.sendToLogin(w, r)

		return
	}

	ctx, cancel := context.WithCancel(withSession(r.Context(), s))
	defer cancel()
	defer context.AfterFunc(s.ended, cancel)() //nolint:contextcheck // the end of the session, not of the request

	next.ServeHTTP(w, r.WithContext(ctx))
}

// forEvents: a stream that a forgotten page opens again by itself is no sign of
// a person.
func forEvents(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/event-stream")
}

// sendToLogin leads a person to the login page and then to where they wanted to
// go. A script would take the page for its answer, so it gets a status.
func (g *Guard) sendToLogin(w http.ResponseWriter, r *http.Request) {
	mode := r.Header.Get("Sec-Fetch-Mode")
	accept := r.Header.Get("Accept")

	if forEvents(r) || mode != "" && mode != "navigate" || strings.Contains(accept, "json") || r.Header.Get("X-Csrf-Token") != "" {
		g.opts.Refused(w, r, http.StatusUnauthorized, ReasonLogin)

		return
	}

	next := "/"

	switch from, err := url.Parse(r.Referer()); {
	case r.Method == http.MethodGet:
		next = r.URL.RequestURI()
	case err == nil: // a form of a session that is over: back to its page
		next = from.RequestURI()
	}

	http.Redirect(w, r, loginPath(next), http.StatusSeeOther) //nolint:gosec // loginPath leads nowhere but to /login
}

func loginPath(next string) string {
	if next = localPath(next); next == "/" {
		return "/login"
	}

	return "/login?next=" + url.QueryEscape(next)
}

// localPath is a path on this server, "/" for everything else: a login page that
// leads on to a stranger's is made for stealing passwords.
func localPath(next string) string {
	u, err := url.Parse(next) // refuses line breaks and tabs, which browsers skip
	if err != nil || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		return "/"
	}

	if strings.HasPrefix(u.Path, "//") || strings.Contains(u.Path, `\`) || u.Path == "/login" || u.Path == "/logout" {
		return "/"
	}

	return u.RequestURI()
}

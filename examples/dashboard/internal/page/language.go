package page

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// langCookie keeps the language for a year. It is no secret and of no session.
const langCookie = "lang"

// lang is the language of the visitor.
func (p *Pages) lang(r *http.Request) lang.Lang {
	if c, err := r.Cookie(langCookie); err == nil && (c.Value == string(lang.EN) || c.Value == string(lang.BG)) {
		return lang.Lang(c.Value)
	}

	return p.opts.Lang
}

// say is one text in the language of the visitor.
func (p *Pages) say(r *http.Request, key string, args ...any) string {
	return p.drawers[p.lang(r)].words.t(key, args...)
}

// chooseLang switches the language and goes back to where the visitor was.
func (p *Pages) chooseLang(w http.ResponseWriter, r *http.Request) {
	const year = 365 * 24 * 60 * 60

	to := lang.BG
	if r.URL.Query().Get("to") == string(lang.EN) {
		to = lang.EN
	}

	http.SetCookie(w, &http.Cookie{ //nolint:gosec // on this computer there is no TLS, and it is no secret
		Name: langCookie, Value: string(to), Path: "/", MaxAge: year, HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
	http.Redirect(w, r, local(r.URL.Query().Get("back")), http.StatusSeeOther) //nolint:gosec // of local
}

// local is an address of this program, or its first page: nobody is sent
// elsewhere by a link to here.
func local(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") ||
		strings.Contains(address, `\`) {
		return "/"
	}

	return u.String()
}

// back answers a form: it goes to a page that says what was done.
func back(w http.ResponseWriter, r *http.Request, to, key string) {
	u, err := url.Parse(local(to))
	if err != nil {
		u = &url.URL{Path: "/"}
	}

	q := u.Query()
	q.Set("said", key)
	u.RawQuery = q.Encode()
	http.Redirect(w, r, u.String(), http.StatusSeeOther) //nolint:gosec // of local
}

package guard

import "net/http"

// cookieName carries the port, for cookies know none: two dashboards on one
// computer would overwrite each other's. Under TLS the prefix makes browsers
// refuse a cookie that another name of the same domain sets.
func (g *Guard) cookieName(of string) string {
	name := "skladmost_" + of
	if g.addr.port != "" {
		name += "_" + g.addr.port
	}

	if g.cert != nil {
		return "__Host-" + name
	}

	return name
}

// sessionCookie lasts as long as the browser is open, and the session at most
// as long as sessionLife.
func (g *Guard) sessionCookie(id string, maxAge int) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // Secure wherever there is TLS
		Name: g.cookieName("session"), Value: id, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: g.cert != nil, SameSite: http.SameSiteStrictMode,
	}
}

func (g *Guard) sessionID(r *http.Request) string {
	c, err := r.Cookie(g.cookieName("session"))
	if err != nil {
		return ""
	}

	return c.Value
}

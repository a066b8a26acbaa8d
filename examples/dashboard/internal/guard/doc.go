// Package guard stands between the network and the pages of the dashboard.
//
//	g, err := guard.New(guard.Options{Addr: "127.0.0.1:8787", PasswordFile: "dashboard.password"})
//	srv := &http.Server{Addr: "127.0.0.1:8787", Handler: g.Handler(pages), TLSConfig: g.TLS()}
//
// A request passes these, in this order:
//
//  1. the headers that every answer carries, refusals too, and the limit of a body;
//  2. TLS, where the guard asks for it;
//  3. the Host header: a foreign name is DNS rebinding (421);
//  4. the origin: what another site's page sends is refused (403), links to a page are not;
//  5. /static/ leaves here; it needs no login;
//  6. the CSRF token of everything that changes something (403);
//  7. the session; without one a person is led to /login and a script gets 401.
//
// Without a password file there is no login, and only a loopback address may be
// listened on. The file is read at every request: a new password ends the
// sessions of the old one, and a file that vanishes closes the pages.
//
// Callers are told apart by the address of the connection and never by a header
// such as X-Forwarded-For. Behind a proxy on the same computer everybody is
// therefore somebody at that computer as far as the limits of login go.
package guard

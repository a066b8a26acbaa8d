package guard

import (
	"context"
	"crypto/tls"
	"html/template"
	"log/slog"
	"net/http"
	"time"
)

// Options of a Guard; the zero value guards 127.0.0.1 without a password.
type Options struct {
	// Addr is the host:port that is listened on. A host that is no loopback
	// address needs a password and TLS.
	Addr string
	// Hosts are further names under which the page may be called, such as
	// "sklad.firma.local". A name stands for the port that is listened on and for
	// none at all; "name:port" stands for just that.
	Hosts []string
	// Uploads are the paths of files: how much each takes, in bytes, where that is
	// more than the 1 MiB of a form.
	Uploads map[string]int64
	// PasswordFile holds an argon2id hash as SetPassword writes it. No such file:
	// no password.
	PasswordFile string
	// CertFile and KeyFile are an own certificate in PEM; both or neither. They
	// are read again when they change.
	CertFile, KeyFile string
	// StateDir is where a generated certificate and its key are kept.
	StateDir string
	// Login draws the login page; nil: a bare one. The status is the guard's.
	Login func(w http.ResponseWriter, r *http.Request, v LoginView)
	// Refused draws a refusal and writes the status; reason is one of the
	// Reason… constants. Nil: plain text.
	Refused func(w http.ResponseWriter, r *http.Request, status int, reason string)
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Logger is told of wrong passwords and renewed certificates; nil: nobody is.
	Logger *slog.Logger
}

// LoginView is what a login page shows.
type LoginView struct {
	// Wrong tells that a password was given and is not the one.
	Wrong bool
	// Wait is how long no password is looked at; 0: one may be given.
	Wait time.Duration
	// Token and Next go into the hidden fields csrf_token and next; the field of
	// the password is called password.
	Token, Next string
}

// Guard is made by New and safe for use by many requests at once.
type Guard struct {
	opts     Options
	addr     address
	hosts    hosts
	password *password
	sessions *sessions
	attempts *attempts
	cert     certificate // nil: no TLS
}

// New reads the password and the certificate. It refuses an address that others
// can reach without a password (ErrNeedsPassword), half a pair of certificate
// and key, and files that cannot be used, each with a *Fault that says what to do.
func New(o Options) (*Guard, error) {
	o = o.filled()

	addr, err := parseAddress(o.Addr)
	if err != nil {
		return nil, err
	}

	g := &Guard{opts: o, addr: addr, hosts: newHosts(addr, o.Hosts), sessions: newSessions(o.Now), attempts: newAttempts(o.Now)}

	if g.password, err = openPassword(o.PasswordFile); err != nil {
		return nil, err
	}

	if !addr.loopback && !g.password.wanted() {
		return nil, needsPassword(o)
	}

	if g.cert, err = openCertificate(o, addr, g.hosts); err != nil {
		return nil, err
	}

	return g, nil
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}

	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}

	if o.Login == nil {
		o.Login = bareLogin
	}

	if o.Refused == nil {
		o.Refused = bareRefusal
	}

	return o
}

// Handler guards next, which gets the writer of the server itself: flushing and
// deadlines of a http.ResponseController pass. The context of a request ends
// with the session that it belongs to, so that a stream of events does not
// outlive a logout.
func (g *Guard) Handler(next http.Handler) http.Handler {
	inside := g.csrf(g.login(next))

	return g.headers(g.limitBody(g.needTLS(g.host(g.origin(static(next, inside))))))
}

// TLS is nil on a loopback address without an own certificate; else the
// certificate of CertFile or a generated one.
func (g *Guard) TLS() *tls.Config {
	if g.cert == nil {
		return nil
	}

	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: g.cert.get}
}

// Fingerprint is the SHA-256 of the certificate as browsers show it, for a
// person to compare at the first visit; empty without TLS.
func (g *Guard) Fingerprint() string {
	if g.cert == nil {
		return ""
	}

	return fingerprint(g.cert)
}

// LoggedIn tells whether a request belongs to a session that a person may leave
// by POST /logout; false where no password is needed.
func LoggedIn(r *http.Request) bool {
	_, ok := r.Context().Value(sessionKey{}).(*session)

	return ok
}

type sessionKey struct{}

func withSession(ctx context.Context, s *session) context.Context {
	return context.WithValue(ctx, sessionKey{}, s)
}

func bareLogin(w http.ResponseWriter, _ *http.Request, v LoginView) {
	_ = barePage.Execute(w, v)
}

var barePage = template.Must(template.New("login").Parse(`<!doctype html><html lang="bg"><title>Вход</title>
<form method="post" action="/login"><input type="hidden" name="csrf_token" value="{{.Token}}">
<input type="hidden" name="next" value="{{.Next}}"><label>Парола <input type="password" name="password"
autocomplete="current-password" autofocus required></label> <button>Вход</button></form></html>
`))

package guard

import (
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"
)

// atLogin draws the page and checks a password.
func (g *Guard) atLogin(w http.ResponseWriter, r *http.Request, hash string) {
	next := localPath(r.FormValue("next"))

	if hash == "" || r.Method == http.MethodGet && g.sessions.find(g.sessionID(r), hash, true) != nil {
		http.Redirect(w, r, next, http.StatusSeeOther) //nolint:gosec // of localPath

		return
	}

	switch r.Method {
	case http.MethodGet, http.MethodHead:
		g.drawLogin(w, r, http.StatusOK, LoginView{Next: next, Wait: g.attempts.wait(r.RemoteAddr)})
	case http.MethodPost:
		g.checkLogin(w, r, next)
	default:
		g.opts.Refused(w, r, http.StatusMethodNotAllowed, ReasonMethod)
	}
}

// checkLogin does not look at a password while the caller has to wait, not even
// at the right one: its answer would tell which one it is.
func (g *Guard) checkLogin(w http.ResponseWriter, r *http.Request, next string) {
	if wait := g.attempts.begin(r.RemoteAddr); wait > 0 {
		g.drawLogin(w, r, http.StatusTooManyRequests, LoginView{Wait: wait, Next: next})

		return
	}

	hash, right, err := g.password.check(r.Context(), r.RemoteAddr, r.PostFormValue("password"))

	switch {
	case errors.Is(err, errBusy):
		w.Header().Set("Retry-After", "1")
		g.opts.Refused(w, r, http.StatusServiceUnavailable, ReasonBusy)
	case err != nil:
		g.opts.Logger.Error("the password cannot be checked", "error", err)
		g.opts.Refused(w, r, http.StatusServiceUnavailable, ReasonPasswordFile)
	case !right:
		wait := g.attempts.wrong(r.RemoteAddr)
		g.opts.Logger.Warn("wrong password for the dashboard", "from", r.RemoteAddr, "wait", wait)
		g.drawLogin(w, r, http.StatusUnauthorized, LoginView{Wrong: true, Wait: wait, Next: next})
	default:
		g.attempts.right(r.RemoteAddr)
		g.openSession(w, r, hash)
		http.Redirect(w, r, next, http.StatusSeeOther) //nolint:gosec // of localPath
	}
}

// openSession gives a new id, whatever id the browser came with: somebody else
// may have put that one there.
func (g *Guard) openSession(w http.ResponseWriter, r *http.Request, hash string) {
	g.sessions.close(g.sessionID(r))
	renewToken(w, r)
	http.SetCookie(w, g.sessionCookie(g.sessions.open(hash), 0))
}

// atLogout ends the session; only a form of ours can ask for it.
func (g *Guard) atLogout(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		g.opts.Refused(w, r, http.StatusMethodNotAllowed, ReasonMethod)

		return
	}

	g.sessions.close(g.sessionID(r))
	renewToken(w, r)
	http.SetCookie(w, g.sessionCookie("", -1))
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

func (g *Guard) drawLogin(w http.ResponseWriter, r *http.Request, status int, v LoginView) {
	v.Token = Token(r)

	w.Header().Set("Content-Type", "text/html; charset=utf-8")

	if v.Wait > 0 {
		v.Wait = time.Duration(math.Ceil(v.Wait.Seconds())) * time.Second
		w.Header().Set("Retry-After", strconv.Itoa(int(v.Wait.Seconds())))
	}

	g.opts.Login(&statusWriter{ResponseWriter: w, status: status}, r, v)
}

// statusWriter writes the status of the guard, so that a login page cannot
// forget it.
type statusWriter struct {
	http.ResponseWriter

	status int
	begun  bool
}

func (w *statusWriter) WriteHeader(int) {
	if !w.begun {
		w.begun = true
		w.ResponseWriter.WriteHeader(w.status)
	}
}

func (w *statusWriter) Write(b []byte) (int, error) {
	w.WriteHeader(w.status)

	return w.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

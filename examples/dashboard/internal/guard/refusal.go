package guard

import (
	"io"
	"net/http"
)

// The reasons of a refusal; stable, pages find their words by them.
const (
	ReasonHost         = "foreign_host"  // 421: the page was called by a name that is not ours
	ReasonOrigin       = "foreign_site"  // 403: another site's page sent the request
	ReasonToken        = "csrf_token"    // 403: the form is old, or not ours
	ReasonTLS          = "needs_tls"     // 403: plain HTTP where TLS is needed
	ReasonLogin        = "needs_login"   // 401: a script without a session
	ReasonTooLarge     = "too_large"     // 413: the body is over 1 MiB
	ReasonMethod       = "method"        // 405: /login and /logout take GET and POST only
	ReasonPasswordFile = "password_file" // 503: the file of the password is gone or garbled
	ReasonBusy         = "busy"          // 503: too many passwords are being checked
)

func bareRefusal(w http.ResponseWriter, _ *http.Request, status int, reason string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, http.StatusText(status)+": "+reason+"\n")
}

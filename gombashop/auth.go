package gombashop

import (
	"errors"
	"net/http"
	"strings"
)

// Authenticator makes a request acceptable to the shop, usually by setting
// headers. It is called once for each attempt, with the body that will be sent;
// the body is empty, not nil, for a request without one. An Authenticator is
// used by several goroutines at a time.
//
// What it sets as headers is blotted out wherever the shop's answer repeats it.
// Keep the secret itself in a closure, not in a field: fmt prints fields.
type Authenticator interface {
	Authorize(r *http.Request, body []byte) error
}

// AuthenticatorFunc is a function as an Authenticator.
type AuthenticatorFunc func(r *http.Request, body []byte) error

// Authorize calls f.
func (f AuthenticatorFunc) Authorize(r *http.Request, body []byte) error { return f(r, body) }

// ErrCredentials is wrapped by the error of NewClient when an identifier or a
// key cannot be right. The error never repeats the value.
var ErrCredentials = errors.New("unusable credentials")

// keyed is an authenticator that knows a secret, in closures only.
type keyed struct {
	check     func() error                          // once, at NewClient
	authorize func(r *http.Request, b []byte) error // each attempt
	blot      func(s string) string                 // out of any text
}

func (k keyed) Authorize(r *http.Request, body []byte) error { return k.authorize(r, body) }

// checkCredential finds what goes wrong when a value is copied by hand.
func checkCredential(what, value string) error {
	var problem string
	switch {
	case value == "":
		problem = "is empty"
	case strings.TrimSpace(value) != value:
		problem = "has white space at an end; copy it again without"
	case strings.ContainsFunc(value, func(r rune) bool { return r < 0x21 || r > 0x7e }):
		problem = "has a space, a control character or a letter that is not Latin; copy it again"
	default:
		return nil
	}
	return &Error{
		Code: CodeUnauthorized, Message: what + " " + problem, cause: ErrCredentials,
		Remedy: remedy(CodeUnauthorized),
	}
}

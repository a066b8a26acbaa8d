package gombashoptest

import (
	"crypto/hmac"
	"errors"
	"net/http"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// errSignature is what a request is refused for that its sender has not signed
// as the contract has it.
var errSignature = errors.New("the signature is wrong")

// Signed checks the signature of a request, as a shop with this key would: it is
// for [Call.Check]. It looks neither at the clock nor at what was sent before.
func Signed(key string) func(r *http.Request, body []byte) error {
	return func(r *http.Request, body []byte) error {
		want := signature([]byte(key), r, r.Header.Get(wire.HeaderTimestamp), r.Header.Get(wire.HeaderNonce), body)
		if !hmac.Equal([]byte(want), []byte(r.Header.Get(wire.HeaderSignature))) {
			return errSignature
		}

		return nil
	}
}

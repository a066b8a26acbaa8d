package gombashop

import (
	"errors"
	"net/http"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// HeaderKey sends the key itself, in the header X-Api-Key. It is for shops that
// cannot check a signature; prefer [HMAC], with which the key never travels.
func HeaderKey(apiID, key string) Authenticator {
	return keyed{
		check: func() error {
			return errors.Join(checkCredential("API Идентификатор", apiID), checkCredential("Ключ", key))
		},
		authorize: func(r *http.Request, _ []byte) error {
			r.Header.Set(wire.HeaderAPIID, apiID)
			r.Header.Set(wire.HeaderAPIKey, key)
			return nil
		},
		blot: scrubber(key),
	}
}

package gombashop

import (
	"crypto/hmac"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// SignWebhook signs an event as the shop does, for tests of a receiver: the
// header X-Api-Signature is the HMAC-SHA256, in lower-case hex, of the unix time
// in X-Api-Timestamp, a point, and the body.
func SignWebhook(r *http.Request, key string, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	r.Header.Set(wire.HeaderTimestamp, stamp)
	r.Header.Set(wire.HeaderSignature, signer(key)(stamp+"."+string(body)))
}

// verifier checks a signature in constant time, and that it is fresh.
func verifier(key string, now func() time.Time) func(stamp, signature string, body []byte) error {
	sign := signer(key)
	return func(stamp, signature string, body []byte) error {
		if !hmac.Equal([]byte(sign(stamp+"."+string(body))), []byte(signature)) {
			return errors.New("the signature is wrong; compare the key with the shop's")
		}
		seconds, err := strconv.ParseInt(stamp, 10, 64)
		if err != nil || now().Sub(time.Unix(seconds, 0)).Abs() > wire.ClockWindow*time.Second {
			return errors.New("the time stamp is more than 300 s off; let the computer's clock synchronise by itself")
		}
		return nil
	}
}

func ofOrder(kind string) bool { return strings.HasPrefix(kind, "order.") }

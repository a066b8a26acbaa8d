package gombashoptest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// authentic checks the signature, or the plain key. A refusal is written to w.
func (s *Server) authentic(w http.ResponseWriter, r *http.Request, body []byte) bool {
	if key := r.Header.Get(wire.HeaderAPIKey); key != "" {
		if r.Header.Get(wire.HeaderAPIID) == s.opts.apiID && hmac.Equal([]byte(key), s.opts.key()) {
			return true
		}

		return refuse(w, "the key is wrong")
	}

	id, stamp, nonce := r.Header.Get(wire.HeaderAPIID), r.Header.Get(wire.HeaderTimestamp), r.Header.Get(wire.HeaderNonce)
	if id != s.opts.apiID {
		return refuse(w, "the API identifier is unknown")
	}

	if !hmac.Equal([]byte(signature(s.opts.key(), r, stamp, nonce, body)), []byte(r.Header.Get(wire.HeaderSignature))) {
		return refuse(w, "the signature is wrong")
	}

	return s.fresh(w, stamp, nonce)
}

// fresh checks the time stamp and that the nonce is new within the window.
func (s *Server) fresh(w http.ResponseWriter, stamp, nonce string) bool {
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	now := s.opts.now()
	off := now.Sub(time.Unix(seconds, 0)).Abs()

	if err != nil || off > wire.ClockWindow*time.Second {
		return refuse(w, "the time stamp is outside of the window of 300 s")
	}

	s.sweep(now)

	if _, seen := s.nonces[nonce]; seen || nonce == "" {
		return refuse(w, "the nonce was used before")
	}

	s.nonces[nonce] = now

	return true
}

// sweep forgets the nonces that no time stamp fits any more, now and then: to
// look through them for each request would cost more than the request.
func (s *Server) sweep(now time.Time) {
	const enough = 2 * wire.ClockWindow * time.Second
	if now.Sub(s.swept).Abs() < enough {
		return
	}

	s.swept = now

	maps.DeleteFunc(s.nonces, func(_ string, at time.Time) bool { return now.Sub(at) > enough })
}

func refuse(w http.ResponseWriter, why string) bool {
	fail(w, http.StatusUnauthorized, wire.CodeUnauthorized, why)

	return false
}

// signature is computed from the contract alone, not with the client's code.
func signature(key []byte, r *http.Request, stamp, nonce string, body []byte) string {
	sum := sha256.Sum256(body)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strings.Join([]string{
		"v1", r.Method, r.URL.EscapedPath(), canonical(r.URL.Query()), stamp, nonce, hex.EncodeToString(sum[:]),
	}, "\n")))

	return hex.EncodeToString(mac.Sum(nil))
}

func canonical(q url.Values) string {
	names := make([]string, 0, len(q))
	for name := range q {
		names = append(names, name)
	}

	slices.Sort(names)

	var pairs []string

	for _, name := range names {
		for _, value := range q[name] {
			pairs = append(pairs, escape(name)+"="+escape(value))
		}
	}

	return strings.Join(pairs, "&")
}

func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

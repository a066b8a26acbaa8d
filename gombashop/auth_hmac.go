package gombashop

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// HMAC signs each request with the shop's "API Идентификатор" and "Ключ", the
// default of GS-REST v1. The key never travels. The signature holds for 300 s,
// so the computer's clock must be right.
//
// The signed text is, one a line: "v1", the method, the escaped path, the
// canonical query (keys in byte order, key and value percent-encoded, joined by
// &), the unix time, the nonce and the hex SHA-256 of the body. The signature
// is its HMAC-SHA256 under the key, in lower-case hex.
func HMAC(apiID, key string) Authenticator { return HMACWith(apiID, key, HMACOptions{}) }

// HMACOptions change where HMACWith takes time and nonces from. A nil field
// means the default.
type HMACOptions struct {
	Now   func() time.Time // defaults to time.Now
	Nonce func() string    // defaults to 16 random bytes in hex
}

// HMACWith is HMAC with the sources of time and nonces given, for tests and for
// computers whose clock cannot be set.
func HMACWith(apiID, key string, o HMACOptions) Authenticator {
	if o.Now == nil {
		o.Now = systemClock()
	}
	if o.Nonce == nil {
		o.Nonce = randomHex
	}
	sign := signer(key)
	return keyed{
		check: func() error {
			return errors.Join(checkCredential("API Идентификатор", apiID), checkCredential("Ключ", key))
		},
		authorize: func(r *http.Request, body []byte) error {
			stamp, nonce := strconv.FormatInt(o.Now().Unix(), 10), o.Nonce()
			signature := sign(stringToSign(r, stamp, nonce, body))
			values := []string{apiID, stamp, nonce, signature} // one array for all of them
			for i, name := range []string{wire.HeaderAPIID, wire.HeaderTimestamp, wire.HeaderNonce, wire.HeaderSignature} {
				r.Header[name] = values[i : i+1 : i+1]
			}
			return nil
		},
		blot: scrubber(key),
	}
}

func stringToSign(r *http.Request, stamp, nonce string, body []byte) string {
	query := ""
	if r.URL.RawQuery != "" {
		query = canonicalQuery(r.URL.Query())
	}
	sum := sha256.Sum256(body)
	return strings.Join([]string{"v1", r.Method, r.URL.EscapedPath(), query, stamp, nonce, hexText(sum[:])}, "\n")
}

// signer gives the HMAC-SHA256 of a text under key, in lower-case hex. It keeps
// what it has made of the key for the next text.
func signer(key string) func(text string) string {
	macs := sync.Pool{New: func() any { return hmac.New(sha256.New, []byte(key)) }}
	return func(text string) string {
		mac, _ := macs.Get().(hash.Hash) // nothing else is in there
		defer macs.Put(mac)
		mac.Reset()
		_, _ = io.WriteString(mac, text) // a hash never fails
		return hexText(mac.Sum(nil))
	}
}

// canonicalQuery keeps the order of the values of one key. It is also what is
// sent, so that a server which signs the raw query comes to the same text.
func canonicalQuery(q url.Values) string {
	keys := make([]string, 0, len(q))
	for k := range q {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var pairs []string
	for _, k := range keys {
		for _, v := range q[k] {
			pairs = append(pairs, percent(k)+"="+percent(v))
		}
	}
	return strings.Join(pairs, "&")
}

// percent encodes all but the unreserved characters of RFC 3986; a space is %20.
func percent(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func randomHex() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails, crypto/rand says
	return hexText(b[:])
}

// hexText is hex.EncodeToString for at most a hash, with half of its garbage.
func hexText(b []byte) string {
	var text [2 * sha256.Size]byte
	return string(hex.AppendEncode(text[:0], b))
}

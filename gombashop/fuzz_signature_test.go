package gombashop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// FuzzSignature checks, for any id and filter, that what arrives is what was
// signed: a server that knows the raw request alone comes to the same text.
func FuzzSignature(f *testing.F) {
	f.Add("1/2?#", "а б&=+%", `{"usn":"x"}`)
	f.Add("..%2f", "", "")
	f.Add("\x00\xff", ";", "я")
	f.Fuzz(func(t *testing.T, id, filter, body string) {
		path, err := orderPath(OrderID(id), "/usn")
		if err != nil {
			return
		}
		c := &call{method: http.MethodPut, path: path, query: url.Values{"sku": {filter, ""}, filter: {id}}, body: []byte(body), key: "k"}
		r := signed(t, HMAC(testID, testKey), c, 1)[0]
		uri := r.URL.RequestURI() // what stands in the request line
		seen, err := url.ParseRequestURI(uri)
		require.NoError(t, err)
		sum := sha256.Sum256([]byte(body))
		text := fmt.Sprintf("v1\nPUT\n%s\n%s\n%s\n%s\n%x", seen.EscapedPath(), seen.RawQuery,
			r.Header.Get("X-Api-Timestamp"), r.Header.Get("X-Api-Nonce"), sum)
		mac := hmac.New(sha256.New, []byte(testKey))
		mac.Write([]byte(text))
		require.Equal(t, hex.EncodeToString(mac.Sum(nil)), r.Header.Get("X-Api-Signature"), uri)
		require.Equal(t, seen.RawQuery, canonicalQuery(seen.Query()), "a server that sorts the query itself agrees")
	})
}

// FuzzWebhookSignature: nothing but the right signature of a fresh time passes.
func FuzzWebhookSignature(f *testing.F) {
	now := time.Unix(1795420800, 0)
	f.Add("1795420800", "00", created)
	f.Add("", "", "")
	f.Add("99999999999999999999", "ff", ".")
	f.Add("-9223372036854775808", "", "")
	f.Fuzz(func(t *testing.T, stamp, signature, body string) {
		verify := verifier(testKey, func() time.Time { return now })
		mac := hmac.New(sha256.New, []byte(testKey))
		mac.Write([]byte(stamp + "." + body))
		right := hex.EncodeToString(mac.Sum(nil))
		if signature != right {
			require.Error(t, verify(stamp, signature, []byte(body)))
		}
		seconds, err := strconv.ParseInt(stamp, 10, 64)
		fresh := err == nil && seconds >= now.Unix()-300 && seconds <= now.Unix()+300
		require.Equal(t, fresh, verify(stamp, right, []byte(body)) == nil, stamp)
		if e, err := readEvent([]byte(body)); err == nil {
			require.NotEmpty(t, e.ID)
		}
	})
}

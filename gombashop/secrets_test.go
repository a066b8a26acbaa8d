package gombashop

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	canaryPassword = "pa55word-canary"
	canaryToken    = "token-canary-21"
)

// guarded is an authenticator with what must not be seen of it.
type guarded struct {
	auth    Authenticator
	secrets []string
}

func guardedAuths() map[string]guarded {
	basic := base64.StdEncoding.EncodeToString([]byte("user:" + canaryPassword))
	return map[string]guarded{
		"hmac":   {HMAC(testID, testKey), []string{testKey}},
		"header": {HeaderKey(testID, testKey), []string{testKey}},
		"basic": {AuthenticatorFunc(func(r *http.Request, _ []byte) error {
			r.SetBasicAuth("user", canaryPassword)
			return nil
		}), []string{canaryPassword, basic}},
		"bearer": {AuthenticatorFunc(func(r *http.Request, _ []byte) error {
			r.Header.Set("Authorization", "Bearer "+canaryToken)
			return nil
		}), []string{canaryToken}},
		"failing": {AuthenticatorFunc(func(r *http.Request, _ []byte) error {
			r.Header.Set("X-Key", canaryToken)
			return errors.New("cannot sign with " + canaryToken)
		}), []string{canaryToken}},
	}
}

// telltales are shops that repeat what they know about the credentials, in
// every way in which an answer can go wrong.
func telltales(secrets []string) map[string]http.HandlerFunc {
	echo := func(r *http.Request) string {
		return fmt.Sprintf("%s got %s %s", strings.Join(secrets, " "), r.Header.Get("Authorization"), r.Header.Get("X-Api-Signature"))
	}
	return map[string]http.HandlerFunc{
		"html": func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("<html>" + echo(r))) },
		"contract": func(w http.ResponseWriter, r *http.Request) {
			say(w, 401, fmt.Sprintf(`{"error":{"code":%q,"message":%q,"request_id":%q,"details":[{"field":%q,"message":%q}]}}`,
				"unauthorized", echo(r), echo(r), echo(r), echo(r)))
		},
		"code": func(w http.ResponseWriter, r *http.Request) {
			say(w, 400, fmt.Sprintf(`{"error":{"code":%q,"message":"x"}}`, echo(r)))
		},
		"escaped": func(w http.ResponseWriter, _ *http.Request) {
			hidden := strings.ReplaceAll(strings.Join(secrets, " "), "a", `\u0061`)
			say(w, 422, `{"error":{"code":"validation_failed","message":"`+hidden+`"}}`)
		},
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "https://u:"+secrets[0]+"@evil.example/"+secrets[0]+"?"+r.Header.Get("X-Api-Signature"))
			w.WriteHeader(http.StatusFound)
		},
		"cut": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "9999")
			_, _ = w.Write([]byte(echo(r) + " and more"))
		},
		"malformed": func(w http.ResponseWriter, r *http.Request) { say(w, 200, `{"shop_id": `+echo(r)) },
		"content type": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/"+secrets[0])
			_, _ = w.Write([]byte("x"))
		},
		"request id": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Request-ID", echo(r))
			say(w, 500, "{}")
		},
	}
}

func TestSecretsNeverShow(t *testing.T) {
	t.Parallel()
	for who, g := range guardedAuths() {
		for how, answer := range telltales(g.secrets) {
			t.Run(who+" "+how, func(t *testing.T) {
				t.Parallel()
				var log bytes.Buffer
				shop := newFakeShop(t, answer)
				c := newTestClient(t, shop.URL, g.auth,
					WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
					WithObserver(func(e RequestEvent) { fmt.Fprintf(&log, "%v %+v %#v", e, e, e) }))
				_, err := c.Ping(t.Context())
				require.Error(t, err)
				secrets := g.secrets
				for _, a := range shop.seen() {
					for _, s := range g.secrets {
						require.NotContains(t, a.URL.String(), s, "an address goes into the logs of every proxy")
					}
					if s := a.Header.Get("X-Api-Signature"); s != "" {
						secrets = append(secrets, s)
					}
				}
				text := fmt.Sprintf("%v %+v %#v %q %v %+v %#v %v %+v %#v",
					err, err, err, err, c, c, c, g.auth, g.auth, g.auth) + log.String()
				require.NotEmpty(t, log.String())
				for _, s := range secrets {
					i := strings.Index(text, s)
					require.Negative(t, i, "a secret shows in: %.300s", text[max(i-200, 0):])
				}
			})
		}
	}
}

// TestProxyPasswordsNeverShow: an error of net/http may repeat the address of
// the proxy.
func TestProxyPasswordsNeverShow(t *testing.T) {
	t.Parallel()
	proxy := func(*http.Request) (*http.Response, error) {
		return nil, errors.New(`proxyconnect tcp: "http://user:` + canaryPassword + `@proxy:3128/": refused`)
	}
	c := newTestClient(t, "https://shop.example", HMAC(testID, testKey), WithHTTPClient(&http.Client{Transport: roundTripper(proxy)}))
	_, err := c.Ping(t.Context())
	require.NotContains(t, err.Error(), canaryPassword)
	require.Contains(t, err.Error(), "proxy:3128")
}

// TestEscapedSecretsNeverShow: a key has characters that JSON, HTML and
// addresses write in other ways, and a server may quote its request in any.
func TestEscapedSecretsNeverShow(t *testing.T) {
	t.Parallel()
	key := `ab/cd+ef"gh&12<\ж`
	asJSON, err := json.Marshal(key)
	require.NoError(t, err)
	forms := map[string]string{
		"plain": key, "json": string(asJSON[1 : len(asJSON)-1]), "html": html.EscapeString(key),
		"php json": strings.ReplaceAll(string(asJSON[1:len(asJSON)-1]), "/", `\/`),
		"query":    url.QueryEscape(key), "path": url.PathEscape(key), "lower case": strings.ToLower(url.QueryEscape(key)),
		"html of json": html.EscapeString(string(asJSON)), "html twice": html.EscapeString(html.EscapeString(key)),
		"query twice": url.QueryEscape(url.QueryEscape(key)), "entities": `ab&#47;cd&#x2B;ef&quot;gh&amp;12&LT;&bsol;&#1078;`,
		"code points": `\u0061\u0062\u002Fcd\u002bef\u0022gh\u002612\u003C\u005C\u0436`, "quoted": fmt.Sprintf("%q", key),
	}
	for name, form := range forms {
		got := scrubber(key, "shop.example")("<<" + form + ">>")
		require.NotContains(t, got, "gh", "%s: %s", name, got)
		require.Contains(t, got, "***", name)
	}
	require.Equal(t, "abcd", scrubber("abc")("abcd"), "too short to be looked for")
}

// TestAHalfSecretNeverShows: only the beginning of a huge answer is searched.
func TestAHalfSecretNeverShows(t *testing.T) {
	t.Parallel()
	for shift := range 40 {
		text := strings.Repeat("x", maxScrub-shift) + testKey + "tail"
		require.NotContains(t, scrubber(testKey)(text), testKey[:4])
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                               "",
		"\ra \r\n\t b\x00c\n":            "a b c",
		"https://u:p@h/x":                "https://***@h/x",
		"x(https://u:p/q@h)":             "x(https://u:p/q@h)",
		"https://h/x@y":                  "https://h/x@y",
		"\u202eevil\u200b":               "evil",
		"\xff\xfeok":                     "ok",
		strings.Repeat("я", maxQuote+50): strings.Repeat("я", maxQuote-1) + "…",
	} {
		require.Equal(t, want, clean(in), "%q", in)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("<html>\x1b[31m https://a:b@c")
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		require.LessOrEqual(t, len([]rune(got)), maxQuote)
		require.False(t, strings.ContainsFunc(got, func(r rune) bool { return r < 0x20 || r == 0x7f }))
	})
}

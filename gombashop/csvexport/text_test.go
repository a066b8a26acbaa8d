package csvexport

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestEntitiesAreResolvedOnce(t *testing.T) {
	t.Parallel()

	for in, want := range map[string]string{
		`Релса &quot;Picatinny&quot;`: `Релса "Picatinny"`,
		"CH&nbsp;1":                   "CH 1",
		"&nbsp; x &nbsp;":             "x",
		"A &amp; B":                   "A & B",
		"&amp;quot;":                  "&quot;",
		"&#1041;&#x411;":              "ББ",
		"AT&T":                        "AT&T",
		"R&copy":                      "R&copy",
		"a&lt b":                      "a&lt b",
		"&notanentity;":               "&notanentity;",
		"&notably; &semi;":            "&notably; ;",
		"&;&&amp;&":                   "&;&&&",
		"5 &euro; &lt;b&gt;":          "5 € <b>",
		"&" + strings.Repeat("x", 90): "&" + strings.Repeat("x", 90),
		"\u00a0Smart Gas™\u00a0(CO2)": "Smart Gas™ (CO2)",
		"два\nреда":                   "два\nреда",
		"":                            "",
	} {
		require.Equal(t, want, plain(in), "%q", in)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("&quot;&nbsp;x&amp;&")
	f.Fuzz(func(t *testing.T, text string) {
		out := plain(text)
		require.Equal(t, strings.TrimSpace(out), out)

		if utf8.ValidString(text) {
			require.True(t, utf8.ValidString(out))
		}

		if !strings.ContainsAny(text, "&\u00a0") {
			require.Equal(t, strings.TrimSpace(text), out, "what holds no entity stays as it is")
		}
	})
}

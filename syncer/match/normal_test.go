package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/syncer/match"
)

func TestWhatLooksAlikeIsTheSame(t *testing.T) {
	t.Parallel()

	for a, b := range map[string]string{
		"CM048М": "cm048m", "СМ\u00a0\u00a0048M": "CM 048M", "Чáй": "чай", "0020G/К": "0020g/k", "\u00a0AB\u200b": "ab",
	} {
		require.Equal(t, match.Code(a), match.Code(b), "%q %q", a, b)
	}

	for a, b := range map[string]string{
		"CM.520/CYMA/":                   "СМ 520 (cyma)",
		"Кобур &quot;Hi-Capa&quot;":      "КОБУР „HI CAPA“",
		"Слушалка с 3,5 мм жак":          "слушалка с 3.5 мм  жак",
		"Пълнител за M4 Mid-Cap (Черeн)": "пълнител за М4 mid-cap черен",
		"Еи\u0306":                       "ЕЙ",
	} {
		require.Equal(t, match.Name(a), match.Name(b), "%q %q", a, b)
	}

	require.NotEqual(t, match.Code("1-10"), match.Code("110"))
	require.NotEqual(t, match.Code("0022"), match.Code("22"))
	require.Empty(t, match.Name(" -–/ "))
	require.Equal(t, "0036000291452", match.Barcode("036000291452"))
	require.Equal(t, match.Barcode("3800 000 000015"), match.Barcode("3800000000015"))
	require.Empty(t, match.Barcode("0000000000000"))
}

// text is what people type, and what no keyboard has.
func text() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("АВЕКМНОРСТУХаеорсухABEKMHOPCTYX019 .,-/&quot;йѝЙё0\u0306\u200b")), 0, 24, -1))
}

func TestNormalisingTwiceChangesNothing(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		s := text().Draw(t, "text")

		for name, normal := range map[string]func(string) string{"name": match.Name, "code": match.Code, "barcode": match.Barcode} {
			once := normal(s)
			require.Equal(t, once, normal(once), "%s of %q", name, s)
		}
	})
}

func FuzzNormal(f *testing.F) {
	for _, s := range []string{"CM048М", "&amp;quot;", "ŉ ΐ ǆ", "е\u0301", "036000291452", "\xff"} {
		f.Add(s)
	}

	f.Fuzz(func(t *testing.T, s string) {
		for _, normal := range []func(string) string{match.Name, match.Code, match.Barcode} {
			require.Equal(t, normal(s), normal(normal(s)))
		}
	})
}

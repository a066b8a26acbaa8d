package fiscal_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/fiscal"
)

func TestFit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		limit    int
		want     string
	}{
		{"as it is", "Сирене краве 400 г", 36, "Сирене краве 400 г"},
		{"no limit", strings.Repeat("д", 100), 0, strings.Repeat("д", 100)},
		{"tab and line feed", "Сирене\tкраве\r\n 400 г", 36, "Сирене краве 400 г"},
		{"control characters", "Си\x00ре\x1bне", 36, "Си ре не"},
		{"emoji", "Торта 🎂", 36, "Торта ?"},
		{"cp1251 has these", "„Мляко“ – 3,6% № 5 €", 36, "„Мляко“ – 3,6% № 5 €"},
		{"times and minus", "2 × 3 − 1", 36, "2 x 3 - 1"},
		{"accents", "Café Überraschung", 36, "Cafe Uberraschung"},
		{"a letter in two parts", "Чаи\u0306", 36, "Чай"},
		{"soft hyphens", "Пре\u00adвъз\u00adходно си\u00adре\u00adне", 36, "Превъзходно сирене"},
		{"zero width", "\ufeffСи\u200bре\u200cне\u200d \u2060бяло\u200e\u202e", 36, "Сирене бяло"},
		{"other blanks and hyphens", "Сирене\u00a0\u202f400\u2009г\u2028крем\u2011брюле", 36, "Сирене 400 г крем-брюле"},
		{"a coloured heart", "Обич \u2764\ufe0f", 36, "Обич ?"},
		{"marks that stand alone", "\u0301\u20ddМляко\u0489", 36, "Мляко"},
		{"fillers", "Мля\u2800\u3164ко", 36, "Мляко"},
		{"nothing but invisible", "\u00ad\u200b", 36, "?"},
		{"nothing left", "\x01\x02", 36, "?"},
		{"the middle goes", "Тениска мъжка памучна с къс ръкав, размер XXL", 30, "Тениска мъжка памуч..азмер XXL"},
		{"a very short device", "Сирене краве 400 г", 8, "Сирене к"},
		{"exactly fits", "Сирене", 6, "Сирене"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, fiscal.FitText(tt.in, tt.limit))
		})
	}
}

func TestFitProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(0, 60).Draw(t, "limit")
		in := rapid.String().Draw(t, "text")
		out := fiscal.FitText(in, limit)
		n := utf8.RuneCountInString(out)
		if n == 0 || (limit > 0 && n > limit) {
			t.Fatalf("%q became %q, limit %d", in, out, limit)
		}
		for _, r := range out {
			if _, ok := charmap.Windows1251.EncodeRune(r); r < ' ' || !ok || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me) {
				t.Fatalf("%q became %q with %q in it", in, out, r)
			}
		}
		if fiscal.FitText(out, limit) != strings.TrimSpace(strings.Join(strings.Fields(out), " ")) {
			t.Fatalf("%q is not stable", out)
		}
	})
}

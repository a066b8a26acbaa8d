package fiscal

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// FitText makes a text printable on a device: no control characters (a tab or line
// feed in a name breaks the frames below), nothing invisible (shop texts are full of
// soft hyphens and zero-width marks), single spaces, only windows-1251, at most limit
// characters (0 = no limit). What cannot be printed becomes a plain letter or '?'; of
// a text that is too long, start and end stay. Every dialect prints texts through it.
func FitText(text string, limit int) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case invisible(r):
			continue
		case unicode.IsControl(r) || unicode.IsSpace(r):
			r = ' '
		}
		b.WriteRune(printable(r))
	}
	clean := strings.Join(strings.Fields(b.String()), " ")
	if clean == "" {
		clean = "?"
	}
	return shorten([]rune(clean), limit)
}

// invisible characters say how a text is broken, joined or coloured. A device would
// print a hyphen or a box for them.
func invisible(r rune) bool {
	switch r {
	case '\u034F', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u2800', '\u3164', '\uFFA0': // letters without a shape
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me)
}

// printable is r, a letter like it, or '?'.
func printable(r rune) rune {
	switch r {
	case '×', '✕':
		return 'x'
	case '−', '‐', '‑', '‒', '―', '⁃', '﹣', '－':
		return '-'
	}
	if inCP1251(r) {
		return r
	}
	// "é" is an "e" with a mark: the letter says enough.
	base := []rune(norm.NFD.String(string(r)))[0]
	if base != r && inCP1251(base) {
		return base
	}
	return '?'
}

func inCP1251(r rune) bool {
	_, ok := charmap.Windows1251.EncodeRune(r)
	return ok
}

// shorten cuts the middle out of a text that is too long. The start says what kind of
// good it is (Наредба Н-18 чл. 26, ал. 1, т. 7) and the end which variant or how many.
func shorten(text []rune, limit int) string {
	if limit <= 0 || len(text) <= limit {
		return string(text)
	}
	const gap = ".."
	tail := (limit - len(gap)) / 3
	if tail < 3 {
		return string(text[:limit])
	}
	head := limit - len(gap) - tail
	return string(text[:head]) + gap + string(text[len(text)-tail:])
}

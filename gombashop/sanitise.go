package gombashop

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuote is how many characters of a foreign text an error repeats.
const maxQuote = 200

// clean makes a foreign text fit for one line of an error or log: no control
// or invisible direction characters, single spaces, no password of a URL, at
// most maxQuote characters.
func clean(s string) string {
	if len(s) > 8*maxQuote { // what is cut off anyway need not be walked
		s = s[:8*maxQuote]
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = withoutUserinfo(w)
	}
	return shorten(strings.Join(words, " "))
}

func shorten(s string) string {
	n := 0
	for i := range s {
		if n == maxQuote-1 {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// withoutUserinfo turns https://user:password@host into https://***@host.
func withoutUserinfo(word string) string {
	scheme, rest, ok := strings.Cut(word, "://")
	if !ok {
		return word
	}
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#\""); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		authority = "***" + authority[i:]
	}
	return scheme + "://" + authority + tail
}

package catalog

import (
	"strings"
	"unicode"
)

// clean makes a text of Склад Pro fit for a shop's page: control characters,
// which old imports and bar code readers leave behind, become blanks, and
// blanks at the ends go.
func clean(s string) string {
	plain := func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}

		return r
	}

	return strings.TrimSpace(strings.Map(plain, strings.ToValidUTF8(s, " ")))
}

// cleanLines is clean for a text that may have several lines.
func cleanLines(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r", ""), "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}

	return strings.TrimSpace(strings.Join(lines, "\n"))
}

package csvexport

import (
	"html"
	"strings"
)

// plain resolves HTML entities, makes the blanks ordinary ones and takes the
// outer ones off. The shop leaves entities such as &nbsp; and &quot; in texts.
func plain(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(unescape(text), "\u00a0", " "))
}

// longestEntity is longer than any name that HTML knows.
const longestEntity = 34

// unescape resolves the entities that end with a semicolon, once. Those without
// one, which HTML knows too, are left alone: "R&copy" and the "&lt" of an
// address are what the merchant wrote.
func unescape(text string) string {
	var b strings.Builder

	for {
		start := strings.IndexByte(text, '&')
		if start < 0 {
			b.WriteString(text)

			return b.String()
		}

		b.WriteString(text[:start])
		text = text[start:]
		end := 1

		for end < len(text) && end < longestEntity && inEntity(text[end]) {
			end++
		}

		if end < len(text) && text[end] == ';' {
			end++
		}

		b.WriteString(entity(text[:end]))

		text = text[end:]
	}
}

// entity resolves "&quot;". A semicolon that is left over shows that HTML knows
// only the beginning of the name, as in "&notably;".
func entity(text string) string {
	plain := html.UnescapeString(text)
	if !strings.HasSuffix(text, ";") || strings.HasSuffix(plain, ";") && plain != ";" {
		return text
	}

	return plain
}

func inEntity(c byte) bool {
	return c == '#' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

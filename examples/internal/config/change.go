package config

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// splice puts text in the place of a part of the file.
func (d *doc) splice(from, to int, text string) []byte {
	return slices.Concat(d.text[:from], []byte(text), d.text[to:])
}

// replaced gives a key that is there its new value.
func (d *doc) replaced(at site, e Edit) ([]byte, error) {
	s := d.value(at)

	text, err := render(e, string(d.text[s.from:s.to]))
	if err != nil {
		return nil, err
	}

	if s.lines {
		from := d.afterBlank(at.colon)
		d, s = &doc{text: d.withoutLines(s)}, span{from: from, to: from}
	}

	if s.from == at.colon {
		text = " " + text
	}

	return d.put(s, text), nil
}

// put writes a value. A comment behind it stays in its column if there is room.
func (d *doc) put(s span, text string) []byte {
	end := s.to
	for end < len(d.text) && d.text[end] == ' ' {
		end++
	}

	if end == len(d.text) || d.text[end] != '#' {
		return d.splice(s.from, s.to, text)
	}

	room := end - s.to + utf8.RuneCount(d.text[s.from:s.to]) - utf8.RuneCountInString(text)

	return d.splice(s.from, end, text+strings.Repeat(" ", max(1, room)))
}

// withoutLines takes the lines of a value out; comments in them stay as lines of
// their own.
func (d *doc) withoutLines(s span) []byte {
	var kept []byte

	first, last := d.line(s.from), d.line(s.to)
	for n := first; n <= last; n++ {
		indent, _, comment := d.content(n)
		line := d.text[d.lines[n]:d.nextLine(n)]

		if end := d.beforeComment(d.lines[n]+indent, d.lineEnd(n)); !comment {
			rest := strings.TrimLeft(string(d.text[end:d.nextLine(n)]), " \t")
			if !strings.HasPrefix(rest, "#") {
				continue
			}

			line = []byte(strings.Repeat(" ", indent) + rest)
		}

		kept = append(kept, line...)
	}

	return d.splice(d.lines[first], d.nextLine(last), string(kept))
}

// nextLine is where the line after n begins.
func (d *doc) nextLine(n int) int {
	if n+1 < len(d.lines) {
		return d.lines[n+1]
	}

	return len(d.text)
}

// removed takes a setting out. A line that has a comment stays, without a value:
// that means the default too.
func (d *doc) removed(at site) []byte {
	s := d.value(at)

	switch first, last := d.line(at.key), d.line(s.to); {
	case at.flow:
		return d.fromBraces(at, s)
	case s.lines:
		kept := d.withoutLines(s)
		if len(comments(d.text[d.lines[first]:d.nextLine(last)])) == 0 {
			return slices.Concat(kept[:d.lines[first]], kept[d.nextLine(first):])
		}

		return kept
	case strings.TrimSpace(string(d.text[s.to:d.lineEnd(last)])) == "" && len(comments(d.text[s.from:s.to])) == 0:
		return d.splice(d.lines[first], d.nextLine(last), "")
	default:
		return d.put(s, "")
	}
}

// fromBraces takes a pair out of braces, with one of the commas beside it.
func (d *doc) fromBraces(at site, s span) []byte {
	end := max(s.to, at.colon)
	if next := d.skipSpace(end); d.text[next] == ',' {
		return d.splice(at.key, d.skipBlanks(next+1), "")
	}

	begin := len(strings.TrimRight(string(d.text[:at.key]), " \t\r\n"))
	if d.text[begin-1] == ',' {
		return d.splice(begin-1, end, "")
	}

	return d.splice(at.key, end, "")
}

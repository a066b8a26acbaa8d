package config

import (
	"bytes"
	"strings"
)

// span is where a value stands in the text: d.text[from:to]. An empty one is
// where a value would come.
type span struct {
	from, to int
	// lines tells that the value is written on lines of its own, beneath the key.
	lines bool
}

// value finds the value of a key.
func (d *doc) value(at site) span {
	begin := d.skipBlanks(at.colon)

	if at.flow {
		if begin = d.skipSpace(at.colon); begin >= len(d.text) || strings.IndexByte(",}]", d.text[begin]) >= 0 {
			return span{from: d.afterBlank(at.colon), to: d.afterBlank(at.colon)}
		}

		return span{from: begin, to: d.flowEnd(begin)}
	}

	line := d.line(at.key)
	if begin >= d.lineEnd(line) || d.text[begin] == '#' && begin > at.colon {
		return d.beneath(at, line)
	}

	switch d.text[begin] {
	case '"', '\'', '[', '{':
		return span{from: begin, to: d.flowEnd(begin)}
	case '|', '>':
		return span{from: begin, to: max(d.beneath(at, line).to, d.lineEnd(line))}
	default: // a plain text, which may go on beneath
		end := d.beforeComment(begin, d.lineEnd(line))
		if more := d.beneath(at, line); more.lines {
			end = more.to
		}

		return span{from: begin, to: end}
	}
}

// beneath is what follows on deeper lines; a list may stand as deep as its key.
func (d *doc) beneath(at site, line int) span {
	s := span{from: d.afterBlank(at.colon), to: d.afterBlank(at.colon)}

	for n := line + 1; n < len(d.lines); n++ {
		indent, text, comment := d.content(n)
		if comment {
			continue
		}

		if indent < at.column || indent == at.column && !strings.HasPrefix(text, "- ") && text != "-" {
			break
		}

		if !s.lines {
			s.from, s.lines = d.lines[n]+indent, true
		}

		s.to = d.beforeComment(d.lines[n]+indent, d.lineEnd(n))
	}

	return s
}

// flowEnd is where a value ends that begins at from in braces or quotes, or that
// is a plain text within braces.
func (d *doc) flowEnd(from int) int {
	switch d.text[from] {
	case '"', '\'':
		return d.quoteEnd(from)
	case '[', '{':
		return d.bracketEnd(from)
	}

	end := from
	for ; end < len(d.text) && strings.IndexByte(",{}[]", d.text[end]) < 0 && !d.isComment(end); end++ {
	}

	return from + len(bytes.TrimRight(d.text[from:end], " \t\r\n"))
}

func (d *doc) quoteEnd(from int) int {
	quote := d.text[from]

	for i := from + 1; i < len(d.text); i++ {
		switch {
		case quote == '"' && d.text[i] == '\\':
			i++
		case d.text[i] != quote:
		case quote == '\'' && i+1 < len(d.text) && d.text[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}

	return len(d.text)
}

func (d *doc) bracketEnd(from int) int {
	depth := 0

	for i := from; i < len(d.text); i++ {
		switch c := d.text[i]; {
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case (c == '"' || c == '\'') && strings.IndexByte(" \t\r\n,[{:", d.text[i-1]) >= 0:
			i = d.quoteEnd(i) - 1
		case d.isComment(i):
			i = d.lineEnd(d.line(i)) - 1
		}
	}

	return len(d.text)
}

// isComment tells whether a comment begins at i.
func (d *doc) isComment(i int) bool {
	return d.text[i] == '#' && (i == 0 || strings.IndexByte(" \t\r\n", d.text[i-1]) >= 0)
}

// beforeComment is where what stands from a place to the end of its line ends,
// without a comment behind it.
func (d *doc) beforeComment(from, end int) int {
	for i := from; i < end; i++ {
		if (d.text[i] == '"' || d.text[i] == '\'') && (i == from || d.text[i-1] == ' ') {
			i = min(d.quoteEnd(i), end) - 1
		} else if d.isComment(i) {
			end = i
		}
	}

	return from + len(bytes.TrimRight(d.text[from:end], " \t\r"))
}

func (d *doc) skipBlanks(i int) int {
	for i < len(d.text) && (d.text[i] == ' ' || d.text[i] == '\t') {
		i++
	}

	return i
}

// skipSpace skips blanks, line ends and comments.
func (d *doc) skipSpace(i int) int {
	for i < len(d.text) {
		switch {
		case strings.IndexByte(" \t\r\n", d.text[i]) >= 0:
			i++
		case d.isComment(i):
			i = d.lineEnd(d.line(i))
		default:
			return i
		}
	}

	return i
}

// afterBlank is behind the one blank that follows a colon.
func (d *doc) afterBlank(i int) int {
	if i < len(d.text) && d.text[i] == ' ' {
		return i + 1
	}

	return i
}

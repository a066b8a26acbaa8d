package config

import (
	"bytes"
	"regexp"
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

// inserted writes a setting that the file does not have.
func (d *doc) inserted(e Edit) ([]byte, error) {
	text, err := render(e, "")
	if err != nil {
		return nil, err
	}

	section, rest := d.nearest(e.Setting)

	switch last, filled := d.last[section]; {
	case d.flow[section] && filled:
		end := d.value(d.at[last]).to

		return d.splice(end, end, ", "+nested(rest, text)), nil
	case d.flow[section]: // {}
		begin := d.braces(section) + 1

		return d.splice(begin, begin, nested(rest, text)), nil
	case section != "" && !filled:
		return d.intoEmpty(section, rest, text), nil
	default:
		return d.asLine(section, rest, text), nil
	}
}

// nearest is the deepest section of a setting that the file has, and what is
// left of the name.
func (d *doc) nearest(setting string) (section string, rest []string) {
	parts := strings.Split(setting, ".")
	for n := len(parts) - 1; n > 0; n-- {
		if section = strings.Join(parts[:n], "."); d.at[section].key > 0 || d.at[section].colon > 0 {
			return section, parts[n:]
		}
	}

	return "", parts
}

// nested is a pair whose value may be further pairs: start: {every: 5m}.
func nested(names []string, value string) string {
	if len(names) == 1 {
		return names[0] + ": " + value
	}

	return names[0] + ": {" + nested(names[1:], value) + "}"
}

// braces is where the brace of a section without settings stands.
func (d *doc) braces(section string) int {
	if section == "" {
		return bytes.IndexByte(d.text, '{')
	}

	return d.value(d.at[section]).from
}

// intoEmpty fills a section that has no setting yet.
func (d *doc) intoEmpty(section string, rest []string, text string) []byte {
	at := d.at[section]
	s := d.value(at)

	if at.flow || s.to > s.from {
		pair := "{" + nested(rest, text) + "}"
		if s.from == at.colon {
			pair = " " + pair
		}

		return d.put(s, pair)
	}

	return d.asLine(section, rest, text)
}

// asLine writes a setting onto a line of its own.
func (d *doc) asLine(section string, rest []string, text string) []byte {
	indent := d.indent(section)
	after := d.afterLine(section, rest[0], indent)
	line := strings.Repeat(" ", indent) + nested(rest, text)

	if section == "" && len(rest) > 1 {
		line = rest[0] + ":" + d.newline() + strings.Repeat(" ", d.step()) + nested(rest[1:], text)
	}

	if len(d.text) == 0 {
		return []byte(line + "\n")
	}

	at := d.nextLine(after)
	if d.text[at-1] != '\n' {
		return d.splice(at, at, d.newline()+line)
	}

	return d.splice(at, at, line+d.newline())
}

// afterLine is the line beneath which a setting comes: the one that has it
// commented out, else the last one of the section. Comments that are indented
// deeper go on from the line before.
func (d *doc) afterLine(section, name string, indent int) int {
	first, last := 0, len(d.lines)-1
	if at, ok := d.at[section]; ok {
		first = d.line(at.key)
		last = max(first, d.line(d.beneath(at, first).to))
	}

	twin := regexp.MustCompile(`^# ?` + regexp.QuoteMeta(name) + `:( |$)`)
	after := last

	for n := first; n < len(d.lines); n++ {
		depth, text, comment := d.content(n)
		if n > last && !comment {
			break
		}

		if comment && depth == indent && twin.MatchString(text) && n > 0 {
			after = n

			break
		}
	}

	for after+1 < len(d.lines) {
		depth, text, comment := d.content(after + 1)
		if !comment || text == "" || depth <= indent {
			break
		}

		after++
	}

	return after
}

// indent is how deep the settings of a section stand.
func (d *doc) indent(section string) int {
	if last, ok := d.last[section]; ok {
		return d.at[last].column
	}

	if at, ok := d.at[section]; ok {
		return at.column + d.step()
	}

	return 0
}

// step is how much deeper each level of the file stands, as its first setting has it.
func (d *doc) step() int {
	step, first := 2, len(d.text)

	for name, at := range d.at {
		if !at.flow && strings.Count(name, ".") == 1 && at.key < first {
			step, first = at.column, at.key
		}
	}

	return step
}

package config

import (
	"bytes"
	"regexp"
	"strings"
)

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

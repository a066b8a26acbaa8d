package config

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// doc is the text of a file with the places of its keys.
type doc struct {
	text  []byte
	lines []int // where each line begins
	at    map[string]site
	// last is the key that ends each section, by the section's name.
	last map[string]string
	// flow has the sections that are written in braces.
	flow   map[string]bool
	groups map[string]bool
}

// site is where a key stands.
type site struct {
	key    int // of its first byte
	colon  int // of the byte behind its colon
	column int // indentation of the key, in characters
	flow   bool
	value  ast.Node
}

// outline finds the keys of a text that has no byte order mark.
func outline(text []byte) (*doc, error) {
	parsed, err := parser.ParseBytes(plainText(text), 0)
	if err != nil {
		return nil, syntaxFault("YAML", err)
	}

	d := &doc{
		text: text, lines: []int{0}, at: map[string]site{}, last: map[string]string{}, flow: map[string]bool{}, groups: sections(),
	}

	for i, b := range text {
		if b == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}

	for _, part := range parsed.Docs {
		if part.Body == nil {
			continue
		}

		if err := d.section("", part.Body); err != nil {
			return nil, err
		}

		break
	}

	return d, nil
}

func (d *doc) section(name string, n ast.Node) error {
	switch n := n.(type) {
	case *ast.MappingNode:
		d.flow[name] = n.IsFlowStyle

		for _, v := range n.Values {
			if err := d.pair(name, v, n.IsFlowStyle); err != nil {
				return err
			}
		}
	case *ast.MappingValueNode:
		return d.pair(name, n, false)
	}

	return nil
}

func (d *doc) pair(section string, v *ast.MappingValueNode, flow bool) error {
	name, _ := keyText(v.Key)
	if section != "" {
		name = section + "." + name
	}

	at, ok := d.place(v.Key)
	if !ok {
		return uneditable(name, nil)
	}

	at.flow, at.value = flow, v.Value
	d.at[name], d.last[section] = at, name

	if d.groups[name] {
		return d.section(name, v.Value)
	}

	return nil
}

// place finds the bytes of a key by line and column and looks whether it really
// stands there: a parser that miscounts must not lead to a wrong edit.
func (d *doc) place(key ast.MapKeyNode) (site, bool) {
	t := key.GetToken()
	if t == nil || t.Position == nil || t.Position.Line < 1 || t.Position.Line > len(d.lines) {
		return site{}, false
	}

	at := d.lines[t.Position.Line-1]
	for range t.Position.Column - 1 {
		_, size := utf8.DecodeRune(d.text[at:])
		at += size
	}

	end := at + len(t.Value)

	switch rest := d.text[at:]; {
	case bytes.HasPrefix(rest, []byte(t.Value)):
	case len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') && bytes.HasPrefix(rest[1:], []byte(t.Value)):
		end += 2
	default:
		return site{}, false
	}

	colon := bytes.IndexByte(d.text[end:], ':')
	if colon < 0 || strings.TrimSpace(string(d.text[end:end+colon])) != "" {
		return site{}, false
	}

	return site{key: at, colon: end + colon + 1, column: t.Position.Column - 1}, true
}

// line is the number of the line, from 0, that has the byte at i.
func (d *doc) line(i int) int {
	n := len(d.lines) - 1
	for n > 0 && d.lines[n] > i {
		n--
	}

	return n
}

// lineEnd is where line n ends, before its line end.
func (d *doc) lineEnd(n int) int {
	end := len(d.text)
	if n+1 < len(d.lines) {
		end = d.lines[n+1] - 1
	}

	if end > d.lines[n] && d.text[end-1] == '\r' {
		end--
	}

	return end
}

// newline is the line end of the file.
func (d *doc) newline() string {
	if i := bytes.IndexByte(d.text, '\n'); i > 0 && d.text[i-1] == '\r' {
		return "\r\n"
	}

	return "\n"
}

// content is what a line says; comment tells that it is one, or blank.
func (d *doc) content(n int) (indent int, text string, comment bool) {
	line := string(d.text[d.lines[n]:d.lineEnd(n)])
	text = strings.TrimLeft(line, " ")

	return len(line) - len(text), text, strings.TrimSpace(text) == "" || strings.HasPrefix(strings.TrimSpace(text), "#")
}

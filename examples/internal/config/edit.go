package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Edit is the new value of one setting.
type Edit struct {
	// Setting is the full name, "import.object".
	Setting string
	// Value is a string (a choice, a time, a percentage), bool, int, []string,
	// map[string]string or map[string]int64. Nil takes the setting out of the
	// file, so that its default holds again.
	Value any
}

// Apply puts new values into the text of a file and leaves every other byte as
// it is: comments, order, blank lines, line ends. A setting that the file does
// not have yet comes beneath the line that has it commented out, else at the end
// of its section. It checks no value (Parse does), but refuses with a *Fault a
// text that is no file of settings, and an edit that would lose a comment or
// touch another setting.
func Apply(data []byte, edits ...Edit) ([]byte, error) {
	before, err := rawValues(data)
	if err != nil {
		return nil, err
	}

	mark := data[:len(data)-len(bytes.TrimPrefix(data, bom))]
	text := slices.Clone(data[len(mark):])

	for _, e := range edits {
		if _, ok := settingsByName()[e.Setting]; !ok {
			return nil, fmt.Errorf("config: edit %s: no such setting", e.Setting)
		}

		if text, err = applied(text, e); err != nil {
			return nil, err
		}
	}

	after := slices.Concat(mark, text)

	return after, verified(data, after, before, edits)
}

func applied(text []byte, e Edit) ([]byte, error) {
	d, err := outline(text)
	if err != nil {
		return nil, err
	}

	at, there := d.at[e.Setting]
	old := raw(at.value)

	switch {
	case e.Value == nil && old == nil, e.Value != nil && old != nil && sameValue(old, e.Value):
		return text, nil
	case e.Value == nil:
		return d.removed(at), nil
	case there:
		return d.replaced(at, e)
	default:
		return d.inserted(e)
	}
}

// verified holds the result against what was asked for. It guards against what
// the format allows and this package does not know.
func verified(before, after []byte, values map[string]any, edits []Edit) error {
	got, err := rawValues(after)
	if err != nil {
		return uneditable("", err)
	}

	for _, e := range edits {
		if e.Value == nil {
			delete(values, e.Setting)
		} else {
			values[e.Setting] = e.Value
		}
	}

	for name := range settingsByName() {
		if !sameValue(got[name], values[name]) {
			return uneditable(name, nil)
		}
	}

	if !inOrder(comments(before), comments(after)) {
		return uneditable("", errors.New("a comment would be lost"))
	}

	return nil
}

func uneditable(setting string, why error) error {
	f := &Fault{Code: Conflict, File: "YAML", Setting: setting, Wants: lang.Of(
		"this file is written in a way that a program cannot change safely; change the setting in an editor",
		"файлът е написан така, че програма не може да го промени сигурно; променете настройката с редактор")}
	if why != nil {
		return fmt.Errorf("%w (%w)", f, why)
	}

	return f
}

// comments are the texts of all comments, from the first to the last.
func comments(data []byte) []string {
	var all []string

	for _, t := range lexer.Tokenize(string(plainText(data))) {
		if t.Type == token.CommentType {
			all = append(all, strings.TrimSpace(t.Value))
		}
	}

	return all
}

// inOrder tells whether all of the first texts are among the second, in the same order.
func inOrder(texts, among []string) bool {
	for _, t := range texts {
		i := slices.Index(among, t)
		if i < 0 {
			return false
		}

		among = among[i+1:]
	}

	return true
}

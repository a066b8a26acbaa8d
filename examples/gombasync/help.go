package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// example is a command line as a person types it, and what it is for.
type example struct {
	line string
	why  lang.Text
}

// lesson is what the help of a command teaches below its flags.
type lesson struct {
	examples []example
	note     lang.Text // empty: nothing more is to be said
}

func teach(all ...example) lesson { return lesson{examples: all} }

func (l lesson) noting(en, bg string) lesson {
	l.note = lang.Of(en, bg)

	return l
}

func try(line, en, bg string) example { return example{line: line, why: lang.Of(en, bg)} }

// text is the lesson as the parser's help prints it: what is indented stays as
// it is.
func (l lesson) text(to lang.Lang) string {
	var text strings.Builder

	text.WriteString(lang.Of("Examples:", "Примери:").In(to) + "\n")

	for _, e := range l.examples {
		text.WriteString("\n    # " + e.why.In(to) + "\n    " + e.line + "\n")
	}

	if note := l.note.In(to); note != "" {
		text.WriteString("\n" + note + "\n")
	}

	return text.String()
}

// addExamples puts the lessons into the help. A command that only groups others
// shows the first example of each.
func addExamples(node *kong.Node, all map[string]lesson, l lang.Lang) {
	for _, child := range node.Children {
		addExamples(child, all, l)
	}

	if taught := lessonOf(node, all); len(taught.examples) > 0 {
		node.Detail = taught.text(l)
	}
}

func lessonOf(node *kong.Node, all map[string]lesson) lesson {
	_, name, _ := strings.Cut(node.FullPath(), " ")

	taught, own := all[name]
	if own || node.Leaf() {
		return taught
	}

	for _, child := range node.Children {
		if of := lessonOf(child, all); len(of.examples) > 0 {
			taught.examples = append(taught.examples, of.examples[0])
		}
	}

	return taught
}

// helpWriter gives the parser's own words of the help in the language, and its
// headings as such.
func (a *app) helpWriter() writerFunc {
	return func(text []byte) (int, error) {
		said := string(text)
		if a.out.Lang() == lang.BG {
			said = helpInBulgarian().Replace(said)
		}

		for line := range strings.Lines(said) {
			if head, rest, ok := strings.Cut(line, ":"); ok && slices.Contains(helpHeadings(), head) {
				line = a.out.Heading(head+":") + rest
			}

			if _, err := a.Stdout.Write([]byte(line)); err != nil {
				return 0, err
			}
		}

		return len(text), nil
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(text []byte) (int, error) { return f(text) }

func helpHeadings() []string {
	return []string{
		"Usage", "Flags", "Commands", "Arguments", "Examples", "Употреба", "Флагове", "Команди", "Аргументи", "Примери",
	}
}

// helpInBulgarian are the parser's own words in its help.
func helpInBulgarian() *strings.Replacer {
	return strings.NewReplacer(
		"Usage:", "Употреба:", "Flags:", "Флагове:", "Commands:", "Команди:", "Arguments:", "Аргументи:",
		"Show context-sensitive help.", "Показва помощ.", "[flags]", "[флагове]", "<command>", "<команда>",
		"Run \"", "Изпълнете „", "\" for more information on a command.", "“ за повече за командата.",
	)
}

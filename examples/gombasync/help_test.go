package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// grammarOf is the whole grammar in a language.
func grammarOf(t *testing.T, l lang.Lang) *kong.Kong {
	t.Helper()

	a := &app{process: process{Stdout: io.Discard, Stderr: io.Discard, Env: func(string) (string, bool) { return "", false }}}
	a.out = a.newOutput(l, false)

	parser, _, err := a.newParser(&cli{}, l)
	require.NoError(t, err)

	return parser
}

// everyCommand calls with each command that can be given, and each group of them.
func everyCommand(node *kong.Node, do func(*kong.Node)) {
	do(node)

	for _, child := range node.Children {
		everyCommand(child, do)
	}
}

// typed is the command line inside of a line of a shell.
func typed(line string) []string {
	_, line, _ = strings.Cut(line, "gombasync")
	line = regexp.MustCompile(`\)|[|>].*`).ReplaceAllString(line, "")

	var words []string
	for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1) {
		if word = strings.Trim(word, `"`); word != "" {
			words = append(words, word)
		}
	}

	return words
}

func TestEveryCommandTeachesByExamplesThatWork(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("products.csv", nil, 0o600))

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		parser := grammarOf(t, l)
		taught, head := examples(), map[lang.Lang]string{lang.EN: "Examples:", lang.BG: "Примери:"}[l]

		everyCommand(parser.Model.Node, func(node *kong.Node) {
			name := node.FullPath()
			require.Contains(t, node.Detail, head, "%s has no example", name)

			for _, e := range lessonOf(node, taught).examples {
				require.NotEmpty(t, e.why.In(l), e.line)
				require.Contains(t, node.Detail, "    # "+e.why.In(l)+"\n    "+e.line+"\n", name)

				if words := typed(e.line); l == lang.EN && words[len(words)-1] != "--help" {
					command, err := grammarOf(t, l).Parse(words) // a parser remembers
					require.NoError(t, err, e.line)
					require.True(t, strings.HasPrefix("gombasync "+command.Command()+" ", name+" "), "%s teaches %s", name, e.line)
				}
			}
		})
	}
}

func TestEveryLessonIsOfACommand(t *testing.T) {
	t.Parallel()

	known := map[string]bool{}

	everyCommand(grammarOf(t, lang.EN).Model.Node, func(node *kong.Node) {
		_, name, _ := strings.Cut(node.FullPath(), " ")
		known[name] = true
	})

	for name := range examples() {
		require.True(t, known[name], name)
	}
}

func TestHelpStandsBelowHeadings(t *testing.T) {
	t.Parallel()

	for l, want := range map[lang.Lang][]string{
		lang.EN: {"Usage: gombasync db info [<dsn>]", "Examples:\n", "Flags:\n", "    gombasync db info\n"},
		lang.BG: {"Употреба: gombasync db info [<dsn>]", "Примери:\n", "Флагове:\n", "    gombasync db info\n"},
	} {
		r := gombasync(t, nil, "--lang", string(l), "db", "info", "--help")
		require.Equal(t, exitDone, r.code)

		for _, text := range want {
			require.Contains(t, r.out, text)
		}

		require.NotContains(t, r.out, "\x1b", "not on a terminal")
	}
}

// On a terminal the headings are bold, unless somebody wants no colour.
func TestHelpOnATerminal(t *testing.T) {
	t.Parallel()

	for variable, bold := range map[string]bool{"NO_COLOR=": true, "NO_COLOR=1": false, "TERM=dumb": false} {
		t.Run(variable, func(t *testing.T) {
			t.Parallel()

			w := typing(t, programOf(t, t.TempDir(), []string{variable}, "--lang", "en", "db", "--help"))
			w.waits(0, "db install")
			require.Contains(t, w.said.String(), "Usage:")
			require.Equal(t, bold, strings.Contains(w.said.String(), "\x1b[1mExamples:\x1b[0m"), w.said)
		})
	}
}

// On a narrow terminal a table is cut; in a file it is whole.
func TestTablesOnATerminal(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	name := strings.Repeat("Чаша за чай ", 12)
	p.goods(name)
	require.Contains(t, p.run("plan", "export").out, strings.TrimSpace(name))

	w := typing(t, programOf(t, filepath.Dir(p.config), []string{"TERM=xterm"}, "--lang", "en", "--config", p.config, "plan", "export"))
	w.waits(0, "quantities")
	require.Contains(t, w.said.String(), "Чаша за чай ")
	require.Contains(t, w.said.String(), "…")

	for line := range strings.Lines(escapes.ReplaceAllString(w.said.String(), "")) {
		require.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\r\n"))), windowWidth, line)
	}
}

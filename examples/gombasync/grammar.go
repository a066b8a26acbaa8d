package main

import (
	"regexp"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// grammarError is a command line that the grammar does not know.
func grammarError(err error) error {
	return wrong("usage", lang.Of("wrong command: "+err.Error(), "грешна команда: "+grammarInBulgarian(err.Error())),
		lang.Of("gombasync --help lists the commands", "gombasync --help показва командите"))
}

// grammarInBulgarian gives the parser's own sentences, which have no codes; one
// that it does not know stays as it is.
func grammarInBulgarian(text string) string {
	for _, s := range []struct{ pattern, bulgarian string }{
		{`^unexpected argument (.+?)(?:, did you mean (.+)\?)?$`, "непозната дума $1$2"},
		{`^unknown flag (.+?)(?:, did you mean (.+)\?)?$`, "непознат флаг $1$2"},
		{`^missing flags?: (.+)$`, "липсва $1"},
		{`^expected one of (.+)$`, "очаква се някое от $1"},
		{`^expected (.+)$`, "очаква се $1"},
		{`^(--\S+) must be one of (.+) but got (.+)$`, "$1 приема някое от $2, а не $3"},
		{`^(--\S+): expected .* but got "EOL".*$`, "след $1 липсва стойност"},
		{`^(--\S+): bool value must be .* but got (.+)$`, "$1 не приема $2"},
		{`^(--\S+): missing value.*$`, "след $1 липсва стойност"},
		{`^(--\S+): expected .* but got (.+)$`, "$1 не приема $2"},
		{`^(--\S+): stat (.+): no such file or directory$`, "$1: няма файл $2"},
	} {
		pattern := regexp.MustCompile(s.pattern)

		found := pattern.FindStringSubmatch(text)
		if found == nil {
			continue
		}

		said := pattern.ReplaceAllString(text, s.bulgarian)
		if len(found) == 3 && strings.Contains(s.pattern, "did you mean") && found[2] != "" {
			said = strings.TrimSuffix(said, found[2]) + ", може би " + found[2]
		}

		return said
	}

	return text
}

// helpInBulgarian are the parser's own words in its help.
func helpInBulgarian() *strings.Replacer {
	return strings.NewReplacer(
		"Usage:", "Употреба:", "Flags:", "Флагове:", "Commands:", "Команди:", "Arguments:", "Аргументи:",
		"Show context-sensitive help.", "Показва помощ.", "[flags]", "[флагове]", "<command>", "<команда>",
		"Run \"", "Изпълнете „", "\" for more information on a command.", "“ за повече за командата.",
	)
}

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
// that it does not know stays as it is. A guess of the parser's comes along.
func grammarInBulgarian(text string) string {
	said, guess, _ := strings.Cut(strings.TrimSuffix(text, "?"), ", did you mean ")

	for _, s := range []struct{ pattern, bulgarian string }{
		{`^unexpected argument (.+)$`, "непозната дума $1"},
		{`^unknown flag (.+)$`, "непознат флаг $1"},
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
		if pattern := regexp.MustCompile(s.pattern); pattern.MatchString(said) {
			return pattern.ReplaceAllString(said, s.bulgarian) + guessInBulgarian(guess)
		}
	}

	return text
}

// guessInBulgarian is `, може би "export"`, or one of several.
func guessInBulgarian(guess string) string {
	if guess == "" {
		return ""
	}

	if several, many := strings.CutPrefix(guess, "one of "); many {
		return ", може би някое от " + several
	}

	return ", може би " + guess
}

package output

import (
	"strings"
	"unicode"
)

// harmless is a text of somebody else as a terminal may have it: a customer's
// name with an escape sequence would move the cursor and paint over what stands
// there, one with a mark of writing direction would turn the rest of a line round.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		turns := r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
		if turns || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}

		return r
	}, text)
}

// harmlessRows are cells that are harmless, each on one line.
func harmlessRows(rows [][]string) [][]string {
	flat := strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ")
	all := make([][]string, len(rows))

	for i, row := range rows {
		for _, cell := range row {
			all[i] = append(all[i], harmless(flat.Replace(cell)))
		}
	}

	return all
}

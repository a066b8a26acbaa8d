package text

import "strings"

// catalogue holds a paragraph for each code: the code, the English sentence and
// remedy, the Bulgarian sentence and remedy. Sentences begin small and have no
// full stop, because they stand in the middle of an error as well. Values are
// in braces: {name} as it is, {word:name} by its name in the catalogue of words,
// {record:name} as the name of a record.
const catalogue = "\n" + settingTexts + sideTexts + goodTexts + orderTexts + totalTexts + fiscalTexts + exportTexts + matchTexts +
	partnerTexts + nameTexts + runTexts

// entry is a paragraph of the catalogue; the first text is English.
type entry struct{ what, todo [2]string }

// find looks a paragraph up.
func find(c Code) (entry, bool) {
	if c == "" || strings.ContainsAny(string(c), " \n") {
		return entry{}, false
	}

	_, rest, ok := strings.Cut(catalogue, "\n\n"+string(c)+"\n")
	if !ok {
		return entry{}, false
	}

	lines := strings.SplitN(rest, "\n", 5)
	if len(lines) < 5 {
		return entry{}, false
	}

	return entry{what: [2]string{lines[0], lines[2]}, todo: [2]string{lines[1], lines[3]}}, true
}

// Codes lists every code of the catalogue.
func Codes() []Code {
	var codes []Code

	for paragraph := range strings.SplitSeq(strings.TrimSpace(catalogue), "\n\n") {
		name, _, _ := strings.Cut(paragraph, "\n")
		codes = append(codes, Code(name))
	}

	return codes
}

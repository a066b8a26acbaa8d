package catalog

import (
	"strings"

	"github.com/skladmost/skladmost/sklad"
)

// OptionName is the one option of a grouped product: Склад Pro has no columns
// for size or colour.
const OptionName = "Разновидност"

// options names each variant by the words of its name that the others do not
// share. Where that leaves two variants alike or one without a name, the codes
// are taken, and where these are no better, the ids: variants must differ. A
// product of one good has no option.
func options(goods []sklad.Good) []string {
	for _, candidate := range [][]string{differing(goods), codes(goods)} {
		if distinct(candidate) {
			return candidate
		}
	}

	ids := make([]string, len(goods))
	for i, g := range goods {
		ids[i] = SingleID(g.ID)
	}

	return ids
}

func codes(goods []sklad.Good) []string {
	out := make([]string, len(goods))
	for i, g := range goods {
		out[i] = clean(g.Code)
	}

	return out
}

// differing cuts the words that all names share at the start and at the end.
func differing(goods []sklad.Good) []string {
	words := make([][]string, len(goods))
	for i, g := range goods {
		words[i] = strings.Fields(clean(g.Name))
	}

	head := shared(words, func(w []string, i int) string { return w[i] })
	for i := range words {
		words[i] = words[i][head:]
	}

	tail := shared(words, func(w []string, i int) string { return w[len(w)-1-i] })
	out := make([]string, len(goods))

	for i, w := range words {
		out[i] = strings.Trim(strings.Join(w[:len(w)-tail], " "), " ,;-–()")
	}

	return out
}

// shared counts the words that are equal in all names, as at picks them.
func shared(names [][]string, at func([]string, int) string) int {
	for n := 0; ; n++ {
		for _, w := range names {
			if n >= len(w) || at(w, n) != at(names[0], n) {
				return n
			}
		}
	}
}

func distinct(values []string) bool {
	seen := map[string]bool{}
	for _, v := range values {
		key := strings.ToLower(v)
		if v == "" || seen[key] {
			return false
		}

		seen[key] = true
	}

	return true
}

package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// The bounds of a similarity, which is 0 to 1.
const (
	similar   = 0.6 // such names may mean one thing
	different = 0.3 // such names mean two
)

// words parts a name, as Name gives it, also where letters meet digits:
// "1450MAH" is 1450 and MAH.
func words(name string) []string {
	var (
		all    []string
		begin  int
		before rune
	)

	for at, r := range name {
		if at > begin && (r == ' ' || before == ' ' || unicode.IsNumber(r) != unicode.IsNumber(before)) {
			all, begin = append(all, name[begin:at]), at
		}

		before = r
	}

	all = append(all, name[begin:])

	return slices.DeleteFunc(all, func(word string) bool { return strings.TrimSpace(word) == "" })
}

// similarity of two names is that of their words in any order, or of their
// letters in this one, whichever is more. Other numbers, such as another size,
// take some of it away.
func similarity(a, b keys) float64 {
	if a.name == "" || b.name == "" {
		return 0
	}

	if a.name == b.name {
		return 1
	}

	most := max(utf8.RuneCountInString(a.name), utf8.RuneCountInString(b.name))
	letters := 1 - float64(levenshtein.ComputeDistance(a.name, b.name))/float64(most)
	same := max(common(a.words, b.words), letters)

	if numbersDiffer(a.words, b.words) {
		same *= 0.85
	}

	return same
}

// common is the share of the letters that stand in words of both.
func common(a, b []string) float64 {
	left := slices.Clone(b)
	shared, all := 0, 0

	for _, word := range a {
		all += utf8.RuneCountInString(word)

		if at := slices.Index(left, word); at >= 0 {
			shared += utf8.RuneCountInString(word)
			left = slices.Delete(left, at, at+1)
		}
	}

	for _, word := range b {
		all += utf8.RuneCountInString(word)
	}

	if all == 0 {
		return 0
	}

	return 2 * float64(shared) / float64(all)
}

// numbersDiffer tells that each name has a number that the other lacks.
func numbersDiffer(a, b []string) bool {
	lacks := func(of, in []string) bool {
		return slices.ContainsFunc(of, func(word string) bool { return digitsOnly(word) && !slices.Contains(in, word) })
	}

	return lacks(a, b) && lacks(b, a)
}

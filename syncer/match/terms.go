package match

import (
	"cmp"
	"slices"
)

const (
	// commonTerm is from how many records on a term says nothing.
	commonTerm = 64
	// nearest is how many records are looked at more closely.
	nearest = 10
)

// terms finds records by the rare words of their names, by how long words begin,
// for their endings change, and by the pairs of neighbouring words, which are
// rare also where each word is common.
type terms map[string][]int

// newTerms indexes the records of a side that are still to be matched.
func newTerms(s *side, settled []bool) terms {
	t := terms{}

	for at := range s.keys {
		if settled[at] {
			continue
		}

		for _, term := range termsOf(s.keys[at].words) {
			if places := t[term]; len(places) <= commonTerm { // one more proves that it is common
				t[term] = append(places, at)
			}
		}
	}

	return t
}

func termsOf(words []string) []string {
	all := slices.Clone(words)

	for _, word := range words {
		const beginning = 5
		if letters := []rune(word); len(letters) > beginning {
			all = append(all, string(letters[:beginning])+"*")
		}
	}

	for i := 1; i < len(words); i++ {
		all = append(all, words[i-1]+" "+words[i])
	}

	slices.Sort(all)

	return slices.Compact(all)
}

// near are the records that share most of the rare terms, best first.
func (t terms) near(words []string) []int {
	weight := map[int]float64{}

	for _, term := range termsOf(words) {
		places := t[term]
		if len(places) > commonTerm {
			continue
		}

		for _, at := range places {
			weight[at] += 1 / float64(len(places))
		}
	}

	all := make([]int, 0, len(weight))
	for at := range weight {
		all = append(all, at)
	}

	slices.SortFunc(all, func(a, b int) int { return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b)) })

	return all[:min(len(all), nearest)]
}

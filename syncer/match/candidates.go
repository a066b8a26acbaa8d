package match

import (
	"cmp"
	"slices"
)

const (
	// crowd is up to how many records may share a key that says something.
	crowd = 20
	// offered is how many candidates a record gets.
	offered = 3
)

// candidates are the best pairs among the records that are in no certain one.
func (m *matcher) candidates() []Pair {
	var all []Pair

	for i := range m.left.keys {
		if m.settledLeft[i] {
			continue
		}

		var pairs []Pair
		for _, j := range m.possible(i) {
			pairs = append(pairs, m.pair(i, j))
		}

		slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Right, b.Right)) })
		all = append(all, pairs[:min(len(pairs), offered)]...)
	}

	return all
}

// possible are the records of the right that have something in common with one
// of the left, each once.
func (m *matcher) possible(i int) []int {
	k := m.left.keys[i]

	places := [][]int{m.right.byCode[k.code], m.right.byAlikeCode[k.alike], m.right.byName[k.name]}
	for _, code := range k.barcodes {
		places = append(places, m.right.byBarcode[code])
	}

	var all []int

	for _, p := range places {
		if len(p) <= crowd {
			all = append(all, p...)
		}
	}

	for _, j := range m.rightTerms.near(k.words) {
		if similarity(k, m.right.keys[j]) >= similar {
			all = append(all, j)
		}
	}

	all = slices.DeleteFunc(all, func(j int) bool { return m.settledRight[j] })
	slices.Sort(all)

	return slices.Compact(all)
}

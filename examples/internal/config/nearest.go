package config

import (
	"slices"
	"strings"
)

// nearest is the known setting or section that a person most likely meant, or
// "" when none is near: at most a third of the letters may differ. A setting
// that stands in the wrong section is found by its last part.
func nearest(name string) string {
	best, fewest := "", len([]rune(last(name)))/3+2

	for _, known := range names() {
		d := distance(name, known)
		if last(known) == last(name) {
			d = min(d, 1)
		}

		if d < fewest {
			best, fewest = known, d
		}
	}

	return best
}

func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// names are all settings and sections, sorted.
func names() []string {
	var all []string

	for _, s := range settings() {
		all = append(all, s.name)
	}

	for s := range sections() {
		all = append(all, s)
	}

	slices.Sort(all)

	return all
}

// distance is how many letters must be put in, taken out or changed
// (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)

	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}

	for i := range x {
		diagonal := row[0]
		row[0] = i + 1

		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}

			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}

	return row[len(y)]
}

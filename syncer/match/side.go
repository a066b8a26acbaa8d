package match

import (
	"slices"
	"strings"
)

// keys are the parts of a record as they are compared; empty ones say nothing.
type keys struct {
	code, alike string
	name        string // without blanks
	barcodes    []string
	words       []string
}

func keysOf(r Record) keys {
	name := Name(r.Name)
	k := keys{code: Code(r.Code), alike: alike(r.Code), name: strings.ReplaceAll(name, " ", ""), words: words(name)}

	for _, code := range r.Barcodes {
		if code = Barcode(code); code != "" && !slices.Contains(k.barcodes, code) {
			k.barcodes = append(k.barcodes, code)
		}
	}

	return k
}

// side is one list with its indexes. Places ascend in each.
type side struct {
	records                        []Record
	keys                           []keys
	byBarcode, byCode, byAlikeCode map[string][]int
	byName                         map[string][]int
}

func newSide(records []Record) *side {
	s := &side{
		records: records, keys: make([]keys, len(records)),
		byBarcode: map[string][]int{}, byCode: map[string][]int{}, byAlikeCode: map[string][]int{}, byName: map[string][]int{},
	}

	for at, r := range records {
		k := keysOf(r)
		s.keys[at] = k

		for _, code := range k.barcodes {
			s.byBarcode[code] = append(s.byBarcode[code], at)
		}

		add(s.byCode, k.code, at)
		add(s.byAlikeCode, k.alike, at)
		add(s.byName, k.name, at)
	}

	return s
}

func add(index map[string][]int, key string, at int) {
	if key != "" {
		index[key] = append(index[key], at)
	}
}

// only tells that a key belongs to one record, and to this one.
func only(places []int, at int) bool { return len(places) == 1 && places[0] == at }

// elsewhere tells that a key is there and does not belong to this record.
func elsewhere(places []int, at int) bool { return len(places) > 0 && !slices.Contains(places, at) }

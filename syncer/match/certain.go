package match

import "slices"

// edge is a pair that a barcode or a code connects, which only these two have.
type edge struct {
	left, right int
	// barcode tells that a barcode is what connects them.
	barcode bool
}

// edges are all such pairs against which no other barcode or code speaks. A
// record is in one of them at most: two would speak against each other.
func (m *matcher) edges() []edge {
	var all []edge

	for i := range m.left.keys {
		e := m.edge(i)
		if e.right >= 0 && m.agreed(i, e.right) {
			all = append(all, e)
		}
	}

	return all
}

// edge is the first that a record's barcodes, then its code, lead to.
func (m *matcher) edge(i int) edge {
	k := m.left.keys[i]

	for _, code := range k.barcodes {
		if there := m.right.byBarcode[code]; len(there) == 1 && only(m.left.byBarcode[code], i) {
			return edge{i, there[0], true}
		}
	}

	if there := m.right.byCode[k.code]; k.code != "" && len(there) == 1 && only(m.left.byCode[k.code], i) {
		return edge{i, there[0], false}
	}

	return edge{i, -1, false}
}

// agreed tells that no barcode of the two leads to a third record, and that no
// code leads away from the pair.
func (m *matcher) agreed(i, j int) bool {
	return m.barcodesAgree(i, j) && !m.codesPart(i, j)
}

func (m *matcher) barcodesAgree(i, j int) bool {
	for _, code := range slices.Concat(m.left.keys[i].barcodes, m.right.keys[j].barcodes) {
		here, there := m.left.byBarcode[code], m.right.byBarcode[code]
		if len(here) > 0 && len(there) > 0 && (!only(here, i) || !only(there, j)) {
			return false
		}
	}

	return true
}

func (m *matcher) codesPart(i, j int) bool {
	return elsewhere(m.right.byCode[m.left.keys[i].code], j) || elsewhere(m.left.byCode[m.right.keys[j].code], i)
}

// plain tells an edge that needs no look at other names: both names are the
// same, or a barcode connects the two and neither has another's name.
func (m *matcher) plain(e edge) bool {
	here, there := m.left.keys[e.left], m.right.keys[e.right]
	if here.name != "" && here.name == there.name {
		return true
	}

	return e.barcode && (similarity(here, there) >= different ||
		!elsewhere(m.right.byName[here.name], e.right) && !elsewhere(m.left.byName[there.name], e.left))
}

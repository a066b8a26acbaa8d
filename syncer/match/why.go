package match

import "slices"

func (m *matcher) barcodeReasons(i, j int) []Reason {
	here, there := m.left.keys[i].barcodes, m.right.keys[j].barcodes

	var all []Reason

	switch at := slices.IndexFunc(here, func(code string) bool { return slices.Contains(there, code) }); {
	case at >= 0 && only(m.left.byBarcode[here[at]], i) && only(m.right.byBarcode[here[at]], j):
		all = append(all, SameBarcode)
	case at >= 0:
		all = append(all, SharedBarcode)
	}

	away := slices.ContainsFunc(here, func(code string) bool { return elsewhere(m.right.byBarcode[code], j) }) ||
		slices.ContainsFunc(there, func(code string) bool { return elsewhere(m.left.byBarcode[code], i) })

	switch {
	case away:
		all = append(all, OtherBarcode)
	case len(all) == 0 && len(here) > 0 && len(there) > 0:
		all = append(all, DifferentBarcodes)
	}

	return all
}

func (m *matcher) codeReasons(i, j int) []Reason {
	here, there := m.left.keys[i], m.right.keys[j]

	switch {
	case here.code != "" && here.code == there.code:
		if only(m.left.byCode[here.code], i) && only(m.right.byCode[here.code], j) {
			return []Reason{SameCode}
		}

		return []Reason{SharedCode}
	case here.alike != "" && here.alike == there.alike:
		if m.codesPart(i, j) {
			return []Reason{AlikeCode, OtherCode}
		}

		return []Reason{AlikeCode}
	case m.codesPart(i, j):
		return []Reason{OtherCode}
	}

	return nil
}

func (m *matcher) nameReasons(i, j int, same float64) []Reason {
	here, there := m.left.keys[i].name, m.right.keys[j].name

	switch {
	case here == "" || there == "":
	case here == there:
		return []Reason{SameName}
	case same >= similar:
		return []Reason{AlikeName}
	case same < different:
		return []Reason{DifferentNames}
	}

	return nil
}

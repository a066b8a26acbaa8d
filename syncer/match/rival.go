package match

// What a name must be like for a pair that a code alone connects.
const (
	// fairly is for a code that may be a running number on both sides, and for
	// another record that may be meant instead.
	fairly = 0.5
	// nearly is for two records whose barcodes differ.
	nearly = 0.8
)

// doubt is why the names do not bear out what a code alone says; empty when they
// do.
func (m *matcher) doubt(e edge) Reason {
	here, there := m.left.keys[e.left], m.right.keys[e.right]
	same := similarity(here, there)

	switch {
	case len(here.barcodes) > 0 && len(there.barcodes) > 0 && same < nearly:
		return DifferentBarcodes // they share none, or it would connect the two
	case digitsOnly(here.code) && same < fairly:
		return RunningNumber
	case m.rivalled(e, same):
		return OtherName
	case here.name != "" && there.name != "" && same < different && !m.samePrice(e.left, e.right):
		return DifferentNames // nothing but the code speaks for it
	}

	return ""
}

// rivalled tells that one of the two names fits a third record better, as when
// somebody has mixed up the codes. Of two that fit as well the price decides.
func (m *matcher) rivalled(e edge, same float64) bool {
	fits := func(i, j int) bool {
		other := similarity(m.left.keys[i], m.right.keys[j])

		return other >= fairly && (other > same || other == same && m.samePrice(i, j) && !m.samePrice(e.left, e.right))
	}

	for _, j := range m.rightTerms.near(m.left.keys[e.left].words) {
		if j != e.right && fits(e.left, j) {
			return true
		}
	}

	for _, i := range m.leftTerms.near(m.right.keys[e.right].words) {
		if i != e.left && fits(i, e.right) {
			return true
		}
	}

	return false
}

func (m *matcher) samePrice(i, j int) bool {
	a, b := m.left.records[i].Price, m.right.records[j].Price

	return a.Valid && b.Valid && a.Decimal.Equal(b.Decimal)
}

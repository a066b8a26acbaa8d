package match

import "slices"

// matcher is one comparison of two sides.
type matcher struct {
	left, right *side
	// settledLeft and settledRight are in a certain pair.
	settledLeft, settledRight []bool
	// leftTerms and rightTerms find records by name, among those that plain
	// edges did not settle.
	leftTerms, rightTerms terms
	// doubts are why edges are not certain, by left and right.
	doubts map[[2]int]Reason
}

// Propose compares two lists of records and returns the certain pairs, ascending
// by Left, and behind them the candidates among the other records: for each
// Left the best few, best first. It is deterministic.
func Propose(left, right []Record) []Pair {
	m := &matcher{
		left: newSide(left), right: newSide(right),
		settledLeft: make([]bool, len(left)), settledRight: make([]bool, len(right)),
		doubts: map[[2]int]Reason{},
	}

	return append(m.certain(), m.candidates()...)
}

// certain settles the plain edges first: whatever they connect is no rival of
// the others, which are then judged all by the same light.
func (m *matcher) certain() []Pair {
	var open, sure []edge

	all := m.edges()

	for _, e := range all {
		if m.plain(e) {
			m.settle(e)
		} else {
			open = append(open, e)
		}
	}

	m.leftTerms, m.rightTerms = newTerms(m.left, m.settledLeft), newTerms(m.right, m.settledRight)

	for _, e := range open {
		doubt := OtherName
		if !e.barcode {
			doubt = m.doubt(e)
		}

		if doubt == "" {
			sure = append(sure, e)
		} else {
			m.doubts[[2]int{e.left, e.right}] = doubt
		}
	}

	for _, e := range sure {
		m.settle(e)
	}

	return m.settled(all)
}

func (m *matcher) settle(e edge) { m.settledLeft[e.left], m.settledRight[e.right] = true, true }

// settled are the certain pairs as they are told.
func (m *matcher) settled(edges []edge) []Pair {
	var all []Pair

	for _, e := range edges {
		if m.settledLeft[e.left] && m.settledRight[e.right] {
			pair := m.pair(e.left, e.right)
			pair.Certain = true
			all = append(all, pair)
		}
	}

	return all
}

// pair tells all that speaks for two records and against them.
func (m *matcher) pair(i, j int) Pair {
	same := similarity(m.left.keys[i], m.right.keys[j])
	reasons := append(m.barcodeReasons(i, j), m.codeReasons(i, j)...)
	reasons = append(reasons, m.nameReasons(i, j, same)...)

	if doubt := m.doubts[[2]int{i, j}]; doubt != "" && !slices.Contains(reasons, doubt) {
		reasons = append(reasons, doubt)
	}

	if m.samePrice(i, j) {
		reasons = append(reasons, SamePrice)
	}

	return Pair{Left: i, Right: j, Score: score(reasons, same), Reasons: reasons}
}

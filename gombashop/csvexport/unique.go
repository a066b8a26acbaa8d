package csvexport

import (
	"iter"
	"reflect"
)

// Unique leaves out the rows that repeat an earlier one word for word, as real
// product exports do. Of two rows with one ID that differ the second is an error
// that wraps ErrValue: which of them is true is not known.
//
// It keeps every product in memory.
func Unique(products iter.Seq2[Product, error]) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		seen := map[string]Product{}

		for p, err := range products {
			before, known := seen[p.ID]

			switch {
			case err != nil:
			case !known:
				seen[p.ID] = p
			case same(before, p):
				continue
			default:
				p, err = Product{}, twice(before, p)
			}

			if !yield(p, err) {
				return
			}
		}
	}
}

func same(a, b Product) bool {
	a.Line = b.Line

	return reflect.DeepEqual(a, b)
}

func twice(before, p Product) error {
	return wrong(CodeProductTwice, quote(p.ID), before.Line).at(p.Line, 1, headID)
}

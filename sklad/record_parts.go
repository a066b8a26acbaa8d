package sklad

import (
	"slices"

	"github.com/shopspring/decimal"
)

// level keeps a line that lots have parted at the line's own total: each part is
// rounded by itself, and anyone who adds the rows up would find a cent more or
// less than is due. Prices of the smallest parts move by a cent or two; where
// that does not help, a piece of one goes onto a row of its own. Else the parts
// stay as they are, and Recorded.Reread shows it.
func (w *writer) level(line Line, parts []pricedLine) []pricedLine {
	want := w.terms(line, line.Qty).Reread
	if len(parts) < 2 || reread(parts).Equal(want) {
		return parts
	}

	near := w.nearer(parts, want)
	if found := w.shifted(near, want); found != nil {
		return found
	}

	for _, i := range fewestFirst(near) {
		if found := w.shifted(w.apart(near, i), want); found != nil {
			return found
		}
	}

	return parts
}

// nearer moves the price of one part after the other, as long as that brings the
// sum nearer to a total: many parts may be many cents off.
func (w *writer) nearer(parts []pricedLine, want decimal.Decimal) []pricedLine {
	off := func(some []pricedLine) decimal.Decimal { return want.Sub(reread(some)).Abs() }

	for _, i := range fewestFirst(parts) {
		best := parts

		for _, by := range offsets() {
			if tried := w.moved(parts, i, by); tried != nil && off(tried).LessThan(off(best)) {
				best = tried
			}
		}

		if parts = best; off(parts).IsZero() {
			break
		}
	}

	return parts
}

// shifted gives one or two of the smallest parts another price, so that all come
// to a total; nil where none does.
func (w *writer) shifted(parts []pricedLine, want decimal.Decimal) []pricedLine {
	const few = 4

	order := fewestFirst(parts)
	order = order[:min(few, len(order))]

	for n, i := range order {
		for _, k := range order[:n+1] {
			for _, a := range offsets() {
				for _, b := range offsets() {
					if i == k && b != 0 {
						continue
					}

					if found := w.moved(w.moved(parts, i, a), k, b); found != nil && reread(found).Equal(want) {
						return found
					}
				}
			}
		}
	}

	return nil
}

// offsets are the cents by which a price moves, the smallest first.
func offsets() []int64 { return []int64{0, 1, -1, 2, -2} }

// moved is the parts with another price of one; nil where that is below zero.
func (w *writer) moved(parts []pricedLine, i int, off int64) []pricedLine {
	if parts == nil || off == 0 {
		return parts
	}

	changed := slices.Clone(parts)
	part := &changed[i]

	if part.Price = part.Price.Add(decimal.New(off, -cents)); part.Price.IsNegative() {
		return nil
	}

	part.prices = w.terms(part.Line, part.Qty)

	return changed
}

// apart puts a piece of the part at i onto a row behind it, of a smaller part the
// half, to the gram.
func (w *writer) apart(parts []pricedLine, i int) []pricedLine {
	const grams = 3

	piece := decimal.NewFromInt(1)
	if !parts[i].Qty.GreaterThan(piece) {
		piece = parts[i].Qty.Div(decimal.NewFromInt(2)).RoundFloor(grams)
	}

	if !piece.IsPositive() {
		return parts
	}

	changed := slices.Insert(slices.Clone(parts), i+1, parts[i])
	changed[i].Qty, changed[i+1].Qty = parts[i].Qty.Sub(piece), piece

	for _, k := range []int{i, i + 1} {
		changed[k].lot.take = changed[k].Qty
		changed[k].prices = w.terms(changed[k].Line, changed[k].Qty)
	}

	return changed
}

// fewestFirst are the indices of parts by their quantities, so that as few
// pieces as possible get another price.
func fewestFirst(parts []pricedLine) []int {
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}

	slices.SortStableFunc(order, func(a, b int) int { return parts[a].Qty.Cmp(parts[b].Qty) })

	return order
}

// reread is what the rows come to, as anyone computes it from their columns.
func reread(parts []pricedLine) decimal.Decimal {
	var sum decimal.Decimal
	for _, p := range parts {
		sum = sum.Add(p.prices.Reread)
	}

	return sum
}

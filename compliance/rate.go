package compliance

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// rateOf is the VAT rate that a line was sold at: of the rates of the database the one
// that comes nearest to the VAT which the line holds. The good tells its rate of today,
// and nothing once its row is gone; it decides where the line cannot, at a price of 0.
func (n *names) rateOf(l sklad.Line, g sklad.Good) decimal.Decimal {
	nearest := n.rates[g.TaxGroup]
	off := l.VATOut.Sub(n.vatOf(l, nearest)).Abs()
	for _, rate := range slices.SortedFunc(maps.Values(n.rates), decimal.Decimal.Cmp) {
		if d := l.VATOut.Sub(n.vatOf(l, rate)).Abs(); d.LessThan(off) {
			nearest, off = rate, d
		}
	}
	return nearest
}

// unitPlaces are more than the VAT of a unit is stored with.
const unitPlaces = 8

// vatOf is the VAT of one unit at a rate.
func (n *names) vatOf(l sklad.Line, rate decimal.Decimal) decimal.Decimal {
	of := hundred
	if n.gross {
		of = hundred.Add(rate)
	}
	return l.PriceOut.Mul(rate).DivRound(of, unitPlaces)
}

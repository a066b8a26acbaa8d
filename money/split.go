package money

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// ErrSplit is wrapped by every error of [Split].
var ErrSplit = errors.New("money: cannot split")

const (
	// maxPlaces is the finest unit that Split works in.
	maxPlaces = 18
	// maxExponent keeps a decimal like 1e9999 from filling the memory.
	maxExponent = 64
)

// Split shares total over the weights in units of the given decimal places
// (2 = cents) by the largest remainder: every part gets its share rounded towards
// zero, and the units that are left over go, one each, to the parts that lost
// most; among equals the earlier part wins. The same input always gives the same
// parts, in the order of the weights, and they sum to total exactly.
//
// Weights are any numbers ≥ 0, for instance line totals; a weight of zero gets
// zero. A negative total gives the parts of the positive one, with the sign put
// back. The error wraps [ErrSplit] when there are no weights, one is negative, all
// are zero, places is not 0…18, or total itself does not fit the places.
func Split(total decimal.Decimal, places int32, weights []decimal.Decimal) ([]decimal.Decimal, error) {
	units, err := wholeUnits(total, places)
	if err != nil {
		return nil, err
	}
	scaled, sum, err := scaleWeights(weights)
	if err != nil {
		return nil, err
	}
	shares := largestRemainder(units, scaled, sum)
	parts := make([]decimal.Decimal, len(shares))
	for i, share := range shares {
		if total.IsNegative() {
			share.Neg(share)
		}
		parts[i] = decimal.NewFromBigInt(share, -places)
	}
	return parts, nil
}

// wholeUnits is the absolute value of total counted in units of 10^-places.
func wholeUnits(total decimal.Decimal, places int32) (*big.Int, error) {
	if places < 0 || places > maxPlaces {
		return nil, fmt.Errorf("%w: %d decimal places; allowed are 0 to %d", ErrSplit, places, maxPlaces)
	}
	if !sane(total) {
		return nil, fmt.Errorf("%w: the total is out of range", ErrSplit)
	}
	units := total.Abs().Shift(places)
	if !units.IsInteger() {
		return nil, fmt.Errorf("%w: the total %s has more than %d decimal places; round it first",
			ErrSplit, total, places)
	}
	return units.BigInt(), nil
}

// scaleWeights turns the weights into integers with the same proportions.
func scaleWeights(weights []decimal.Decimal) ([]*big.Int, *big.Int, error) {
	if len(weights) == 0 {
		return nil, nil, fmt.Errorf("%w: no weights", ErrSplit)
	}
	lowest := int32(0)
	for i, w := range weights {
		if w.IsNegative() || !sane(w) {
			return nil, nil, fmt.Errorf("%w: weight %d is negative or out of range", ErrSplit, i+1)
		}
		lowest = min(lowest, w.Exponent())
	}
	sum := new(big.Int)
	scaled := make([]*big.Int, len(weights))
	for i, w := range weights {
		scaled[i] = w.Shift(-lowest).BigInt()
		sum.Add(sum, scaled[i])
	}
	if sum.Sign() == 0 {
		return nil, nil, fmt.Errorf("%w: all %d weights are zero", ErrSplit, len(weights))
	}
	return scaled, sum, nil
}

func sane(d decimal.Decimal) bool {
	return d.Exponent() >= -maxExponent && d.Exponent() <= maxExponent
}

// largestRemainder shares units, which is not negative, over weights that sum to
// sum, which is positive.
func largestRemainder(units *big.Int, weights []*big.Int, sum *big.Int) []*big.Int {
	shares := make([]*big.Int, len(weights))
	lost := make([]*big.Int, len(weights))
	order := make([]int, len(weights))
	left := new(big.Int).Set(units)
	for i, w := range weights {
		product := new(big.Int).Mul(units, w)
		shares[i], lost[i] = new(big.Int).QuoRem(product, sum, new(big.Int))
		left.Sub(left, shares[i])
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	// Fewer units are left than parts have a remainder, so the index stays inside
	// and a part of weight zero gets nothing.
	for i := range int(left.Int64()) {
		share := shares[order[i]]
		share.Add(share, big.NewInt(1))
	}
	return shares
}

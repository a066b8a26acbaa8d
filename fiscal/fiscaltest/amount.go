package fiscaltest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
)

// thousandths counts money and quantities; all arithmetic here is with integers.
type thousandths int64

const cent thousandths = 10

// read turns a JSON number into the nearest multiple of unit thousandths, halves away
// from zero; an absent one is zero.
func read(n json.Number, unit thousandths) (thousandths, error) {
	if n == "" {
		return 0, nil
	}
	exact, ok := new(big.Rat).SetString(string(n))
	if !ok || len(n) > 30 || strings.ContainsAny(string(n), "eE/") {
		return 0, fmt.Errorf("fiscaltest: %q is not a number", n)
	}
	return nearest(exact.Mul(exact, big.NewRat(1000, 1)), unit)
}

// nearest is the multiple of unit nearest to r thousandths.
func nearest(r *big.Rat, unit thousandths) (thousandths, error) {
	r.Quo(r, big.NewRat(int64(unit), 1))
	twice := new(big.Int).Mul(new(big.Int).Abs(r.Num()), big.NewInt(2))
	twice.Add(twice, r.Denom())
	n := twice.Quo(twice, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	if r.Sign() < 0 {
		n.Neg(n)
	}
	n.Mul(n, big.NewInt(int64(unit)))
	if !n.IsInt64() || n.BitLen() > 50 {
		return 0, fmt.Errorf("fiscaltest: %s is too large", n)
	}
	return thousandths(n.Int64()), nil
}

// times is a·b/1000, or a·b/100000 for a percentage, to the cent.
func times(a, b thousandths, over int64) (thousandths, error) {
	product := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b)))
	return nearest(new(big.Rat).SetFrac(product, big.NewInt(over)), cent)
}

// money is "12.50".
func (t thousandths) money() string {
	sign := ""
	if t < 0 {
		sign, t = "-", -t
	}
	return fmt.Sprintf("%s%d.%02d", sign, t/1000, t%1000/10)
}

// quantity is "1.500".
func (t thousandths) quantity() string { return fmt.Sprintf("%d.%03d", t/1000, t%1000) }

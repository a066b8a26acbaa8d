package sklad

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// VATOf is the VAT of one unit at a price, not rounded: the part of a price
// that includes it (gross), or what comes on top of a price without. rate is a
// percentage. A price of zero or less carries no VAT.
func VATOf(price, rate decimal.Decimal, gross bool) decimal.Decimal {
	return toDecimal(vatOf(price.InexactFloat64(), rate.InexactFloat64(), gross))
}

// vatOf is VATOf in floats, in the program's order of operations.
func vatOf(price, rate float64, gross bool) float64 {
	const whole = 100
	switch {
	case price <= 0:
		return 0
	case gross:
		return price * rate / (whole + rate)
	default:
		return price * rate / whole
	}
}

// roundFloat rounds as the program does: the float becomes a decimal of 15
// significant digits and is then rounded half away from zero, so 2.675 gives
// 2.68.
func roundFloat(x float64, places int32) float64 { //nolint:unparam // says what is rounded to
	return toDecimal(x).Round(places).InexactFloat64()
}

// toDecimal is zero for what is no number.
func toDecimal(x float64) decimal.Decimal {
	d, err := engine.Decimal(x)
	if err != nil {
		return decimal.Decimal{}
	}
	return d
}

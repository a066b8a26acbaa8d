package wire

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// ErrDecimal is wrapped by every error about a decimal that cannot be used.
var ErrDecimal = errors.New("not a usable decimal")

// Money is an amount or a price: at least 2 decimal places on the wire, and
// more only where the value has them (unit prices may have 4).
type Money struct{ decimal.Decimal }

// Quantity is a number of pieces, kilograms, …: always 3 decimal places.
type Quantity struct{ decimal.Decimal }

// Percent is a rate such as VAT, 20.00: at least 2 decimal places.
type Percent struct{ decimal.Decimal }

// MarshalJSON writes "19.90".
func (m Money) MarshalJSON() ([]byte, error) { return quoted(m.Decimal, 2), nil }

// MarshalJSON writes "5.000".
func (q Quantity) MarshalJSON() ([]byte, error) { return quoted(q.Decimal, 3), nil }

// MarshalJSON writes "20.00".
func (p Percent) MarshalJSON() ([]byte, error) { return quoted(p.Decimal, 2), nil }

// UnmarshalJSON reads a decimal string, or a JSON number.
func (m *Money) UnmarshalJSON(b []byte) error { return parse(b, &m.Decimal) }

// UnmarshalJSON reads a decimal string, or a JSON number.
func (q *Quantity) UnmarshalJSON(b []byte) error { return parse(b, &q.Decimal) }

// UnmarshalJSON reads a decimal string, or a JSON number.
func (p *Percent) UnmarshalJSON(b []byte) error { return parse(b, &p.Decimal) }

func quoted(d decimal.Decimal, least int32) []byte {
	return []byte(`"` + d.StringFixed(max(least, places(d))) + `"`)
}

// places counts the decimal places that carry a digit: 20.00 has none.
func places(d decimal.Decimal) int32 {
	s := d.String()
	_, fraction, _ := strings.Cut(s, ".")
	return int32(len(fraction)) //nolint:gosec // parse allows 40 characters
}

// maxDecimal bounds the text of a decimal. A short text such as 1e999999999 is
// a number too, but one that fills the memory once it is added to another.
const maxDecimal = 40

// parse reads plain digits only: no exponent, no NaN, no hexadecimal.
func parse(b []byte, into *decimal.Decimal) error {
	if string(b) == "null" { // the text "null" is none
		return nil
	}
	s := strings.TrimSuffix(strings.TrimPrefix(string(b), `"`), `"`)
	if len(s) > maxDecimal {
		return fmt.Errorf("%w: %d characters, at most %d are read", ErrDecimal, len(s), maxDecimal)
	}
	if strings.Trim(s, "+-.0123456789") != "" || strings.ContainsAny(s, "eE") {
		return fmt.Errorf("%w: %q", ErrDecimal, s)
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return fmt.Errorf("%w: %q", ErrDecimal, s)
	}
	*into = d
	return nil
}

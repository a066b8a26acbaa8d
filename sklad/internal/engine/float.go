package engine

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// errNotFinite is a float column with no number in it.
var errNotFinite = errors.New("the value is not a finite number: correct it in Склад Pro")

// Decimal converts a float column: through 15 significant digits, which is how
// the vendor's own programs read one. It is the only way from a float to a
// decimal in this module.
func Decimal(f float64) (decimal.Decimal, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return decimal.Decimal{}, errNotFinite
	}
	return decimal.NewFromString(strconv.FormatFloat(f, 'g', 15, 64))
}

// Float is a nullable float column, whatever type the driver gives it.
type Float struct { //nolint:recvcheck // Scan fills it, the rest reads values
	Value float64
	Valid bool
}

// Scan reads a column. Numbers as text (money columns of SQL Server, texts in
// SQLite's untyped cells) are accepted, blank ones as NULL.
func (f *Float) Scan(src any) error {
	*f = Float{}
	switch v := src.(type) {
	case nil:
		return nil
	case float64:
		f.Value, f.Valid = v, true
	case float32:
		f.Value, f.Valid = float64(v), true
	case int64:
		f.Value, f.Valid = float64(v), true
	case int32: // ODBC
		f.Value, f.Valid = float64(v), true
	case bool:
		return errors.New("a boolean stands where a number belongs: correct the row in Склад Pro")
	case []byte:
		return f.parse(string(v))
	case string:
		return f.parse(v)
	default:
		return fmt.Errorf("a %T stands where a number belongs: correct the row in Склад Pro", src)
	}
	return f.finite()
}

func (f *Float) parse(s string) error {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return fmt.Errorf("%q is not a number: correct the row in Склад Pro", s)
	}
	f.Value, f.Valid = v, true
	return f.finite()
}

func (f *Float) finite() error {
	if math.IsNaN(f.Value) || math.IsInf(f.Value, 0) {
		return errNotFinite
	}
	return nil
}

// Decimal is the value, zero for NULL.
func (f Float) Decimal() decimal.Decimal {
	d, err := Decimal(f.Value)
	if err != nil { // Scan lets no such value in
		return decimal.Decimal{}
	}
	return d
}

// Null is the value, invalid for NULL.
func (f Float) Null() decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: f.Decimal(), Valid: f.Valid}
}

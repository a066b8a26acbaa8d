package isl

import (
	"errors"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding/charmap"
)

// The decimal places of a device.
const (
	moneyPlaces    = 2
	quantityPlaces = 3
)

// appendMoney writes euro or percent with both decimals.
func appendMoney(dst []byte, d decimal.Decimal) []byte {
	return appendNumber(dst, d, moneyPlaces, true)
}

// appendNumber writes d with a decimal point and at most places decimals, halves away
// from zero. Without full the zeros at the end are left out. Validation has limited d
// to 8 digits.
func appendNumber(dst []byte, d decimal.Decimal, places int32, full bool) []byte {
	units := d.Round(places).Shift(places).IntPart()
	if units < 0 {
		dst, units = append(dst, '-'), -units
	}
	scale := int64(1)
	for range places {
		scale *= 10
	}
	dst = strconv.AppendInt(dst, units/scale, 10)
	rest := units % scale
	if rest == 0 && !full {
		return dst
	}
	dst = append(dst, '.')
	for scale > 1 && (rest > 0 || full) {
		scale /= 10
		dst = append(dst, '0'+byte(rest/scale)) //nolint:gosec // one digit
		rest %= scale
	}
	return dst
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

// appendText writes windows-1251. The text went through fiscal.FitText, so that every
// rune has a byte.
func appendText(dst []byte, text string) []byte {
	for _, r := range text {
		b, ok := charmap.Windows1251.EncodeRune(r)
		if !ok {
			b = '?'
		}
		dst = append(dst, b)
	}
	return dst
}

func decodeText(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		out.WriteRune(charmap.Windows1251.DecodeByte(c))
	}
	return strings.TrimSpace(out.String())
}

var errNoAmount = errors.New("not an amount")

// readAmount reads a sum out of an answer: with a point it is euro; without one it is
// cents, with or without a sign.
func readAmount(s string) (decimal.Decimal, error) {
	s = strings.TrimSpace(s)
	d, err := decimal.NewFromString(s)
	if err != nil || strings.ContainsAny(s, "eE") || len(s) > 20 {
		return decimal.Zero, errNoAmount
	}
	if !strings.Contains(s, ".") {
		d = d.Shift(-moneyPlaces)
	}
	return d, nil
}

// padded is a document number with seven digits, as receipts show it. Datecs X leaves
// the zeros out, and so two readings of one number would differ.
func padded(number string) string {
	if n, err := strconv.ParseUint(number, 10, 32); err == nil {
		s := strconv.FormatUint(n, 10)
		return strings.Repeat("0", max(0, 7-len(s))) + s
	}
	return ""
}

package gombashop

import (
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// The converters between wire and domain types are convert_*.go: to… reads an
// answer, from… writes a request. A to… refuses only what nobody could work
// with; what is merely unknown is passed on as it came.

// errNoID and errNoTime refuse rows that a listing cannot be continued after.
var (
	errNoID   = errors.New("it has no id")
	errNoTime = errors.New("it has no updated_at")
)

// check refuses a row without what every listed record has.
func check(id string, updatedAt time.Time) error {
	switch {
	case id == "":
		return errNoID
	case updatedAt.IsZero():
		return errNoTime
	}
	return nil
}

// value is what p points to, or the zero value.
func value[T any](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}

func nullMoney(m *wire.Money) decimal.NullDecimal {
	if m == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(m.Decimal)
}

func nullQuantity(q *wire.Quantity) decimal.NullDecimal {
	if q == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(q.Decimal)
}

func nullPercent(p *wire.Percent) decimal.NullDecimal {
	if p == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(p.Decimal)
}

// each converts a slice whose members cannot fail.
func each[A, B any](in []A, f func(A) B) []B {
	if in == nil {
		return nil
	}
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}

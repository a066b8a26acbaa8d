package gombashop

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// field turns a pointer of a patch into a field of the wire: nil is absent.
func field[T any](p *T) wire.Field[T] {
	if p == nil {
		return wire.Field[T]{}
	}
	return wire.Of(*p)
}

// clearable is field for what its zero value clears.
func clearable[T comparable](p *T) wire.Field[T] {
	var zero T
	if p != nil && *p == zero {
		return wire.Clear[T]()
	}
	return field(p)
}

// list is field for a slice, which is never null.
func list(p *[]string) wire.Field[[]string] {
	if p != nil && *p == nil {
		return wire.Of([]string{})
	}
	return field(p)
}

// precise collects what is wrong with one row before it is sent.
type precise struct {
	record  string // names the row in an error
	details []FieldError
}

// must refuses more decimal places than the contract has: rounding here would
// quietly change a price.
func (p *precise) must(name string, d decimal.Decimal, places int32) {
	switch {
	case d.Exponent() > maxDigits || d.Exponent() < -maxDigits || d.NumDigits() > maxDigits:
		p.addf(name, "the number has more than %d digits", maxDigits)
	case !d.Equal(d.Round(places)):
		p.addf(name, "%s has more than %d decimal places; round it first", d.String(), places)
	}
}

const maxDigits = 18

func (p *precise) addf(name, format string, args ...any) {
	p.details = append(p.details, FieldError{Field: name, Code: "invalid", Message: fmt.Sprintf(format, args...)})
}

func (p *precise) money(name string, d *decimal.Decimal) wire.Field[wire.Money] {
	if d == nil {
		return wire.Field[wire.Money]{}
	}
	p.must(name, *d, 4)
	return wire.Of(wire.Money{Decimal: *d})
}

func (p *precise) nullMoney(name string, d *decimal.NullDecimal) wire.Field[wire.Money] {
	if d != nil && !d.Valid {
		return wire.Clear[wire.Money]()
	}
	if d == nil {
		return wire.Field[wire.Money]{}
	}
	return p.money(name, &d.Decimal)
}

func (p *precise) quantity(name string, d *decimal.NullDecimal) wire.Field[wire.Quantity] {
	switch {
	case d == nil:
		return wire.Field[wire.Quantity]{}
	case !d.Valid:
		return wire.Clear[wire.Quantity]()
	}
	p.must(name, d.Decimal, 3)
	return wire.Of(wire.Quantity{Decimal: d.Decimal})
}

func (p *precise) percent(name string, d decimal.Decimal) wire.Field[wire.Percent] {
	p.must(name, d, 2)
	if p.details == nil && (d.IsNegative() || d.GreaterThan(decimal.NewFromInt(100))) {
		p.addf(name, "%s is not a percentage of 0…100", d.String())
	}
	return wire.Of(wire.Percent{Decimal: d})
}

// identified refuses a row that names no record. The first record names the row.
func (p *precise) identified(prefix, id, externalID string) {
	p.record = cmp.Or(p.record, id, externalID)
	if id == "" && externalID == "" {
		p.addf(prefix+"id", "neither ID nor ExternalID is given")
	}
}

// named refuses a name that is set to nothing.
func (p *precise) named(name *string) {
	if name != nil && *name == "" {
		p.addf("name", "a name cannot be cleared")
	}
}

// err is nil when nothing is wrong.
func (p *precise) err() error {
	if p.details == nil {
		return nil
	}
	return refuse("record "+strconv.Quote(clean(p.record))+" is not sent", p.details...)
}

package csvexport

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// row is a record that collects what is wrong with it.
type row struct {
	*sheet

	cells    []string
	faults   []*Error
	currency string // that the amounts so far named
}

// raw is a cell as it stands, empty when there is no such column.
func (r *row) raw(head string) string {
	at, ok := r.heads.at[head]
	if !ok {
		return ""
	}

	if !utf8.ValidString(r.cells[at]) {
		r.fail(head, wrong(CodeCellEncoding, quote(strings.ToValidUTF8(r.cells[at], "?"))))

		return ""
	}

	return r.cells[at]
}

// text is a cell without entities and outer blanks.
func (r *row) text(head string) string { return plain(r.raw(head)) }

// must is a text that may not be empty.
func (r *row) must(head string) string {
	text := r.text(head)
	if text == "" {
		r.fail(head, wrong(CodeCellEmpty))
	}

	return text
}

// yes reads 1, Да, yes and their opposites; an empty cell is no.
func (r *row) yes(head string) bool {
	text := r.text(head)

	switch strings.ToLower(text) {
	case "1", "да", "yes":
		return true
	case "0", "не", "no", "":
	default:
		r.fail(head, wrong(CodeNotYesNo).about(text))
	}

	return false
}

// amount is not valid when the cell is empty.
func (r *row) amount(head string) decimal.NullDecimal {
	text := r.text(head)
	if text == "" {
		return decimal.NullDecimal{}
	}

	a, f := parseAmount(text)
	if !f.found() && a.value.IsNegative() {
		f = wrong(CodeNegative)
	}

	if !f.found() {
		f = r.sameCurrency(a.currency)
	}

	if f.found() {
		r.fail(head, f.about(text))
	}

	return decimal.NewNullDecimal(a.value)
}

// price is an amount that may not be missing: nothing is given away because a
// cell is empty.
func (r *row) price(head string) decimal.Decimal {
	if r.text(head) == "" {
		r.fail(head, wrong(CodePriceEmpty))
	}

	return r.amount(head).Decimal
}

// sameCurrency says what is wrong with a second currency in one row.
func (r *row) sameCurrency(named string) fault {
	switch {
	case named == "" || named == r.currency:
	case r.currency != "":
		return wrong(CodeSecondCurrency, named, r.currency)
	default:
		r.currency = named
	}

	return fault{}
}

// moment reads the local time of the shop; zero when there is none.
func (r *row) moment(head string) time.Time {
	text := r.text(head)

	// MySQL's word for a date that is not set.
	if text == "" || strings.HasPrefix(text, "0000-00-00") {
		return time.Time{}
	}

	for _, layout := range []string{time.DateTime, time.DateOnly} {
		if t, err := time.ParseInLocation(layout, text, r.zone); err == nil {
			return t
		}
	}

	r.fail(head, wrong(CodeNotTime).about(text))

	return time.Time{}
}

// fail notes a fault of a cell, the first one that is found in it.
func (r *row) fail(head string, f fault) {
	at := r.heads.at[head]
	line, column := r.csv.FieldPos(at)

	if slices.ContainsFunc(r.faults, func(e *Error) bool { return e.Line == line && e.Column == column }) {
		return
	}

	r.faults = append(r.faults, f.at(line, column, r.heads.written[at]))
}

// quote repeats a foreign text in an error, in one line and not too long.
func quote(text string) string { return fmt.Sprintf("%.40q", text) }

package sklad

import (
	"fmt"
	"strconv"
)

// RowError says what of a row cannot be saved; it is ErrInvalidRow. A document
// whose payment does not fit is ErrInvalidDocument as well.
type RowError struct {
	// Table and Column name the place, e.g. Partners.Company.
	Table, Column string
	// Fault is what is wrong with the value.
	Fault RowFault
	// Value is the value, cut to 40 characters.
	Value string
	// Most is how many characters the column holds, for TooLong; how many digits
	// before the point, for TooLarge.
	Most int
}

// RowFault is what is wrong with a value.
type RowFault string

// The faults.
const (
	ValueMissing RowFault = "missing"   // a row needs it
	TooLong      RowFault = "too_long"  // more characters than Most
	NoText       RowFault = "no_text"   // bytes that are no text, or a zero byte
	TooLarge     RowFault = "too_large" // more digits than Most
	Negative     RowFault = "negative"  // a price below 0
	OutOfRange   RowFault = "range"     // a discount beyond -99…99 %
	NoSuchRow    RowFault = "no_row"    // a group that does not exist
	// NoCharacter is a character that the column's character set lacks; Value is
	// that character.
	NoCharacter RowFault = "no_character"
)

// Error names column, fault and value.
func (e *RowError) Error() string {
	return fmt.Sprintf("%v: %s.%s %s: %s", ErrInvalidRow, e.Table, e.Column, e.fault(), strconv.Quote(e.Value))
}

// Unwrap is ErrInvalidRow.
func (e *RowError) Unwrap() error { return ErrInvalidRow }

func (e *RowError) fault() string {
	switch e.Fault {
	case ValueMissing:
		return "is missing"
	case TooLong:
		return fmt.Sprintf("is longer than %d characters", e.Most)
	case NoText:
		return "is no text"
	case TooLarge:
		return fmt.Sprintf("has more than %d digits before the point", e.Most)
	case Negative:
		return "is below 0"
	case OutOfRange:
		return "must lie within -99…99 %"
	case NoCharacter:
		return "cannot hold the character"
	case NoSuchRow:
		return "names a row that does not exist"
	}

	return string(e.Fault)
}

func refuse(table, column string, fault RowFault, value string) error {
	e := &RowError{Table: table, Column: column, Fault: fault, Value: short(value)}

	switch fault {
	case TooLong:
		e.Most = textLength
	case TooLarge:
		e.Most = mostDigits
	case ValueMissing, NoText, Negative, OutOfRange, NoSuchRow, NoCharacter:
	}

	return e
}

// short cuts a value that is only to be recognised.
func short(s string) string {
	const most = 40

	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}

	return s
}

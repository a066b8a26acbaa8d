package engine

import (
	"fmt"
	"strings"
	"time"
)

// Text is a text column: trimmed, with NULL, the empty text and the single
// space that the program writes for it all read as "".
type Text string

// Scan reads a column.
func (t *Text) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = ""
	case string:
		*t = Text(strings.TrimSpace(v))
	case []byte:
		*t = Text(strings.TrimSpace(string(v)))
	default:
		*t = Text(strings.TrimSpace(fmt.Sprint(v)))
	}
	return nil
}

// Int is an integer column, NULL read as 0. A float column that holds a whole
// number (Payments.Acct) is accepted.
type Int int64

// Scan reads a column.
func (n *Int) Scan(src any) error {
	if v, ok := src.(int64); ok {
		*n = Int(v)
		return nil
	}
	if v, ok := src.(bool); ok { // Access has YESNO columns; true is -1 there
		*n = 0
		if v {
			*n = -1
		}
		return nil
	}
	var f Float
	if err := f.Scan(src); err != nil {
		return err
	}
	const exact = 1 << 53
	if f.Value != float64(int64(f.Value)) || f.Value > exact || f.Value < -exact {
		return fmt.Errorf("%v is not a whole number: correct the row in Склад Pro", f.Value)
	}
	*n = Int(f.Value)
	return nil
}

// Time is a date or date-time column in any form that the program itself
// accepts. A text without an offset is read as UTC; NULL, blank and the zero
// date of MySQL are the zero time.
type Time struct{ time.Time } //nolint:recvcheck // Scan fills it, the rest reads values

// Scan reads a column.
func (t *Time) Scan(src any) error {
	t.Time = time.Time{}
	switch v := src.(type) {
	case nil:
		return nil
	case time.Time:
		t.Time = v
		return nil
	case []byte:
		return t.parse(string(v))
	case string:
		return t.parse(v)
	default:
		return fmt.Errorf("a %T stands where a date belongs: correct the row in Склад Pro", src)
	}
}

func (t *Time) parse(s string) error {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasPrefix(s, "0000-00-00") {
		return nil
	}
	for _, layout := range [...]string{
		"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02", // also with a fraction of a second
		"2006-01-02 15:04", "2006-01-02T15:04", time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00",
	} {
		if parsed, err := time.Parse(layout, s); err == nil {
			t.Time = parsed
			return nil
		}
	}
	return fmt.Errorf("%q is not a date: correct the row, the form is 2026-01-31 00:00:00", s)
}

// Day is the calendar day of the column as midnight in loc; the zero time stays
// zero.
func (t Time) Day(loc *time.Location) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, loc)
}

package wire

import (
	"bytes"
	"encoding/json"
)

// Field is one field of a patch. It has three states:
//
//	absent   the zero Field; the field stays as it is
//	null     Set and Null; the field is cleared
//	a value  Set, with Value
//
// Give it the tag option omitzero, so that an absent field is not written.
type Field[T any] struct {
	Set   bool
	Null  bool
	Value T
}

// Of is a field with a value.
func Of[T any](v T) Field[T] { return Field[T]{Set: true, Value: v} }

// Clear is a field that is cleared.
func Clear[T any]() Field[T] { return Field[T]{Set: true, Null: true} }

// IsZero tells encoding/json that the field is absent.
func (f Field[T]) IsZero() bool { return !f.Set }

// Apply writes the field over the value that dst holds: nothing when absent,
// the zero value when cleared.
func (f Field[T]) Apply(dst *T) {
	if f.Set {
		*dst = f.Value
	}
}

// ApplyPtr is Apply for a value that may be missing: cleared becomes nil.
func (f Field[T]) ApplyPtr(dst **T) {
	switch {
	case !f.Set:
	case f.Null:
		*dst = nil
	default:
		v := f.Value
		*dst = &v
	}
}

// MarshalJSON writes the value or null.
func (f Field[T]) MarshalJSON() ([]byte, error) {
	if !f.Set || f.Null {
		return []byte("null"), nil
	}
	return json.Marshal(f.Value)
}

// UnmarshalJSON is called only for a field that is present.
func (f *Field[T]) UnmarshalJSON(b []byte) error {
	*f = Field[T]{Set: true}
	if bytes.Equal(b, []byte("null")) {
		f.Null = true
		return nil
	}
	return json.Unmarshal(b, &f.Value)
}

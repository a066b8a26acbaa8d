package csvexport

import (
	"errors"
	"fmt"
)

// ErrFormat is wrapped by the error that ends an iteration because the file is
// no such export: columns are missing, the quotes do not pair, it is not UTF-8.
var ErrFormat = errors.New("not a GombaShop export")

// ErrValue is wrapped by the error about one cell, or one row. The iteration
// goes on behind it.
var ErrValue = errors.New("a value cannot be read")

// Error says what is wrong with a file, and where. Take it out with errors.As.
type Error struct {
	// Line and Column count from 1, as in the file; Column counts bytes. A byte
	// order mark is not counted. Both are those of the last row that was read
	// when the file itself could not be read on.
	Line, Column int
	// Field is the head of the column, if the fault lies in one.
	Field string
	// Code says what is wrong, and Args of what; each Code tells its own. Empty
	// in an error that this package did not make.
	Code Code
	Args []string
	// Cause wraps ErrFormat or ErrValue, or is the error of the reader.
	Cause error
}

// Error tells where, what and why.
func (e *Error) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("csvexport: line %d, column %d: %v", e.Line, e.Column, e.Cause)
	}

	return fmt.Sprintf("csvexport: line %d, column %d (%s): %v", e.Line, e.Column, e.Field, e.Cause)
}

// Reason is what is wrong, in English, without the place and without what to do
// about a whole file.
func (e *Error) Reason() string {
	if e.Code == "" {
		return e.Cause.Error()
	}

	return fault{e.Code, e.Args}.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// remedy is what a person does about a file that is no export.
const remedy = "download it again, and do not save it from a spreadsheet"

// at is the error of a fault at a place.
func (f fault) at(line, column int, field string) *Error {
	cause := fmt.Errorf("%w: %s", ErrValue, f)

	switch {
	case f.ofFile():
		cause = fmt.Errorf("%w: %s; %s", ErrFormat, f, remedy)
	case f.code == CodeCells:
		cause = fmt.Errorf("%w; %s", cause, remedy)
	}

	return &Error{Line: line, Column: column, Field: field, Code: f.code, Args: f.args, Cause: cause}
}

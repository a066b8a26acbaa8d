package gombashop

import "fmt"

// ResultStatus is what became of one row of a bulk write.
type ResultStatus string

// The four states.
const (
	Created   ResultStatus = "created"
	Updated   ResultStatus = "updated"
	Unchanged ResultStatus = "unchanged"
	Failed    ResultStatus = "failed"
)

// Result is what became of one row. One bad row never fails the others.
type Result struct {
	// Index is the place of the row in the slice that the caller gave.
	Index      int
	Status     ResultStatus
	ID         string // the shop's id
	ExternalID string
	// Variants answers for the variants that a product row named, in that order.
	Variants []Result
	// Err says why, when Status is Failed; else nil.
	Err *Error
}

// PartialError says that a bulk write broke off after some of its batches had
// been taken. Done holds the rows whose outcome is known, in the caller's
// order. What is not in it may or may not have reached the shop.
type PartialError struct {
	Done []Result
	Err  error
}

// Error tells how far the write came and why it stopped.
func (e *PartialError) Error() string {
	return fmt.Sprintf("gombashop: stopped after %d rows: %v", len(e.Done), e.Err)
}

// Unwrap gives the error that stopped the write.
func (e *PartialError) Unwrap() error { return e.Err }

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

// PartialError says that a bulk write of several batches broke off, or one with
// rows that had been refused before. Each row of the caller is in one of the
// three lists, in the caller's order.
type PartialError struct {
	// Done are the rows whose outcome is known.
	Done []Result
	// Unknown are the indices of the rows that were under way when the write
	// broke off, if the shop may have taken them ([ErrOutcomeUnknown]).
	Unknown []int
	// NotDone are the indices of the rows that the shop certainly did not take.
	NotDone []int
	// Err is what stopped the write.
	Err error
}

// Error tells how far the write came and why it stopped.
func (e *PartialError) Error() string {
	return fmt.Sprintf("gombashop: stopped after %d rows (%d unknown, %d not done): %v", len(e.Done), len(e.Unknown), len(e.NotDone), e.Err)
}

// Unwrap gives the error that stopped the write.
func (e *PartialError) Unwrap() error { return e.Err }

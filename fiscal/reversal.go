package fiscal

import "time"

// Reversal is a storno receipt (сторно) for all or part of an earlier one. Its
// quantities and amounts are positive, and it has no payments.
//
// The embedded Receipt holds the lines that are taken back and the USN of the
// original sale: a storno never gets a number of its own (Наредба Н-18, Annex 29
// item 10).
type Reversal struct {
	Receipt

	// Original is what the device answered when it printed the sale. Number, Time
	// and FiscalMemory are printed on the storno (Наредба Н-18 чл. 31).
	Original Result
	// Reason of the storno.
	Reason Reason
}

// Reason is the legal ground of a storno, Наредба Н-18 чл. 31. The zero Reason is
// not allowed.
type Reason string

// The reasons, in ErpNet.FP's words.
const (
	// ReasonOperatorError is allowed only until the 7th of the month after the
	// original receipt.
	ReasonOperatorError Reason = "operator-error"
	// ReasonRefund is goods brought back, or a claim.
	ReasonRefund Reason = "refund"
	// ReasonTaxBaseReduction is a price lowered afterwards.
	ReasonTaxBaseReduction Reason = "tax-base-reduction"
)

// OperatorErrorUntil is the last moment for reversing a receipt as an operator's error:
// the end of the 7th of the month after it (Наредба Н-18 чл. 31).
func OperatorErrorUntil(printed time.Time) time.Time {
	next := time.Date(printed.Year(), printed.Month()+1, 8, 0, 0, 0, 0, printed.Location())
	return next.Add(-time.Second)
}

package compliance

import "errors"

var (
	// ErrPeriod means a period that ends before it begins.
	ErrPeriod = errors.New("compliance: not a period")
	// ErrIncomplete means that the seller's or the shop's data for the audit file are
	// missing or cannot be right; the error names each of them.
	ErrIncomplete = errors.New("compliance: the audit file lacks data")
)

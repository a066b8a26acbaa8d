package isl

import (
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// The time of the original receipt as the makers write it.
const (
	compactTime = "020106150405"
	dashTime    = "02-01-06 15:04:05"
	isoTime     = "2006-01-02T15:04:05"
)

// reasonCode picks the maker's code of a storno reason, Наредба Н-18 чл. 31.
func reasonCode(r fiscal.Reason, operatorError, refund, taxBase string) string {
	switch r {
	case fiscal.ReasonRefund:
		return refund
	case fiscal.ReasonTaxBaseReduction:
		return taxBase
	case fiscal.ReasonOperatorError:
	}
	return operatorError
}

// joinFilled leaves out what is empty.
func joinFilled(sep string, parts ...string) string {
	filled := parts[:0]
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, sep)
}

// invalid is a fault of the receipt; nothing was sent.
func invalid(format string, args ...any) error {
	return fmt.Errorf("isl: "+format+": %w", append(args, fiscal.ErrInvalid)...)
}

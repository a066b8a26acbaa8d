package syncer

import (
	"errors"
	"strconv"

	"github.com/skladmost/skladmost/syncer/text"
)

// Problem is why a record was not synchronised: a stable code, the record and
// the values that the text names. Error is complete English; package text has
// the same sentence in Bulgarian and, for every code, what to do next.
type Problem = text.Problem //nolint:errname // the domain's word; see text

// asProblem finds a Problem that parks one record; nil when err is something
// else.
func asProblem(err error) *Problem {
	p, _ := errors.AsType[*Problem](err)

	return p
}

// idText is a row's id as text.
func idText[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }

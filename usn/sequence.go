package usn

import (
	"errors"
	"fmt"
)

// ErrExhausted is returned when a range has no further number. The remedy is a new
// range, or a new device; numbers are never used twice.
var ErrExhausted = errors.New("usn: the range of running numbers is used up")

// Range is the part of a device's series that one program may use, both ends
// included. Programs that share a device need disjoint ranges (Annex 29 item 9).
// An end of zero is the natural one, so the zero Range is 1…9999999.
type Range struct{ From, To uint32 }

// First is the lowest number of the range.
func (r Range) First() uint32 { return max(r.From, 1) }

// Last is the highest number of the range.
func (r Range) Last() uint32 {
	if r.To == 0 {
		return MaxSeq
	}
	return r.To
}

// Validate reports a range that is empty or leaves 1…9999999; the error wraps
// [ErrInvalid].
func (r Range) Validate() error {
	if r.Last() > MaxSeq || r.First() > r.Last() {
		return fmt.Errorf("usn: range %d…%d: it must lie within 1…%d and not end before it starts: %w",
			r.First(), r.Last(), MaxSeq, ErrInvalid)
	}
	return nil
}

// Contains reports whether seq lies in the range.
func (r Range) Contains(seq uint32) bool {
	return r.Validate() == nil && seq >= r.First() && seq <= r.Last()
}

// Next is the number after used, the highest one that is known to be taken (0 =
// none yet). A series that was last used below the range starts at its first
// number. At or past the end the error wraps [ErrExhausted]; the series never
// wraps and never goes back.
func (r Range) Next(used uint32) (uint32, error) {
	if err := r.Validate(); err != nil {
		return 0, err
	}
	if used >= r.Last() {
		return 0, fmt.Errorf("%w: %d is taken and the range ends at %d; set a new range", ErrExhausted, used, r.Last())
	}
	return max(used+1, r.First()), nil
}

package usn

import (
	"context"
	"fmt"
)

// Request asks for the number of one sale.
type Request struct {
	// Device is the individual number of the fiscal device, e.g. DT279013; every
	// device has its own series.
	Device string
	// Operator is the four-character code of the operator, see [OperatorCode].
	Operator string
	// Key names the sale for ever, e.g. "main/100234" for order 100234 of shop
	// main. The same Key always gets the same Number.
	Key string
	// Range is the part of the device's series that this program may use; the zero
	// Range is all of it. Programs that share a device need disjoint ranges.
	Range Range
}

// Validate reports an unusable request; the error wraps [ErrInvalid].
func (r Request) Validate() error {
	if err := CheckDevice(r.Device); err != nil {
		return err
	}
	if err := CheckOperator(r.Operator); err != nil {
		return err
	}
	if r.Key == "" {
		return fmt.Errorf("usn: the request has no key; name the sale, e.g. shop and order number: %w", ErrInvalid)
	}
	return r.Range.Validate()
}

// Allocator gives out sale numbers. An implementation promises:
//
//   - the same Key gets the same Number, always, also after a restart and when two
//     callers ask at once;
//   - a Number is durable before it is returned and never goes to a second Key;
//     a sale that is annulled keeps its number (Annex 29 item 18.5);
//   - within a device and a range the running numbers rise by one;
//   - past the end of its range it returns [ErrExhausted] and never wraps;
//   - an unusable request is [ErrInvalid].
type Allocator interface {
	Allocate(ctx context.Context, r Request) (Number, error)
}

// AllocatorFunc lets a plain function be an [Allocator].
type AllocatorFunc func(ctx context.Context, r Request) (Number, error)

// Allocate calls f.
func (f AllocatorFunc) Allocate(ctx context.Context, r Request) (Number, error) { return f(ctx, r) }

package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var (
	// ErrNotInstalled means that the database has no ledger yet.
	ErrNotInstalled = errors.New("ledger: the database has no gomba_ tables; run `db install`, or call ledger.Install")
	// ErrOlder means that the ledger was made by an older version of the library
	// and lacks what this one needs.
	ErrOlder = errors.New("ledger: the gomba_ tables are of an older version; " +
		"run `db install`, or call ledger.Install, which upgrades them")
	// ErrNewer means that a newer version of the library has upgraded the
	// ledger; an older one must not write into it.
	ErrNewer = errors.New("ledger: a newer version of this program has upgraded the gomba_ tables; update this program")
	// ErrBusy means that another run holds the lease, see [BusyError].
	ErrBusy = errors.New("ledger: another run is going on")
	// ErrLost means that a lease ran out and another run has taken it over, or
	// that it was given back.
	ErrLost = errors.New("ledger: the lease is no longer this run's; stop and start again")
	// ErrInvalid means a value that the tables cannot hold as it is. Nothing was
	// written.
	ErrInvalid = errors.New("ledger: the value cannot be kept")
	// ErrReceiptPrinted means that the job is on paper already.
	ErrReceiptPrinted = errors.New("ledger: the receipt is printed; it is never printed again")
	// ErrReceiptUnsettled means that the job is being printed, or that nobody
	// knows yet what became of it.
	ErrReceiptUnsettled = errors.New("ledger: the outcome of the receipt is not known; ask the device or look at the paper, then settle it")
	// ErrDeviceBusy means that another job is being printed on the device.
	ErrDeviceBusy = errors.New("ledger: another print is going on at the device; wait for it, or settle it if its program was stopped")
	// ErrNoReceipt means that no print of the job was ever begun.
	ErrNoReceipt = errors.New("ledger: the receipt was never begun; check the job's name")
)

// BusyError is ErrBusy with its holder.
type BusyError struct {
	// Name of the lease and Owner as given to AcquireLease by its holder.
	Name, Owner string
	// Until is when the lease ends unless it is renewed, UTC.
	Until time.Time

	token string // of the lease, for BreakLease
}

// Error says who holds the lease and until when.
func (e *BusyError) Error() string {
	return fmt.Sprintf("ledger: another run (%s) holds %q until %s; wait for it to end, or until then if it was killed",
		e.Owner, e.Name, e.Until.Format(time.RFC3339))
}

// Unwrap is ErrBusy.
func (e *BusyError) Unwrap() error { return ErrBusy }

// describe names the record in an error, and puts the context's own error
// first: a driver may report an interrupted statement in words of its own.
func describe(ctx context.Context, err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		err = fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return fmt.Errorf("ledger: %s: %w", fmt.Sprintf(format, args...), err)
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

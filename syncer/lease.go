package syncer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

var (
	// ErrBusy means that another run of the same shop and direction is going on.
	// The error that wraps it says who holds the lease and until when.
	ErrBusy = ledger.ErrBusy
	// ErrLeaseLost means that a run was stopped because it could not renew its
	// lease: another run may have begun. What was done is whole and recorded;
	// run again.
	ErrLeaseLost = errors.New("syncer: the run lost its lease and was stopped; what was done is recorded, run again")
)

const (
	// leaseTime is how long a run that was killed keeps others out.
	leaseTime = 2 * time.Minute
	// renewEvery is how often a running one renews; renewAgain how soon it tries
	// again when the database did not let it.
	renewEvery = leaseTime / 4
	renewAgain = 5 * time.Second
)

func leaseName(d Direction, shop string) string { return "lease:" + string(d) + ":" + shop }

// leased holds the lease of the direction while do runs.
func (s *Syncer) leased(ctx context.Context, r *run, do func(context.Context, *run) error) error {
	if err := s.cfg.Warehouse.Verify(ctx); err != nil { // the lease is the first write
		return err
	}

	name := leaseName(r.direction, s.cfg.ShopID)

	// A lease that was not given back is of a run that goes on, or that died.
	left, _, err := s.cfg.Warehouse.Mark(ctx, name)
	if err != nil {
		return err
	}

	r.careful = left != "" && r.direction == Import

	lease, err := s.cfg.Warehouse.AcquireLease(ctx, name, r.id, leaseTime)
	if errors.Is(err, ErrBusy) {
		return &Problem{Code: text.Busy, Record: "shop " + s.cfg.ShopID, Err: err}
	}

	if err != nil {
		return err
	}

	ctx, stop := s.keep(ctx, lease)

	whole := false // a panic of a strategy ends the process, and leaves the lease as a killed run does
	defer func() { stop(whole) }()

	if err = r.prepare(ctx); err == nil {
		err = do(ctx, r)
	}

	whole = true

	if cause := context.Cause(ctx); errors.Is(cause, ErrLeaseLost) {
		return cause // err is only what the stop looked like from inside
	}

	return err
}

// keep renews the lease until stop is called, which also gives it back when it is
// told to.
func (s *Syncer) keep(ctx context.Context, lease Lease) (context.Context, func(back bool)) {
	ctx, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})

	go func() {
		defer close(done)

		if err := renew(ctx, lease); err != nil {
			cancel(fmt.Errorf("%w: %w", ErrLeaseLost, err))
		}
	}()

	return ctx, func(back bool) {
		cancel(nil)
		<-done

		if !back {
			return
		}

		if err := lease.Release(context.WithoutCancel(ctx)); err != nil {
			s.cfg.Logger.Warn("lease not released", slog.Any("error", err))
		}
	}
}

// renew works until ctx ends, which is no error, or the lease is lost: another
// run took it, or it ran out while the database did not answer. One failure
// alone is tried again.
func renew(ctx context.Context, lease Lease) error {
	wait, left := renewEvery, leaseTime

	for {
		timer := time.NewTimer(wait)

		select {
		case <-ctx.Done():
			timer.Stop()

			return nil
		case <-timer.C:
		}

		left -= wait

		err := lease.Renew(ctx)

		switch {
		case err == nil:
			wait, left = renewEvery, leaseTime
		case ctx.Err() != nil:
			return nil //nolint:nilerr // the run is over, and its lease is given back
		case errors.Is(err, ledger.ErrLost) || left <= renewAgain:
			return err
		default:
			wait = renewAgain
		}
	}
}

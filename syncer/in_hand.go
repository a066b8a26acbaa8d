package syncer

import (
	"context"
	"errors"
	"time"
)

// handTime is how long the record in hand may take once a run was told to stop.
// It is well within what is left of a lease, which is not renewed any more.
const handTime = 30 * time.Second

// inHand is the context of one record: it goes on for handTime after the run
// was told to stop, so that a record is finished and not cut off. A lost lease
// ends it at once. Call the function when the record is done; it waits for the
// goroutine.
//
// A run that was told to stop takes no new record in hand: the error is why.
func (r *run) inHand(ctx context.Context) (context.Context, func(), error) {
	if ctx.Err() != nil {
		return ctx, func() {}, context.Cause(ctx)
	}

	if r.dry {
		return ctx, func() {}, nil // nothing is half done in a plan
	}

	held, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	ended := make(chan struct{})

	forget := context.AfterFunc(ctx, func() {
		defer close(ended)

		if !errors.Is(context.Cause(ctx), ErrLeaseLost) {
			rest(held, handTime)
		}

		cancel(context.Cause(ctx))
	})

	return held, func() {
		cancel(nil)

		if !forget() {
			<-ended
		}
	}, nil
}

// rest waits for d or until ctx ends.
func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()

	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

package gombashop

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// window is a second and what the way to the shop may compress it by: whatever
// second the shop looks at, it sees no more than the allowed number.
const window = 1015 * time.Millisecond

// errNoTurn: more calls wait than the pace lets through in their time.
var errNoTurn = errors.New("its turn did not come in time")

// pauseError is a pause that the shop asked for and that a call cannot outlast.
type pauseError struct{ left time.Duration }

func (e pauseError) Error() string {
	return fmt.Sprintf("the shop asked for a pause that lasts %s more", e.left.Round(time.Second))
}

// limiter spaces requests evenly (golang.org/x/time/rate) and never lets more
// than n be sent within one window. It has n slots. A request takes one, stamps
// it when it is sent, and the slot is free again one window later; so one slot
// sends once within a window, and n slots n times, however long a connection
// takes to open and however late the answer comes.
type limiter struct {
	turn    chan struct{}      // holds one token; who has it passes next
	slots   chan time.Duration // when each used slot that nobody holds last sent
	unused  int                // slots that never sent; whose turn it is has them
	spacing *rate.Limiter
	full    rate.Limit
	elapsed func() time.Duration

	mu   sync.Mutex
	hold time.Duration // nothing leaves before
}

func newLimiter(n int, elapsed func() time.Duration) *limiter {
	l := &limiter{
		turn: make(chan struct{}, 1), slots: make(chan time.Duration, n),
		spacing: rate.NewLimiter(rate.Limit(n), 1), full: rate.Limit(n), elapsed: elapsed, unused: n,
	}
	l.turn <- struct{}{}
	return l
}

// pass waits until a request may leave. The caller calls sent once the request
// is written, or has failed. A pause that outlasts the context is a pauseError
// at once, without waiting.
func (l *limiter) pass(ctx context.Context) (sent func(), err error) {
	if err := l.pausedBeyond(ctx); err != nil {
		return nil, err
	}
	select {
	case <-l.turn:
		defer func() { l.turn <- struct{}{} }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	space := l.spacing.Reserve()
	if err := sleep(ctx, space.Delay()); err != nil {
		space.Cancel()
		return nil, err
	}
	return l.take(ctx)
}

// take waits for a slot that last sent a window ago, and for the end of a pause.
func (l *limiter) take(ctx context.Context) (func(), error) {
	last, err := l.slot(ctx)
	if err != nil {
		return nil, err
	}
	for wait := l.wait(last); wait > 0; wait = l.wait(last) {
		err := l.pausedBeyond(ctx)
		if err == nil {
			err = sleep(ctx, wait)
		}
		if err != nil {
			l.slots <- last
			return nil, err
		}
	}
	var once sync.Once
	return func() { once.Do(func() { l.slots <- l.elapsed() }) }, nil
}

// slot waits for a slot that nobody holds, and tells when it last sent.
func (l *limiter) slot(ctx context.Context) (last time.Duration, err error) {
	if l.unused > 0 {
		l.unused--
		return -window, nil
	}
	select {
	case last = <-l.slots:
		return last, nil
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
}

// wait is how long a slot, or a pause, stands in the way.
func (l *limiter) wait(last time.Duration) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(last+window, l.hold) - l.elapsed()
}

// pausedBeyond refuses to wait for what a call will not live to see.
func (l *limiter) pausedBeyond(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	left := l.hold - l.elapsed()
	end, limited := ctx.Deadline()
	if left > 0 && limited && time.Until(end) <= left {
		return pauseError{left}
	}
	return nil
}

// slower halves the pace after a 429, down to an eighth, and holds everything
// back for as long as the shop asked.
func (l *limiter) slower(hold time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.spacing.SetLimit(max(l.spacing.Limit()/2, l.full/8))
	l.hold = max(l.hold, l.elapsed()+hold)
}

// faster takes back a twentieth of the full pace after each success.
func (l *limiter) faster() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.spacing.Limit(); now < l.full {
		l.spacing.SetLimit(min(now+l.full/20, l.full))
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

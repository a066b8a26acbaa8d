package gombashop

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// window is a second and what the way to the shop may compress it by: whatever
// second the shop looks at, it sees no more than the allowed number.
const window = 1015 * time.Millisecond

// limiter spaces requests evenly (golang.org/x/time/rate) and also never lets
// more than n leave within one window, whatever the spacing came to.
type limiter struct {
	turn    chan struct{} // holds one token; who has it passes next
	spacing *rate.Limiter
	full    rate.Limit
	elapsed func() time.Duration

	mu    sync.Mutex
	left  []time.Duration // a ring: when the last n requests left
	count int             // of all requests
	hold  time.Duration   // nothing leaves before
}

func newLimiter(n int, elapsed func() time.Duration) *limiter {
	l := &limiter{
		turn: make(chan struct{}, 1), spacing: rate.NewLimiter(rate.Limit(n), 1), full: rate.Limit(n),
		elapsed: elapsed, left: make([]time.Duration, n),
	}
	for i := range l.left {
		l.left[i] = -window
	}
	l.turn <- struct{}{}
	return l
}

// pass waits until a request may leave. The caller calls sent when the request
// is written, because opening a connection takes time, and again when the
// answer begins, because the shop counts somewhere between the two.
func (l *limiter) pass(ctx context.Context) (sent func(), err error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	select {
	case <-l.turn:
		defer func() { l.turn <- struct{}{} }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	space := l.spacing.Reserve()
	if err := sleep(ctx, space.Delay()); err != nil {
		space.Cancel()
		return nil, err
	}
	for wait := l.wait(); wait > 0; wait = l.wait() {
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
	return l.leave(), nil
}

// wait is how long the oldest request of the ring, or a hold, stands in the way.
func (l *limiter) wait() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(l.left[l.count%len(l.left)]+window, l.hold) - l.elapsed()
}

// leave enters a request into the ring and gives the function that corrects
// the entry, unless a later request has taken its place.
func (l *limiter) leave() func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	mine := l.count
	l.left[mine%len(l.left)] = l.elapsed()
	l.count++
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.count-mine <= len(l.left) {
			l.left[mine%len(l.left)] = l.elapsed()
		}
	}
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
		return ctx.Err()
	}
}

package guard

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	freeAttempts   = 5 // in a minute, by one address
	firstWait      = 30 * time.Second
	longestWait    = 15 * time.Minute
	longestAtPC    = time.Minute // who sits at the computer is known
	forgetAfter    = time.Hour
	addressesMost  = 4096
	othersInMinute = 30
)

// attempts slow the guessing of passwords down. Every address has its own
// count, and all addresses but this computer's have one together, so that a
// stranger with many addresses is slow too and yet locks nobody at the shop's
// PC out. What is refused does not count: the wait ends in spite of a script
// that goes on.
type attempts struct {
	now    func() time.Time
	mu     sync.Mutex
	by     map[string]*attempt
	others *rate.Limiter
}

// attempt is what is known of one address.
type attempt struct {
	pace  *rate.Limiter // of tries at once, before any of them turned out wrong
	wrong int           // in a row
	until time.Time     // nothing is looked at before
	seen  time.Time
}

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, by: map[string]*attempt{}, others: rate.NewLimiter(rate.Every(time.Minute/othersInMinute), othersInMinute)}
}

// begin counts an attempt and gives 0, or how long the caller has to wait.
func (a *attempts) begin(remote string) time.Duration {
	key, local := caller(remote)
	now := a.now()

	a.mu.Lock()
	defer a.mu.Unlock()

	one := a.of(key, now)
	if wait := one.until.Sub(now); wait > 0 {
		return wait
	}

	if wait := take(one.pace, now); wait > 0 {
		return wait
	}

	if local {
		return 0
	}

	return take(a.others, now)
}

// take gives 0 and counts, or gives the wait and does not.
func take(pace *rate.Limiter, now time.Time) time.Duration {
	r := pace.ReserveN(now, 1)

	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}

	return wait
}

// wrong gives the wait until the next attempt, which doubles with each from the
// fifth on.
func (a *attempts) wrong(remote string) time.Duration {
	key, local := caller(remote)
	now := a.now()

	a.mu.Lock()
	defer a.mu.Unlock()

	one := a.of(key, now)

	one.wrong++
	if one.wrong < freeAttempts {
		return 0
	}

	longest := longestWait
	if local {
		longest = longestAtPC
	}

	wait := min(firstWait<<min(one.wrong-freeAttempts, 10), longest)
	one.until = now.Add(wait)

	return wait
}

// right forgets the wrong ones.
func (a *attempts) right(remote string) {
	key, _ := caller(remote)

	a.mu.Lock()
	defer a.mu.Unlock()

	delete(a.by, key)
}

// wait is how long the caller has to wait; it counts nothing.
func (a *attempts) wait(remote string) time.Duration {
	key, _ := caller(remote)

	a.mu.Lock()
	defer a.mu.Unlock()

	if one := a.by[key]; one != nil {
		return max(one.until.Sub(a.now()), 0)
	}

	return 0
}

func (a *attempts) of(key string, now time.Time) *attempt {
	one := a.by[key]
	if one != nil && now.Sub(one.seen) > forgetAfter {
		one = nil
	}

	if one == nil {
		a.makeRoom(now)

		one = &attempt{pace: rate.NewLimiter(rate.Every(time.Minute/freeAttempts), freeAttempts)}
		a.by[key] = one
	}

	one.seen = now

	return one
}

// makeRoom forgets the addresses that are quiet, and the quietest when all are
// busy; those are still slowed down together.
func (a *attempts) makeRoom(now time.Time) {
	if len(a.by) < addressesMost {
		return
	}

	var quietest string

	for key, one := range a.by {
		if now.Sub(one.seen) > forgetAfter {
			delete(a.by, key)
		} else if quietest == "" || one.seen.Before(a.by[quietest].seen) {
			quietest = key
		}
	}

	if len(a.by) >= addressesMost {
		delete(a.by, quietest)
	}
}

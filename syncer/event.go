package syncer

import (
	"context"
	"time"
)

// Observer is told what happens while it happens. It must return quickly and
// may be called from several goroutines.
type Observer interface {
	Observe(ctx context.Context, e Event)
}

// ObserverFunc is a function as an Observer.
type ObserverFunc func(ctx context.Context, e Event)

// Observe calls f.
func (f ObserverFunc) Observe(ctx context.Context, e Event) { f(ctx, e) }

// Event is one of Started, Progress, Written, ParkedRecord, Considered, Retried
// and Ended.
type Event interface{ event() }

// Started opens a run.
type Started struct {
	Direction Direction
	Run       string
}

// Progress tells how many records of a kind a run has looked at. Done never
// falls; Total is 0 while it is not known.
type Progress struct {
	Kind        Kind
	Done, Total int
}

// Written is a step that was done: what it wrote is committed, or the other side
// has taken it.
type Written struct {
	Action Action
}

// ParkedRecord is a record that was kept aside.
type ParkedRecord struct {
	Kind    Kind
	Problem *Problem
}

// Considered is an order that an import has gone through, whatever came of it:
// the bucket that it was counted in ("written", "unchanged", "filtered",
// "waiting", "parked"), and the rule that left it out. It is told before the
// next order is looked at.
type Considered struct {
	Kind   Kind
	Record string
	Bucket string
	Rule   string
}

// Retried is a request to the shop that failed and is repeated. A Shop that is a
// RetryTeller tells of them, also while a plan is made and during Check.
type Retried struct {
	Request string // method and path, as in "GET /orders"
	Attempt int    // the one that failed, from 1
	// Wait is how long until the next attempt.
	Wait time.Duration
	Err  error // why it failed
}

// Ended closes a run.
type Ended struct {
	Report Report
	Err    error
}

func (Started) event()      {}
func (Progress) event()     {}
func (Written) event()      {}
func (ParkedRecord) event() {}
func (Considered) event()   {}
func (Retried) event()      {}
func (Ended) event()        {}

package control

import (
	"time"

	"github.com/skladmost/skladmost/syncer"
)

// State is how both directions stand at a moment. It is a copy: nobody changes
// it any more.
type State struct {
	At             time.Time
	Export, Import Lane
}

// Lanes are both directions, in the order in which a page shows them.
func (s State) Lanes() []Lane { return []Lane{s.Export, s.Import} }

// Lane is one direction.
type Lane struct {
	Direction syncer.Direction
	// On tells that it works by its schedule; Stopping that it was told to stop
	// and finishes the record in hand.
	On, Stopping bool
	// Running tells that a run is going on; the fields up to Retry are of it, and
	// of the last one when none is.
	Running bool
	Run     string
	Started time.Time
	// Kind is what it looks at now, Done of Total records; Total is 0 while it is
	// not known.
	Kind        syncer.Kind
	Done, Total int
	// Written and Parked count what this run has done and kept aside so far.
	Written, Parked int
	// Rate is in records a second, Remaining how long the kind will still take;
	// both are 0 while they are not known.
	Rate      float64
	Remaining time.Duration
	// Retry is set while the shop does not answer as it should.
	Retry *syncer.Retried
	// Report and Err are of the last run that ended in this process; Report.Run
	// is empty before.
	Report syncer.Report
	Err    error
	// Next is when the next run is due; zero while nobody knows.
	Next time.Time
}

// Percent is how far the kind is, 0 to 100; -1 while the total is not known.
func (l Lane) Percent() int {
	if l.Total <= 0 {
		return -1
	}

	return min(100, 100*l.Done/l.Total)
}

// pace is the rate and the remaining time of a kind that began so long ago.
func (l Lane) pace(since time.Duration) (rate float64, remaining time.Duration) {
	const enough = 300 * time.Millisecond // before, a rate is chance
	if since < enough || l.Done == 0 {
		return 0, 0
	}

	rate = float64(l.Done) / since.Seconds()
	if l.Total > l.Done {
		remaining = time.Duration(float64(l.Total-l.Done) / rate * float64(time.Second))
	}

	return rate, remaining
}

package fiscaltest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/skladmost/skladmost/fiscal"
)

// Journal is a fiscal.Journal in memory. The zero Journal is ready to use and safe
// for concurrent use. It forgets everything when the program ends: for tests only.
type Journal struct {
	mu      sync.Mutex
	order   []string
	entries map[string]*Entry
	broken  error
}

// Entry is what a [Journal] knows of a job.
type Entry struct {
	State  fiscal.State
	Anchor fiscal.Result
	Result fiscal.Result
	Cause  error
	// Begun counts the calls of Begin that were let through.
	Begun int
}

var _ fiscal.Journal = (*Journal)(nil)

// errUnknownJob is a Settle without a Begin.
var errUnknownJob = errors.New("fiscaltest: the journal does not know the job")

// Begin implements fiscal.Journal.
func (j *Journal) Begin(_ context.Context, id string, anchor fiscal.Result) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken != nil {
		return j.broken
	}
	if j.entries == nil {
		j.entries = map[string]*Entry{}
	}
	e := j.entries[id]
	if e == nil {
		e = &Entry{State: fiscal.StatePending}
		j.entries[id] = e
		j.order = append(j.order, id)
	}
	switch e.State {
	case fiscal.StatePrinted:
		return fmt.Errorf("fiscaltest: job %s: %w", id, fiscal.ErrPrinted)
	case fiscal.StatePrinting, fiscal.StateUnknown:
		return fmt.Errorf("fiscaltest: job %s: %w", id, fiscal.ErrOutcomeUnknown)
	case fiscal.StatePending, fiscal.StateFailed:
	}
	e.State, e.Anchor = fiscal.StatePrinting, anchor
	e.Begun++
	return nil
}

// Settle implements fiscal.Journal.
func (j *Journal) Settle(_ context.Context, id string, s fiscal.State, r fiscal.Result, cause error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken != nil {
		return j.broken
	}
	e := j.entries[id]
	if e == nil {
		return fmt.Errorf("%w: %s", errUnknownJob, id)
	}
	if e.State != fiscal.StatePrinted {
		e.State, e.Result, e.Cause = s, r, cause
	}
	return nil
}

// Unsettled implements fiscal.Journal.
func (j *Journal) Unsettled(_ context.Context, device string) ([]fiscal.Job, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken != nil {
		return nil, j.broken
	}
	var jobs []fiscal.Job
	for _, id := range j.order {
		e := j.entries[id]
		open := e.State == fiscal.StatePrinting || e.State == fiscal.StateUnknown
		if open && (device == "" || device == e.Anchor.Device) {
			jobs = append(jobs, fiscal.Job{ID: id, State: e.State, Anchor: e.Anchor})
		}
	}
	return jobs, nil
}

// Entry is what the journal knows of job id; the zero Entry if nothing.
func (j *Journal) Entry(id string) Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	if e := j.entries[id]; e != nil {
		return *e
	}
	return Entry{}
}

// Break makes every call fail with err until it is called with nil.
func (j *Journal) Break(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.broken = err
}

package fiscaltest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/skladmost/skladmost/fiscal"
)

// Journal is a fiscal.Journal and a fiscal.History in memory. The zero Journal is ready
// to use and safe for concurrent use. Like one on a database it does nothing for a
// cancelled context. It forgets everything when the program ends: for tests only.
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

var (
	_ fiscal.Journal = (*Journal)(nil)
	_ fiscal.History = (*Journal)(nil)
)

// errUnknownJob is a Settle without a Begin.
var errUnknownJob = errors.New("fiscaltest: the journal does not know the job")

// Begin implements fiscal.Journal.
func (j *Journal) Begin(ctx context.Context, id string, anchor fiscal.Result) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := errors.Join(ctx.Err(), j.broken); err != nil {
		return err
	}
	e, known := j.entries[id]
	if !known {
		e = &Entry{State: fiscal.StatePending}
	}
	switch e.State {
	case fiscal.StatePrinted:
		return fmt.Errorf("fiscaltest: job %s: %w", id, fiscal.ErrPrinted)
	case fiscal.StatePrinting, fiscal.StateUnknown:
		return fmt.Errorf("fiscaltest: job %s: %w", id, fiscal.ErrOutcomeUnknown)
	case fiscal.StatePending, fiscal.StateFailed:
	}
	for other, o := range j.entries {
		if o.State == fiscal.StatePrinting && o.Anchor.Device == anchor.Device {
			return fmt.Errorf("fiscaltest: job %s is printing on %s: %w", other, anchor.Device, fiscal.ErrOffline)
		}
	}
	if !known {
		if j.entries == nil {
			j.entries = map[string]*Entry{}
		}
		j.entries[id] = e
		j.order = append(j.order, id)
	}
	e.State, e.Anchor = fiscal.StatePrinting, anchor
	e.Begun++
	return nil
}

// Settle implements fiscal.Journal.
func (j *Journal) Settle(ctx context.Context, id string, s fiscal.State, r fiscal.Result, cause error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := errors.Join(ctx.Err(), j.broken); err != nil {
		return err
	}
	e := j.entries[id]
	if e == nil {
		return fmt.Errorf("%w: %s", errUnknownJob, id)
	}
	old := r.TaskID != "" && r.TaskID != e.Anchor.TaskID
	if e.State == fiscal.StatePrinted || old && s != fiscal.StatePrinted {
		return nil
	}
	e.State, e.Result, e.Cause = s, r, cause
	return nil
}

// Unsettled implements fiscal.Journal.
func (j *Journal) Unsettled(ctx context.Context, device string) ([]fiscal.Job, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := errors.Join(ctx.Err(), j.broken); err != nil {
		return nil, err
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

// Past implements fiscal.History.
func (j *Journal) Past(ctx context.Context, id string) (fiscal.Past, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := errors.Join(ctx.Err(), j.broken); err != nil {
		return fiscal.Past{}, err
	}
	e := j.entries[id]
	if e == nil {
		return fiscal.Past{}, nil
	}
	return fiscal.Past{State: e.State, Result: e.Result, Attempts: e.Begun}, nil
}

// Holder implements fiscal.History.
func (j *Journal) Holder(ctx context.Context, device, number string) (string, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := errors.Join(ctx.Err(), j.broken); err != nil {
		return "", err
	}
	for _, id := range j.order {
		e := j.entries[id]
		if e.State == fiscal.StatePrinted && e.Result.Device == device && e.Result.Number == number {
			return id, nil
		}
	}
	return "", nil
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

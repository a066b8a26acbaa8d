package control

import (
	"context"
	"errors"
	"time"

	"github.com/skladmost/skladmost/syncer"
)

// often is how often a step is published at most: a page cannot show more.
const often = 150 * time.Millisecond

// change alters the state and publishes it.
func (l *lane) change(alter func(*Lane)) {
	l.mu.Lock()
	alter(&l.state)
	l.mu.Unlock()
	l.control.tell()
}

func (l *lane) snapshot() Lane {
	l.mu.Lock()
	defer l.mu.Unlock()

	return l.state
}

// Observe implements syncer.Observer.
func (l *lane) Observe(_ context.Context, e syncer.Event) {
	now := l.control.opts.Now()

	switch e := e.(type) {
	case syncer.Started:
		l.change(func(s *Lane) {
			s.Running, s.Run, s.Started, s.Retry = true, e.Run, now, nil
			s.Kind, s.Done, s.Total, s.Written, s.Parked, s.Rate, s.Remaining = "", 0, 0, 0, 0, 0, 0
			l.waited = true
		})
	case syncer.Progress:
		l.step(now, func(s *Lane) {
			if e.Kind != s.Kind || e.Done < s.Done { // another kind, or the same once more
				s.Kind, s.Total, l.began = e.Kind, 0, now
			}

			s.Done, s.Total, s.Retry = e.Done, max(s.Total, e.Total), nil
			s.Rate, s.Remaining = s.pace(now.Sub(l.began))
		})
	case syncer.Written:
		l.step(now, func(s *Lane) { s.Written++ })
	case syncer.ParkedRecord:
		l.step(now, func(s *Lane) { s.Parked++ })
	case syncer.Retried:
		l.change(func(s *Lane) { s.Retry = &e })
	}
}

// step alters the state and publishes it when that is due, at the latest in a
// moment: between two steps may be a request that takes long.
func (l *lane) step(now time.Time, alter func(*Lane)) {
	l.mu.Lock()
	alter(&l.state)

	due := now.Sub(l.told) >= often
	if due {
		l.told = now
	} else if !l.held {
		l.held = true
		time.AfterFunc(often, l.release)
	}
	l.mu.Unlock()

	if due {
		l.control.tell()
	}
}

// release publishes a step that was held back.
func (l *lane) release() {
	l.mu.Lock()
	l.held = false
	l.mu.Unlock()
	l.control.tell()
}

// ended is told of each run of the schedule.
func (l *lane) ended(_ context.Context, e syncer.RunEnd) {
	l.mu.Lock()
	renew := l.stale
	l.mu.Unlock()

	l.change(func(s *Lane) {
		l.due[e.Task] = e.Next
		s.Running, s.Retry, s.Next = false, nil, l.soonest()

		if errors.Is(e.Err, syncer.ErrBusy) && s.Report.Run != "" {
			return // another program was at work; the last run here is what it was
		}

		s.Report, s.Err = e.Report, e.Err
		if errors.Is(e.Err, context.Canceled) {
			s.Err = nil // it was told to stop
		}
	})

	if renew {
		l.renew()
	}
}

// failed is a session that could not be opened.
func (l *lane) failed(err error, again time.Duration) {
	l.change(func(s *Lane) {
		l.unopened, s.Running, s.Err = true, false, err
		s.Next = l.control.opts.Now().Add(again)
	})
}

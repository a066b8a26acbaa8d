package control

import (
	"time"

	"github.com/skladmost/skladmost/syncer"
)

// starts are those of the lane's own tasks, without a delay when a person has
// pressed the button or a first run was made.
func (l *lane) starts(c syncer.RunnerConfig) syncer.RunnerConfig {
	if l.direction == syncer.Import {
		c.Catalogue, c.Quantities, c.Partners = syncer.Start{}, syncer.Start{}, syncer.Start{}
	} else {
		c.Import = syncer.Start{}
	}

	l.mu.Lock()
	defer l.mu.Unlock()

	if l.waited {
		c.Import.Delay, c.Catalogue.Delay, c.Quantities.Delay, c.Partners.Delay = 0, 0, 0, 0
	}

	c.Done = l.ended

	return c
}

// opened tells when each task is due first, and takes back that nothing could
// be opened.
func (l *lane) opened(c syncer.RunnerConfig) {
	now := l.control.opts.Now()

	l.change(func(s *Lane) {
		l.due = map[syncer.Task]time.Time{}

		for task, start := range map[syncer.Task]syncer.Start{
			syncer.TaskImport: c.Import, syncer.TaskCatalogue: c.Catalogue,
			syncer.TaskQuantities: c.Quantities, syncer.TaskPartners: c.Partners,
		} {
			if start.Every > 0 {
				l.due[task] = now.Add(start.Delay)
			}
		}

		s.Next = l.soonest()

		if l.unopened {
			l.unopened, s.Err = false, nil
		}
	})
}

// soonest is when the first of the tasks is due; one that is late is next.
func (l *lane) soonest() time.Time {
	var first time.Time

	for _, at := range l.due {
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}

	return first
}

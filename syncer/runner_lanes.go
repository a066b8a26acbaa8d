package syncer

import (
	"context"
	"errors"
	"slices"
	"time"
)

// schedule is one task of a Runner while it goes on.
type schedule struct {
	task     Task
	start    Start
	due      time.Time
	failures int
	runs     int       // that were begun
	began    time.Time // the last of them
}

// lanes are the tasks of one Run. In a lane one run follows the other; the lanes
// go on beside one another.
type lanes struct {
	*Runner

	imports, exports []*schedule
	// importing has room for the one who runs imports or looks at their schedule:
	// the quantities do both too.
	importing chan struct{}
}

func (r *Runner) lanes() *lanes {
	l := &lanes{Runner: r, importing: make(chan struct{}, 1)}

	for _, task := range []Task{TaskImport, TaskCatalogue, TaskPartners, TaskQuantities} { // in this order when due together
		start := r.cfg.starts()[task]
		if start.Every == 0 {
			continue
		}

		s := &schedule{task: task, start: start, due: r.now().Add(start.Delay)}
		if task == TaskImport {
			l.imports = append(l.imports, s)
		} else {
			l.exports = append(l.exports, s)
		}
	}

	return l
}

// follow runs what is due next in a lane until ctx ends.
func (l *lanes) follow(ctx context.Context, lane []*schedule) {
	for len(lane) > 0 {
		s, due, runs := l.next(lane)
		rest(ctx, due.Sub(l.now()))

		if ctx.Err() != nil {
			return
		}

		switch s.task {
		case TaskImport:
			l.doImport(ctx, s, runs)
		case TaskQuantities:
			l.importFirst(ctx, due)
			l.do(ctx, s)
		case TaskExport, TaskCatalogue, TaskPartners, TaskMatching:
			l.do(ctx, s)
		}
	}
}

func (l *lanes) next(lane []*schedule) (*schedule, time.Time, int) {
	if lane[0].task == TaskImport {
		defer l.alone()()
	}

	s := slices.MinFunc(lane, func(a, b *schedule) int { return a.due.Compare(b.due) })

	return s, s.due, s.runs
}

// alone waits for whoever runs imports, and then keeps others out until the
// function is called.
func (l *lanes) alone() func() {
	l.importing <- struct{}{}

	return func() { <-l.importing }
}

// doImport runs the import unless it ran while this one waited.
func (l *lanes) doImport(ctx context.Context, s *schedule, runs int) {
	defer l.alone()()

	if s.runs == runs {
		l.do(ctx, s)
	}
}

// importFirst runs the import before quantities that are due, unless one has
// begun since, its own delay is not over, or it failed and is not due again.
func (l *lanes) importFirst(ctx context.Context, due time.Time) {
	defer l.alone()()

	for _, s := range l.imports {
		ripe := !s.due.After(l.now())
		if ripe || s.runs > 0 && s.failures == 0 && s.began.Before(due) {
			l.do(ctx, s)
		}
	}
}

// do runs a task, tells how it ended and says when it is due again.
func (l *lanes) do(ctx context.Context, s *schedule) {
	if ctx.Err() != nil {
		return
	}

	s.runs++
	s.began = l.now()
	report, err := l.engineRun(ctx, s.task)
	s.ended(ctx, err, l.cfg.Jitter, l.now())

	if l.cfg.Done == nil {
		return
	}

	l.told.Lock()
	defer l.told.Unlock()

	l.cfg.Done(ctx, RunEnd{Task: s.task, Report: report, Err: err, Failures: s.failures, Next: s.due})
}

func (l *lanes) engineRun(ctx context.Context, t Task) (Report, error) {
	switch t {
	case TaskImport:
		return l.engine.Import(ctx, ImportOptions{})
	case TaskCatalogue:
		return l.engine.Export(ctx, ExportOptions{Only: KindGood})
	case TaskQuantities:
		return l.engine.Export(ctx, ExportOptions{Only: KindQuantity})
	case TaskPartners:
		return l.engine.Export(ctx, ExportOptions{Only: KindPartner})
	case TaskExport, TaskMatching:
	}

	return l.engine.Export(ctx, ExportOptions{})
}

// ended says when the task is due again. What another process keeps busy is
// tried again soon, and a failure after a while that grows.
func (s *schedule) ended(ctx context.Context, err error, jitter func(time.Duration) time.Duration, now time.Time) {
	var wait time.Duration

	switch {
	case err == nil:
		s.failures = 0
		s.due = s.began.Add(s.start.Every + jitter(s.start.Every))

		return
	case errors.Is(err, ErrBusy):
		wait = min(s.start.Every, busyWait)
	case ctx.Err() != nil:
		return
	default:
		s.failures++
		wait = s.pause()
	}

	s.due = now.Add(wait + jitter(wait))
}

const (
	// busyWait is how soon a run that found another at work is tried again.
	busyWait = 30 * time.Second
	// firstPause and longestPause bound the wait after a failure: often enough
	// that a shop which was away for a minute costs minutes, seldom enough for
	// one that is away for days.
	firstPause   = 5 * time.Minute
	longestPause = time.Hour
)

// pause is the wait after a failure. It doubles from the interval, at most from
// firstPause, up to the interval, at least a quarter of an hour and at most
// longestPause.
func (s *schedule) pause() time.Duration {
	first := min(s.start.Every, firstPause)
	longest := min(max(s.start.Every, 3*firstPause), longestPause)

	return min(first<<min(s.failures-1, 12), longest)
}

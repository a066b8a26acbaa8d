package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// runCmd runs import and export by their start modes.
type runCmd struct{}

// Run goes on until the context ends, and then finishes the record in hand. A
// run that fails is told and comes again, so it ends nothing.
func (runCmd) Run(ctx context.Context, a *app) error {
	nobody := syncer.ObserverFunc(func(context.Context, syncer.Event) {})

	return a.with(ctx, nobody, func(s *session) error {
		l := &runLog{app: a, busy: map[syncer.Task]bool{}, parked: map[syncer.Task]map[string]bool{}}
		starts := assembly.Starts(s.Config)
		starts.Done = l.ended

		runner, err := syncer.NewRunner(s.Syncer, starts)
		if err != nil {
			return err
		}

		l.begin(starts)
		err = runner.Run(ctx)
		a.out.Say(lang.Of("Stopped; what was done is whole and recorded.", "Спряно; свършеното е цяло и записано."))

		return err
	})
}

// runLog prints a line for each run, and what is new in it for a person.
type runLog struct {
	*app

	busy   map[syncer.Task]bool            // the last run found another at work
	parked map[syncer.Task]map[string]bool // records that were told already
}

func (l *runLog) begin(c syncer.RunnerConfig) {
	var parts []string

	for _, one := range []struct {
		task  syncer.Task
		start syncer.Start
	}{
		{syncer.TaskImport, c.Import}, {syncer.TaskCatalogue, c.Catalogue},
		{syncer.TaskPartners, c.Partners}, {syncer.TaskQuantities, c.Quantities},
	} {
		if one.start.Every > 0 {
			parts = append(parts, fmt.Sprintf(lang.Of("%s every %s", "%s на всеки %s").In(l.out.Lang()),
				text.Language(l.out.Lang()).Word(string(one.task)), one.start.Every))
		}
	}

	l.out.Say(lang.Of("Running until stopped: %s.", "Работи, докато бъде спряно: %s."), strings.Join(parts, ", "))
}

// runLine is what a run prints for a program.
type runLine struct {
	Task   syncer.Task    `json:"task"`
	Report syncer.Report  `json:"report"`
	Error  *output.Notice `json:"error,omitempty"`
	Next   time.Time      `json:"next"`
}

// ended is told of one run at a time.
func (l *runLog) ended(ctx context.Context, e syncer.RunEnd) {
	busy := errors.Is(e.Err, syncer.ErrBusy)
	again := busy && l.busy[e.Task]
	l.busy[e.Task] = busy

	if again {
		return // that another is at work was told
	}

	stopped := e.Err != nil && ctx.Err() != nil

	if !busy {
		l.out.Say(lang.Of("%s %s", "%s %s"), l.local(e.Report.Ended), e.Report.Summary(text.Language(l.out.Lang())))
	}

	line := runLine{Task: e.Task, Report: e.Report, Next: e.Next}

	if e.Err != nil && !stopped {
		n := l.notice(e.Err)
		line.Error = &n
	}

	if l.out.IsJSON() {
		_ = l.out.JSON(line) // a report can be printed

		return
	}

	if e.Err != nil && !stopped {
		l.out.Fail(e.Err)
	}

	l.news(e)
}

// notice is the first error as a program reads it.
func (l *runLog) notice(err error) output.Notice {
	all := output.Notices(err, l.out.Lang(), func(err error, to lang.Lang) output.Notice {
		return explain.Reader{Lang: to, Zone: l.zone}.Notice(err)
	})

	return all[0]
}

// news prints the warnings, and the records that the run before had not kept
// aside already.
func (l *runLog) news(e syncer.RunEnd) {
	now := map[string]bool{}

	var fresh []*syncer.Problem

	for _, p := range e.Report.Parked {
		key := string(p.Code) + " " + p.Record
		if now[key] = true; !l.parked[e.Task][key] {
			fresh = append(fresh, p)
		}
	}

	if e.Err == nil {
		l.parked[e.Task] = now
	}

	var telling []*syncer.Problem

	for _, p := range distinct(e.Report.Warnings) {
		if p.Code != text.NothingNew {
			telling = append(telling, p)
		}
	}

	l.warn(telling)
	l.warn(fresh)
}

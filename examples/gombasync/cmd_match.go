package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/matchfile"
	"github.com/skladmost/skladmost/syncer"
)

// matchCmd brings two sides together that were both filled by hand.
type matchCmd struct {
	Propose matchProposeCmd `cmd:"" help:"${match_propose}"`
	Apply   matchApplyCmd   `cmd:"" help:"${match_apply}"`
	Undo    matchUndoCmd    `cmd:"" help:"${match_undo}"`
}

type matchProposeCmd struct {
	Out   string `default:""            help:"${match_out}" placeholder:"FILE" predictor:"csv" type:"path"`
	Force bool   `help:"${match_force}"`
}

// Run writes the proposals to a file, or prints them.
func (c matchProposeCmd) Run(ctx context.Context, a *app) error {
	if _, err := os.Stat(c.Out); err == nil && c.Out != "" && !c.Force {
		return wrong("file_exists", lang.Of(c.Out+" exists already", c.Out+" вече съществува"),
			lang.Of("name another file, or overwrite it with --force", "посочете друг файл или го презапишете с --force"))
	}

	unreadable := syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if parked, ok := e.(syncer.ParkedRecord); ok {
			a.out.Warn(parked.Problem)
		}
	})

	return a.with(ctx, unreadable, func(s *session) error {
		matches := a.printed(s.ProposeMatches(ctx))
		if c.Out == "" && a.out.IsJSON() {
			return drain(matches)
		}

		var file bytes.Buffer

		counts, err := matchfile.Write(&file, a.out.Lang(), matches)
		if err != nil {
			return err
		}

		if c.Out == "" {
			a.out.Raw(file.String())

			return nil
		}

		if err := replaceFile(c.Out, func(w io.Writer) error { _, err := file.WriteTo(w); return err }); err != nil {
			return fileFault(c.Out, err)
		}

		a.out.Say(lang.Of("%s holds %d certain matches and %d candidates. Look it through, write yes beside each right one, "+
			"empty the cell beside each wrong one, then: gombasync match apply %[1]s --finish",
			"%s съдържа %d сигурни и %d възможни съпоставяния. Прегледайте го, напишете „да“ до всяко вярно, "+
				"изчистете клетката до всяко грешно, после: gombasync match apply %[1]s --finish"),
			c.Out, counts.Certain, counts.Candidates)

		return nil
	})
}

// drain goes through the matches for what they do on the way.
func drain(matches matchSeq) error {
	for _, err := range matches {
		if err != nil {
			return err
		}
	}

	return nil
}

// printed lets every match by and prints it for a program.
func (a *app) printed(matches matchSeq) matchSeq {
	return func(yield func(syncer.Match, error) bool) {
		for m, err := range matches {
			if err == nil {
				err = a.out.JSON(m)
			}

			if !yield(m, err) {
				return
			}
		}
	}
}

type matchApplyCmd struct {
	File   string `arg:""                 help:"${match_file}" predictor:"csv" type:"path"`
	Finish bool   `help:"${match_finish}"`
}

// Run links what the file accepts. The whole file is read first: one wrong row,
// and nothing is linked.
func (c matchApplyCmd) Run(ctx context.Context, a *app) error {
	matches, err := c.read()
	if err != nil {
		return err
	}

	return a.runs(ctx, func(s *session) (syncer.Report, error) {
		report, err := s.ApplyMatches(ctx, matches)
		if err != nil || !c.Finish {
			return report, err
		}

		if n := len(report.Parked); n > 0 {
			a.unfinished(n)

			return report, nil
		}

		if err := s.FinishMatching(ctx); err != nil {
			return report, err
		}

		a.out.Say(lang.Of("Matching is finished: export and import go on with what has no link.",
			"Съпоставянето е завършено: експортът и импортът продължават с това, което няма връзка."))

		return report, a.out.JSON(map[string]bool{"finished": true})
	})
}

func (a *app) unfinished(parked int) {
	a.out.WarnText("match_unfinished", lang.Of(
		fmt.Sprintf("matching is not finished yet: %d rows could not be applied; correct or empty them and apply the file again", parked),
		fmt.Sprintf("съпоставянето още не е завършено: %d реда не се приложиха; поправете или изчистете ги и приложете файла пак", parked)))
}

type matchUndoCmd struct {
	Last bool `help:"${match_last}"`
}

// Run takes applied matches back.
func (c matchUndoCmd) Run(ctx context.Context, a *app) error {
	return a.runs(ctx, func(s *session) (syncer.Report, error) {
		report, err := s.UndoMatches(ctx, syncer.UndoOptions{Last: c.Last})
		if err == nil {
			a.out.Say(lang.Of("%d links are taken back; matching counts as not finished.",
				"%d връзки са отменени; съпоставянето се смята за незавършено."),
				report.Buckets[syncer.KindGood].Written+report.Buckets[syncer.KindCategory].Written)
		}

		return report, err
	})
}

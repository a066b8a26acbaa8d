package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
)

// run is the whole program: it returns the exit code and touches nothing of the
// process but what it is given.
func run(ctx context.Context, p process) int {
	l := lang.Choose(askedLang(p.Args), p.Env)
	a := &app{process: p, zone: time.Local} //nolint:gosmopolitan // until the configuration names the warehouse's
	a.out = a.newOutput(l, slices.ContainsFunc(p.Args, asksJSON))

	grammar := &cli{}

	parser, helped, err := a.newParser(grammar, l)
	if err != nil { // the grammar itself is wrong
		a.out.Fail(err)

		return exitFailed
	}

	if line, asked := p.Env(completing); asked && line != "" {
		return a.end(ctx, a.complete(parser))
	}

	command, err := parser.Parse(p.Args)
	if *helped {
		return exitDone
	}

	if err != nil {
		return a.end(ctx, grammarError(err))
	}

	a.configFile = grammar.Config
	a.out = a.newOutput(l, grammar.JSON)

	command.BindTo(ctx, (*context.Context)(nil))

	return a.end(ctx, command.Run(a))
}

func (a *app) newOutput(l lang.Lang, json bool) *output.Output {
	return output.New(a.Stdout, a.Stderr, output.Options{
		Lang: l, JSON: json, Env: a.Env,
		Translate: func(err error, l lang.Lang) output.Notice { return explain.Reader{Lang: l, Zone: a.zone}.Notice(err) },
	})
}

// newParser makes the parser; the flag that it returns is set when help was
// asked for and printed.
func (a *app) newParser(grammar *cli, l lang.Lang) (*kong.Kong, *bool, error) {
	helped := new(bool)

	parser, err := kong.New(grammar,
		kong.Name("gombasync"), kong.Description(words()["app"].In(l)), vars(l),
		kong.Writers(a.helpWriter(), a.Stderr), kong.Exit(func(int) { *helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: false}),
	)
	if err != nil {
		return nil, nil, fmt.Errorf("gombasync: %w", err)
	}

	addExamples(parser.Model.Node, examples(), l)

	return parser, helped, nil
}

// askedLang is the value of --lang, which must be known before the parser that
// prints help exists.
func askedLang(args []string) string {
	for i, arg := range args {
		if value, found := strings.CutPrefix(arg, "--lang="); found {
			return value
		}

		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}

	return ""
}

// asksJSON is --json as the parser will read it: what is wrong with the command
// itself is for a program too.
func asksJSON(arg string) bool {
	flag, value, given := strings.Cut(arg, "=")

	return flag == "--json" && (!given || value != "false" && value != "0" && value != "no")
}

// end reports the error, if there is one, and gives the exit code.
func (a *app) end(ctx context.Context, err error) int {
	code := exitCode(err)

	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		a.out.Fail(errStopped)
	case code != exitParked:
		a.out.Fail(err)
	}

	return code
}

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/alecthomas/kong"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
)

// cli is the grammar of the command line. Its words stand in words.go.
type cli struct {
	Lang string `default:"" enum:",bg,en" help:"${lang}" placeholder:"bg|en"`

	Serve    serveCmd    `cmd:"" default:"withargs" help:"${serve}"`
	Password passwordCmd `cmd:"" help:"${password}"`
	Service  serviceCmd  `cmd:"" help:"${service}"`
}

// place is where the page is and what it works on; the service is installed with
// the same.
type place struct {
	Config       string   `default:"gombasync.yaml" help:"${config}"   placeholder:"FILE"      type:"path"`
	Addr         string   `default:"127.0.0.1:8787" help:"${addr}"     placeholder:"HOST:PORT"`
	Hosts        []string `help:"${hosts}"          name:"host"        placeholder:"NAME"`
	PasswordFile string   `help:"${password_file}"  placeholder:"FILE" type:"path"`
	Cert         string   `help:"${cert}"           placeholder:"FILE" type:"path"`
	Key          string   `help:"${key}"            placeholder:"FILE" type:"path"`
}

// passwordFile is beside the settings unless it is named.
func (p place) passwordFile() string {
	if p.PasswordFile != "" {
		return p.PasswordFile
	}

	return p.Config + ".password"
}

// app is what every command is given.
type app struct {
	process

	out *output.Output
	// asked is the language that the command line names; empty: none.
	asked string
}

// run is the whole program: it returns the exit code.
func run(ctx context.Context, p process) int {
	grammar := &cli{}
	l := lang.Choose(askedLang(p.Args), p.Env)
	a := &app{process: p, out: output.New(p.Stdout, p.Stderr, output.Options{Lang: l, Env: p.Env, Translate: translate})}
	helped := false

	parser, err := kong.New(grammar, kong.Name("dashboard"), kong.Description(words()["app"].In(l)), vars(l),
		kong.Writers(p.Stdout, p.Stderr), kong.Exit(func(int) { helped = true }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		a.out.Fail(err)

		return exitFailed
	}

	command, err := parser.Parse(p.Args)

	switch {
	case helped:
		return exitDone
	case err != nil:
		a.out.Fail(&told{code: "usage", text: lang.Of(err.Error(), "командата не се разбира ("+err.Error()+")"),
			todo: lang.Of("dashboard --help shows what there is", "dashboard --help показва възможностите")})

		return exitUsage
	}

	a.asked = grammar.Lang

	command.BindTo(ctx, (*context.Context)(nil))

	return a.end(command.Run(a))
}

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func (a *app) end(err error) int {
	if err == nil {
		return exitDone
	}

	a.out.Fail(err)

	var (
		use  *told
		safe *guard.Fault
	)

	if errors.As(err, &use) || errors.As(err, &safe) || explain.Configuration(err) {
		return exitUsage
	}

	return exitFailed
}

func translate(err error, l lang.Lang) output.Notice { return explain.Reader{Lang: l}.Notice(err) }

// told is an error in both languages: what is wrong, then what to do.
type told struct {
	code       string
	text, todo lang.Text
	cause      error
}

// Error is the English sentence.
func (t *told) Error() string { return t.text.EN + ": " + t.todo.EN }

// Notice is the sentence in its parts.
func (t *told) Notice(l lang.Lang) output.Notice {
	n := output.Notice{Code: t.code, Message: t.text.In(l), Remedy: t.todo.In(l)}
	if t.cause != nil {
		n.Message += fmt.Sprintf(" (%v)", t.cause)
	}

	return n
}

// Unwrap returns the cause.
func (t *told) Unwrap() error { return t.cause }

// askedLang is the value of --lang, which must be known before the parser that
// prints help exists.
func askedLang(args []string) string {
	for i, arg := range args {
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}

	if slices.Contains(args, "--lang=bg") {
		return "bg"
	}

	return ""
}

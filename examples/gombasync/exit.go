package main

import (
	"errors"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // what was done is whole and recorded; run again
	exitUsage  = 2 // the command, the configuration or the database that it names cannot be used
	exitParked = 3 // done, but this run kept records aside
)

// told is an error in both languages: what is wrong, then what to do.
type told struct {
	code       string
	text, todo lang.Text
	cause      error
}

// Error is the English sentence.
func (t *told) Error() string {
	n := t.Notice(lang.EN)
	if n.Remedy == "" {
		return n.Message
	}

	return n.Message + ": " + n.Remedy
}

// Notice is the sentence in its parts, with the cause.
func (t *told) Notice(l lang.Lang) output.Notice {
	n := output.Notice{Code: t.code, Message: t.text.In(l), Remedy: t.todo.In(l)}

	if t.cause == nil {
		return n
	}

	if why := (explain.Reader{Lang: l}).Cause(t.cause); why != "" {
		n.Message += " (" + why + ")"
	}

	return n
}

// Unwrap returns the cause.
func (t *told) Unwrap() error { return t.cause }

// errParked ends a command whose run kept records aside; they are printed
// already.
var errParked = errors.New("gombasync: records were kept aside")

var errStopped = &told{
	code: "stopped",
	text: lang.Of("stopped; what was done is whole and recorded", "спряно; свършеното е цяло и записано"),
	todo: lang.Of("run the command again to go on", "пуснете командата пак, за да продължи"),
}

// usageError is a command or a configuration that cannot be carried out as it
// was given.
type usageError struct{ told }

// wrong is a usage error in words of our own.
func wrong(code string, text, todo lang.Text) error {
	return &usageError{told{code: code, text: text, todo: todo}}
}

// exitCode tells a mistake of the person from a failure. An error of
// configuration anywhere in a joined error counts.
func exitCode(err error) int {
	var (
		fault *config.Fault
		built *assembly.Fault
		use   *usageError
		db    *warehouse.Fault
	)

	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &fault), errors.As(err, &use), errors.As(err, &built), explain.Configuration(err):
		return exitUsage
	case errors.As(err, &db) && db.Configuration():
		return exitUsage
	case errors.Is(err, errParked):
		return exitParked
	default:
		return exitFailed
	}
}

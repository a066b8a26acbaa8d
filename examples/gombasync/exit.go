package main

import (
	"errors"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // what was done is whole and recorded; run again
	exitUsage  = 2 // the command or the configuration is wrong
	exitParked = 3 // done, but this run kept records aside
)

// told is an error in both languages.
type told struct {
	text  lang.Text
	cause error
}

func (t *told) Error() string { return t.In(lang.EN) }

// In is the sentence with its cause.
func (t *told) In(l lang.Lang) string {
	if t.cause == nil {
		return t.text.In(l)
	}

	return t.text.In(l) + ": " + t.cause.Error()
}

// Unwrap returns the cause.
func (t *told) Unwrap() error { return t.cause }

// errParked ends a command whose run kept records aside; they are printed
// already.
var errParked = errors.New("gombasync: records were kept aside")

var errStopped = &told{text: lang.Of(
	"stopped; what was done is whole and recorded: run the command again to go on",
	"спряно; свършеното е цяло и записано: пуснете командата пак, за да продължи",
)}

// usageError is a command that cannot be carried out as it was given.
type usageError struct{ told }

func usage(err error) error {
	return &usageError{told{text: lang.Of("wrong command (gombasync --help lists them)",
		"грешна команда (gombasync --help ги показва)"), cause: err}}
}

// wrong is a usage error in words of our own.
func wrong(en, bg string) error { return &usageError{told{text: lang.Of(en, bg)}} }

// exitCode tells a mistake of the person from a failure. An error of
// configuration anywhere in a joined error counts.
func exitCode(err error) int {
	var (
		fault *config.Fault
		use   *usageError
	)

	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &fault), errors.As(err, &use), misconfigured(err):
		return exitUsage
	case errors.Is(err, errParked):
		return exitParked
	default:
		return exitFailed
	}
}

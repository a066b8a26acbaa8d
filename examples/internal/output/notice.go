package output

import (
	"errors"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Notice is an error or a warning as a person reads it.
type Notice struct {
	// Code is stable; programs go by it.
	Code    string `json:"code"`
	Message string `json:"message"`
	// Remedy is what to do next.
	Remedy string `json:"remedy,omitempty"`
	// Line is both in one sentence; empty: they are put together.
	Line string `json:"-"`
}

func (n Notice) line() string {
	switch {
	case n.Line != "":
		return oneLine(n.Line)
	case n.Remedy != "":
		return oneLine(n.Message + "; " + n.Remedy)
	default:
		return oneLine(n.Message)
	}
}

// speaker is an error that speaks both languages.
type speaker interface{ Notice(l lang.Lang) Notice }

// Notices are the errors in err, each for itself, in a language as far as they
// speak it. translate may be nil; it gives the zero Notice for an error that it
// does not know.
func Notices(err error, l lang.Lang, translate func(error, lang.Lang) Notice) []Notice {
	if err == nil {
		return nil
	}

	if parts, ok := joined(err); ok {
		var all []Notice
		for _, part := range parts {
			all = append(all, Notices(part, l, translate)...)
		}

		return all
	}

	var s speaker
	if errors.As(err, &s) {
		return []Notice{s.Notice(l)}
	}

	if translate != nil {
		if n := translate(err, l); n.Code != "" {
			return []Notice{n}
		}
	}

	return []Notice{{Code: "failed", Message: err.Error()}}
}

// joined are the parts of an error of errors.Join. fmt.Errorf with several %w
// is one sentence and stays whole.
func joined(err error) ([]error, bool) {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil, false
	}

	var texts []string
	for _, part := range many.Unwrap() {
		texts = append(texts, part.Error())
	}

	return many.Unwrap(), err.Error() == strings.Join(texts, "\n")
}

func oneLine(text string) string {
	var lines []string

	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}

	return strings.Join(lines, "; ")
}

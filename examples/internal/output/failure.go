package output

import (
	"errors"
	"io"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Fail prints an error, one line for each that errors.Join put together.
func (o *Output) Fail(err error) {
	for _, line := range Lines(err, o.opts.Lang, o.opts.Translate) {
		o.complain(lang.Text{EN: "error", BG: "грешка"}, "31", line)
	}
}

// Warn prints something to know that stopped nothing.
func (o *Output) Warn(err error) {
	for _, line := range Lines(err, o.opts.Lang, o.opts.Translate) {
		o.complain(lang.Text{EN: "warning", BG: "внимание"}, "33", line)
	}
}

func (o *Output) complain(label lang.Text, colour, line string) {
	head := label.In(o.opts.Lang) + ":"
	if o.colour {
		head = "\x1b[" + colour + "m" + head + "\x1b[0m"
	}

	_, _ = io.WriteString(o.err, head+" "+line+"\n")
}

// translated is an error that speaks both languages.
type translated interface{ In(l lang.Lang) string }

// Lines are the errors in err, one line each, in a language as far as they
// speak it. translate may be nil.
func Lines(err error, l lang.Lang, translate func(error, lang.Lang) string) []string {
	if err == nil {
		return nil
	}

	if parts, ok := joined(err); ok {
		var all []string
		for _, part := range parts {
			all = append(all, Lines(part, l, translate)...)
		}

		return all
	}

	if translate != nil {
		if text := translate(err, l); text != "" {
			return []string{oneLine(text)}
		}
	}

	var t translated
	if errors.As(err, &t) {
		return []string{oneLine(t.In(l))}
	}

	return []string{oneLine(err.Error())}
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

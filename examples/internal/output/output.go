package output

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Output prints results and errors. Its methods are not safe for concurrent
// use; those of Progress are.
type Output struct {
	out, err io.Writer
	opts     Options
	terminal bool // err is one
	colour   bool // of err
	painted  bool // out is coloured
	width    int  // of out in cells; 0: it is no terminal, and nothing is cut
	begun    bool // something stands above, so a table keeps its distance
}

// Options of an Output; the zero value prints English lines.
type Options struct {
	Lang lang.Lang
	// JSON prints results for a program: Say and Table print nothing.
	JSON bool
	// Env looks up NO_COLOR and TERM. Nil: neither is set.
	Env func(string) (string, bool)
	// Translate gives an error in a language, or the zero Notice when it cannot.
	// An error with a method Notice(lang.Lang) Notice needs none. Nil is allowed.
	Translate func(error, lang.Lang) Notice
	// Terminal makes both writers count as a terminal in tests, Width cells wide;
	// 0: 80.
	Terminal bool
	Width    int
}

// New makes an Output of a program's two writers.
func New(out, err io.Writer, o Options) *Output {
	env := o.Env
	if env == nil {
		env = func(string) (string, bool) { return "", false }
	}

	p := &Output{out: out, err: err, opts: o}
	p.look(env)

	return p
}

// Lang is the language of the person.
func (o *Output) Lang() lang.Lang { return o.opts.Lang }

// IsJSON tells whether results are for a program.
func (o *Output) IsJSON() bool { return o.opts.JSON }

// Say prints a line for a person, formatted as fmt.Printf does, without what would
// command a terminal.
func (o *Output) Say(t lang.Text, args ...any) {
	if !o.opts.JSON {
		o.write(harmless(fmt.Sprintf(t.In(o.opts.Lang), args...)) + "\n")
	}
}

// JSON prints a result for a program, one value a line. Without the option it
// prints nothing.
func (o *Output) JSON(v any) error {
	if !o.opts.JSON {
		return nil
	}

	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("output: the result cannot be printed as JSON: %w", err)
	}

	o.write(string(line) + "\n")

	return nil
}

// Raw prints text as it is, whatever the form of the output.
func (o *Output) Raw(text string) { o.write(text) }

// write drops the writer's error: when nobody reads any more there is nobody to
// tell, and what the program does must be finished all the same.
func (o *Output) write(text string) {
	o.begun = true
	_, _ = io.WriteString(o.out, text)
}

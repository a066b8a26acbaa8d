package output

import (
	"cmp"
	"io"
	"os"

	"golang.org/x/term"
)

// usualWidth is what a terminal has that does not say.
const usualWidth = 80

// look finds out what the two writers are. A person who set NO_COLOR to anything
// wants no colour (no-color.org); a dumb terminal knows neither colour nor how to
// go back in a line.
func (o *Output) look(env func(string) (string, bool)) {
	noColour, _ := env("NO_COLOR")
	kind, _ := env("TERM")
	able := kind != "dumb"

	o.width = o.widthOf(o.out)
	o.terminal = able && (o.opts.Terminal || isTerminal(o.err))
	o.colour = o.terminal && noColour == "" && o.obeys(o.err)
	o.painted = able && o.width > 0 && noColour == "" && o.obeys(o.out)
}

// widthOf is 0 for a file or a pipe.
func (o *Output) widthOf(w io.Writer) int {
	if o.opts.Terminal {
		return cmp.Or(o.opts.Width, usualWidth)
	}

	f, ok := w.(*os.File)
	if !ok || !isTerminal(w) {
		return 0
	}

	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return usualWidth
	}

	return width
}

// obeys tells whether a terminal understands the signs of colour. Windows' own
// window does so only when it is asked to.
func (o *Output) obeys(w io.Writer) bool {
	f, ok := w.(*os.File)

	return !ok || obeySequences(f)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)

	return ok && term.IsTerminal(int(f.Fd()))
}

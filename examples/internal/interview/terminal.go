package interview

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// terminal is the keyboard of a real terminal.
type terminal struct {
	in    *os.File
	lines *bufio.Reader
}

// Terminal is the keyboard at a file, or nil when no person types there.
func Terminal(in io.Reader) Keyboard {
	f, ok := in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}

	return &terminal{in: f, lines: bufio.NewReader(f)}
}

// Line implements Keyboard.
func (t *terminal) Line(ctx context.Context) (string, error) {
	return until(ctx, func() (string, error) {
		line, err := t.lines.ReadString('\n')

		return strings.TrimRight(line, "\r\n"), err
	})
}

// Secret implements Keyboard. The terminal shows again what is typed when the
// context ends before the answer does.
func (t *terminal) Secret(ctx context.Context) (string, error) {
	before, err := term.GetState(int(t.in.Fd()))
	if err != nil {
		return "", err
	}

	defer func() { _ = term.Restore(int(t.in.Fd()), before) }()

	return until(ctx, func() (string, error) {
		typed, err := term.ReadPassword(int(t.in.Fd()))

		return string(typed), err
	})
}

// until leaves a read behind that nothing can end: the program ends right after.
func until(ctx context.Context, read func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}

	got := make(chan answer, 1)

	go func() {
		text, err := read()
		got <- answer{text, err}
	}()

	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case a := <-got:
		return a.text, a.err
	}
}

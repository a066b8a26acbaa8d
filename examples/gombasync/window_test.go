package main

import (
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/stretchr/testify/require"
)

// windowWidth is how many cells a terminal of the tests has.
const windowWidth = 100

var escapes = regexp.MustCompile(`\x1b(\[[0-9;?>=]*[a-zA-Z]|[=>]|\][^\x07]*\x07|\([A-Z])`)

// programOf is this program with its arguments, to be put into a terminal.
func programOf(t *testing.T, dir string, env []string, args ...string) *exec.Cmd {
	t.Helper()

	cmd := exec.CommandContext(t.Context(), program(t), args...)
	cmd.Dir, cmd.Env = dir, append(append(os.Environ(), asProgram, "TERM=xterm"), env...)

	return cmd
}

// window is a terminal with a program in it.
type window struct {
	t    *testing.T
	side *os.File
	said *heard
}

func typing(t *testing.T, cmd *exec.Cmd) *window {
	t.Helper()

	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such terminals")
	}

	side, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: windowWidth})
	require.NoError(t, err)

	w := &window{t: t, side: side, said: &heard{}}
	done := make(chan struct{})

	go func() { defer close(done); _, _ = io.Copy(w.said, side) }()

	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait(); _ = side.Close(); <-done })

	return w
}

// types writes keys and waits for a text that was not there before.
func (w *window) types(keys, wants string) {
	w.t.Helper()

	before := len(w.said.String())
	_, err := io.WriteString(w.side, keys)
	require.NoError(w.t, err)
	w.waits(before, wants)
}

func (w *window) waits(before int, wants string) {
	w.t.Helper()

	require.Eventually(w.t, func() bool {
		return strings.Contains(escapes.ReplaceAllString(w.said.String()[before:], ""), wants)
	}, 10*time.Second, 10*time.Millisecond, "no %q in %q", wants, w.said)
}

// shellOf is a plain shell that knows this program as $PROGRAM.
func shellOf(t *testing.T, dir string) *exec.Cmd {
	t.Helper()

	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no shell here")
	}

	cmd := exec.CommandContext(t.Context(), "sh", "-i")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram, "TERM=xterm", "PS1=$ ", "PROGRAM="+program(t), "GOMBASHOP_KEY=")

	return cmd
}

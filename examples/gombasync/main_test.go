package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// asProgram in the environment makes the tests' own file the program: a process
// as real as the installed one, that need not be linked first.
const asProgram = "GOMBASYNC_AS_PROGRAM=1"

func TestMain(m *testing.M) {
	if os.Getenv("GOMBASYNC_AS_PROGRAM") == "1" {
		main()
	}

	debug.SetGCPercent(400) // little is alive at any time, and much is made
	m.Run()

	if err := os.RemoveAll(kept()); err != nil {
		panic(err)
	}
}

// What all tests share is made at the first use: linking the program and filling
// a database take longer than most tests.
var (
	kept = sync.OnceValue(func() string {
		dir, err := os.MkdirTemp("", "gombasync")
		if err != nil {
			panic(err)
		}

		return dir
	})
	installed = sync.OnceValues(link)
	emptied   = sync.OnceValues(empty)
)

// link makes the program as a shop installs it.
func link() (string, error) {
	binary := filepath.Join(kept(), "gombasync")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}

	out, err := exec.CommandContext(context.Background(), "go", "build", "-tags", "nodemo", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}

	return binary, nil
}

func build(t *testing.T) string {
	t.Helper()

	binary, err := installed()
	require.NoError(t, err)

	return binary
}

// empty is what db create --supto makes.
func empty() ([]byte, error) {
	path := filepath.Join(kept(), "empty.sqlite")
	if r := gombasyncIn(context.Background(), nil, "db", "create", "sqlite:"+path, "--supto"); r.code != exitDone {
		return nil, errors.New(r.err)
	}

	return os.ReadFile(path)
}

// program is this very file, to be started with asProgram.
func program(t *testing.T) string {
	t.Helper()

	path, err := os.Executable()
	require.NoError(t, err)

	return path
}

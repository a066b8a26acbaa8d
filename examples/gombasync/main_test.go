package main

import (
	"os"
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

	m.Run()
}

// program is this very file, to be started with asProgram.
func program(t *testing.T) string {
	t.Helper()

	path, err := os.Executable()
	require.NoError(t, err)

	return path
}

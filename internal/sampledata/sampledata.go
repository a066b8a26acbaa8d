// Package sampledata finds the files of other programs that tests compare with:
// a database of the open sister program, rows recorded from it, an export of a
// real shop. Their licences keep them out of this repository, so a test skips
// where they are not.
//
// They are looked for in the folder that SKLADMOST_SAMPLES names, and else in
// every folder called data that a folder beside the checkout, or beside one of
// its parents, holds.
package sampledata

import (
	"io"
	"os"
	"path/filepath"
)

// TB is what is used of testing.TB.
type TB interface {
	Helper()
	Skip(args ...any)
	Fatal(args ...any)
	TempDir() string
}

// Path is where the file of a name is. The test is skipped when it is nowhere.
func Path(t TB, name string) string {
	t.Helper()

	for _, folder := range folders() {
		path := filepath.Join(folder, name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}

	t.Skip("sample file " + name + " is not at hand; SKLADMOST_SAMPLES names the folder that has it")

	return ""
}

// Copy is the path of a copy that the test may change.
func Copy(t TB, name string) string {
	t.Helper()

	source, err := os.Open(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}

	defer func() { _ = source.Close() }()

	path := filepath.Join(t.TempDir(), name)

	target, err := os.Create(path) //nolint:gosec // in the test's own folder
	if err != nil {
		t.Fatal(err)
	}

	if _, err := io.Copy(target, source); err != nil {
		t.Fatal(err)
	}

	if err := target.Close(); err != nil {
		t.Fatal(err)
	}

	return path
}

func folders() []string {
	if named := os.Getenv("SKLADMOST_SAMPLES"); named != "" {
		return []string{named}
	}

	var all []string

	at, err := os.Getwd()
	for err == nil && at != filepath.Dir(at) {
		at = filepath.Dir(at)
		beside, _ := filepath.Glob(filepath.Join(at, "*", "data"))
		all = append(all, beside...)
	}

	return all
}

package sampledata_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/internal/sampledata"
)

func TestTheNamedFolderDecides(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("SKLADMOST_SAMPLES", folder)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "rows.json"), []byte("[]"), 0o600))

	require.Equal(t, filepath.Join(folder, "rows.json"), sampledata.Path(t, "rows.json"))

	path := sampledata.Copy(t, "rows.json")
	require.NotEqual(t, folder, filepath.Dir(path))

	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "[]", string(data))
}

func TestAFolderBesideTheCheckoutIsFound(t *testing.T) {
	parent := t.TempDir()
	t.Setenv("SKLADMOST_SAMPLES", "")

	for _, folder := range []string{"files/data", "checkout/deep"} {
		require.NoError(t, os.MkdirAll(filepath.Join(parent, folder), 0o700))
	}

	file := filepath.Join(parent, "files", "data", "rows-of-this-test.json")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	t.Chdir(filepath.Join(parent, "checkout", "deep"))

	found, err := filepath.EvalSymlinks(sampledata.Path(t, "rows-of-this-test.json"))
	require.NoError(t, err)
	want, err := filepath.EvalSymlinks(file)
	require.NoError(t, err)
	require.Equal(t, want, found)
}

func TestAMissingFileSkips(t *testing.T) {
	t.Setenv("SKLADMOST_SAMPLES", t.TempDir())

	skipped := t.Run("inner", func(t *testing.T) {
		sampledata.Path(t, "none")
		t.Error("not reached")
	})
	require.True(t, skipped, "a skipped test does not fail")
}

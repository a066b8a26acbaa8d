package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), "shop.json")
	broken := errors.New("the disk is gone")

	for _, text := range []string{"first", "second"} {
		require.NoError(t, replaceFile(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }))

		err := replaceFile(path, func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return broken })
		require.ErrorIs(t, err, broken)

		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, text, string(data))
	}

	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1, "nothing half written is left")

	require.Error(t, replaceFile(filepath.Join(path, "x"), func(io.Writer) error { return nil }), "there is no such folder")
}

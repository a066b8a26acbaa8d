package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// replaceFile writes a file whole or not at all: a program that is killed, or a
// computer that loses power, leaves the old content or the new one, also on
// Windows. Only its owner may read it.
func replaceFile(path string, write func(io.Writer) error) error {
	fresh, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}

	err = errors.Join(write(fresh), fresh.Sync()) // the content is on the disk before the name is
	if err = errors.Join(err, fresh.Close()); err == nil {
		err = os.Rename(fresh.Name(), path)
	}

	if err != nil {
		return errors.Join(err, os.Remove(fresh.Name()))
	}

	syncFolder(filepath.Dir(path))

	return nil
}

// syncFolder puts the new name on the disk where the system can do that; Windows
// does it by itself.
func syncFolder(path string) {
	if folder, err := os.Open(path); err == nil { //nolint:gosec // the folder of a file that was just written
		_ = folder.Sync()
		_ = folder.Close()
	}
}

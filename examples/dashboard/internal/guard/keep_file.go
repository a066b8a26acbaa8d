package guard

import (
	"errors"
	"os"
	"path/filepath"
)

// keepFile writes a file whole or not at all; only its owner may read it.
func keepFile(path string, content []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}

	fresh, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*.new") // 0600
	if err != nil {
		return err
	}

	_, err = fresh.Write(content)
	err = errors.Join(err, fresh.Sync()) // the content is on the disk before the name is

	if err = errors.Join(err, fresh.Close()); err == nil {
		err = os.Rename(fresh.Name(), path)
	}

	if err != nil {
		return errors.Join(err, os.Remove(fresh.Name()))
	}

	return nil
}

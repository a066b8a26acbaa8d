package main

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// write makes the files of secrets and then the configuration. When one cannot be
// written, none stays.
func (c *initCmd) write(a *app, f config.Filled, secrets map[string]string) error {
	var made []string

	put := func(path string, content []byte) error {
		fresh, err := c.put(path, content)
		if fresh {
			made = append(made, path)
		}

		return err
	}

	for _, name := range slices.Sorted(maps.Keys(secrets)) {
		if err := put(filepath.Join(filepath.Dir(a.configFile), name), []byte(secrets[name]+"\n")); err != nil {
			return errors.Join(err, remove(made))
		}
	}

	if err := put(a.configFile, config.FilledTemplate(a.out.Lang(), f)); err != nil {
		return errors.Join(err, remove(made))
	}

	return nil
}

// put writes a file that only this user reads. fresh: it was not there before.
func (c *initCmd) put(path string, content []byte) (fresh bool, err error) {
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL

	if _, err := os.Lstat(path); err == nil {
		if !c.Force {
			return false, exists(path)
		}

		flags = os.O_WRONLY | os.O_TRUNC

		if err := os.Chmod(path, 0o600); err != nil { // it may come to hold a key
			return false, fileFault(path, err)
		}
	}

	f, err := os.OpenFile(path, flags, 0o600) //nolint:gosec // the person names the file
	if errors.Is(err, fs.ErrExist) {
		return false, exists(path)
	}

	if err != nil {
		return false, fileFault(path, err)
	}

	_, err = f.Write(content)
	if err := errors.Join(err, f.Close()); err != nil {
		return flags&os.O_EXCL != 0, fileFault(path, err)
	}

	return flags&os.O_EXCL != 0, nil
}

func remove(paths []string) error {
	var errs []error
	for _, path := range paths {
		errs = append(errs, os.Remove(path))
	}

	return errors.Join(errs...)
}

func exists(path string) error {
	return wrong("file_exists", lang.Of(path+" exists already", path+" вече съществува"),
		lang.Of("edit it, or overwrite it with --force", "редактирайте го или го презапишете с --force"))
}

// writable tries the folder before a person answers anything.
func writable(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".gombasync-*")
	if err != nil {
		return fileFault(path, err)
	}

	return errors.Join(f.Close(), os.Remove(f.Name()))
}

package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// ErrChanged says that the file is not the one that was read: somebody saved it
// in between. Read it again.
var ErrChanged = errors.New("config: the file was changed by somebody else in the meantime")

// File is what a configuration file says, without its secrets.
type File struct {
	// Version is a fingerprint of the whole file, for Save.
	Version string
	// Values are the settings that the file has a value for, as it is written
	// there: a string, []string or map[string]string. warehouse.dsn stands without
	// its password, shop.key is not among them.
	Values map[string]any
	// Secrets names the settings that hold a secret: shop.key, and warehouse.dsn
	// when a password is part of the address.
	Secrets map[string]bool
}

// Values reads what a file says, whether it is right or not; a file that is no
// YAML is a *Fault.
func Values(path string) (File, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return File{}, &Fault{Code: Unreadable, File: path, Wants: unreadable(err)}
	}

	return valuesOf(data)
}

func valuesOf(data []byte) (File, error) {
	all, err := rawValues(data)
	if err != nil {
		return File{}, err
	}

	f := File{Version: version(data), Values: all, Secrets: map[string]bool{}}
	if _, ok := all["shop.key"]; ok {
		delete(all, "shop.key")
		f.Secrets["shop.key"] = true
	}

	if address, ok := all["warehouse.dsn"].(string); ok {
		shown, password := ShownAddress(address)
		all["warehouse.dsn"], f.Secrets["warehouse.dsn"] = shown, password != "" || shown == ""
	}

	return f, nil
}

func version(data []byte) string {
	sum := sha256.Sum256(data)

	return hex.EncodeToString(sum[:])
}

// Save writes edits into a file that still is the one of this version ("" asks
// for none), else it gives ErrChanged. The result is checked as Load does it;
// faults are returned and nothing is written. The file is replaced at once: who
// reads it sees the old one or the new one.
func Save(path, version string, env Env, edits ...Edit) error {
	data, err := edited(path, version, env, edits...)
	if err != nil {
		return err
	}

	return unwritten(path, "", replaceFile(path, data))
}

// unwritten tells a person why a file is not written; nil stays nil.
func unwritten(file, setting string, err error) error {
	if err == nil {
		return nil
	}

	return fmt.Errorf("%w (%w)", &Fault{Code: Unwritable, File: file, Setting: setting, Wants: lang.Of(
		"check that the folder is there, your rights on it and the room on the disk",
		"проверете има ли такава папка, правата ѝ и мястото на диска")}, err)
}

func edited(path, known string, env Env, edits ...Edit) ([]byte, error) {
	data, err := Typed(path, known, edits...)
	if err != nil {
		return nil, err
	}

	if _, err = Parse(path, data, env); err != nil {
		return nil, err
	}

	return data, nil
}

// Typed is the file as Save would write it, unchecked: to try what a person has
// typed before it is saved, with Parse, ParseWarehouse or ParseShop. Nobody
// else may see it, for the secrets are in it.
func Typed(path, known string, edits ...Edit) ([]byte, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return nil, &Fault{Code: Unreadable, File: path, Wants: unreadable(err)}
	}

	if known != "" && known != version(data) {
		return nil, ErrChanged
	}

	return Apply(data, edits...)
}

// replaceFile puts new content into the place of a file, with the rights of the
// old one, through a file beside it. A link stays one.
func replaceFile(path string, data []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}

	old, err := os.Stat(path)
	if err != nil {
		return err
	}

	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}

	err = writeAll(f, data, old.Mode().Perm())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}

	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}

	return err
}

func writeAll(f *os.File, data []byte, mode os.FileMode) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}

	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Chmod(f.Name(), mode)
	}

	return err
}

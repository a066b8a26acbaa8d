package config

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// ReplaceSecret writes a secret alone into the file that a setting of the
// configuration at path names; the file is made when there is none. One that
// holds anything but a line of text, such as the database or the settings, is a
// *Fault and stays what it is.
func ReplaceSecret(path, setting, name, secret string) error {
	name = (&reader{file: path}).near(name)
	if !forSecret(name) {
		return &Fault{Code: Conflict, File: path, Setting: setting, Wants: lang.Of(
			"that file is there with other content; name one that is for this secret alone",
			"в този файл вече има друго съдържание; посочете файл само за тази тайна")}
	}

	err := touch(name)
	if err == nil {
		err = replaceFile(name, []byte(secret+"\n"))
	}

	return unwritten(name, setting, err)
}

// touch makes a file that nobody else reads, where there is none.
func touch(name string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // the settings name the file
	if err != nil {
		return err
	}

	return f.Close()
}

// forSecret tells whether a file may be overwritten with a secret: there is none,
// or nothing but a short line in it.
func forSecret(name string) bool {
	const longest = 4096

	info, err := os.Stat(name)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}

	if !info.Mode().IsRegular() || info.Size() > longest {
		return false
	}

	data, err := os.ReadFile(name) //nolint:gosec // the settings name the file
	text := strings.TrimRight(string(data), "\r\n")

	return err == nil && utf8.ValidString(text) && !strings.ContainsAny(text, "\r\n\x00")
}

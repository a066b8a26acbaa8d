package sqlite

import (
	"errors"
	"fmt"
	"regexp"

	codes "modernc.org/sqlite/lib"

	"github.com/skladmost/skladmost/sklad"
)

// explain names the file and what to do about it.
func explain(path string, err error) error { return fmt.Errorf("sqlite: %s: %w", path, remedy(err)) }

// remedy turns SQLite's words into what to do next, once.
func remedy(err error) error {
	if _, told := errors.AsType[*sklad.DatabaseError](err); told {
		return err
	}
	switch code(err) & 0xff {
	case codes.SQLITE_NOTADB, codes.SQLITE_CORRUPT:
		return fmt.Errorf("%w: %w; name the file that the program itself opens, or restore it from a backup", sklad.ErrNotSklad, err)
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return sklad.UnusableError(fmt.Errorf("locked by another program: %w", err), sklad.ReasonLocked,
			"close that program or wait until it is idle")
	case codes.SQLITE_CANTOPEN, codes.SQLITE_READONLY, codes.SQLITE_PERM:
		return sklad.UnusableError(err, sklad.ReasonReadOnly, "the account that runs this needs to write the file and its folder")
	case codes.SQLITE_FULL:
		return sklad.UnusableError(err, sklad.ReasonDiskFull, "make room on the disk")
	case codes.SQLITE_ERROR:
		return unknownName(err)
	default:
		return err
	}
}

// unknown is a table or column in SQLite's words, which have no code of their
// own.
var unknown = regexp.MustCompile(`no such (?:table|column): (\S+)|table (\S+) has no column named (\S+)`)

func unknownName(err error) error {
	found := unknown.FindStringSubmatch(err.Error())
	switch {
	case found == nil:
		return err
	case found[3] != "":
		return sklad.MissingError(err, found[2]+"."+found[3])
	default:
		return sklad.MissingError(err, found[1])
	}
}

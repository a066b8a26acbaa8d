package access

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
)

// Explain adds what to do next to what the server says, once.
func (d dialect) Explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, told := errors.AsType[*sklad.DatabaseError](err); told {
		return err
	}
	err = onOneLine(err)
	switch d.server.fault(err) {
	case busy:
		return sklad.UnusableError(fmt.Errorf("locked by another program: %w", err), sklad.ReasonLocked,
			"wait until it is idle, or close it")
	case noTable, noColumn:
		return sklad.MissingError(err, absent(err)...)
	case readOnly:
		return sklad.UnusableError(err, sklad.ReasonReadOnly, needsToWrite)
	case noRights:
		return sklad.UnusableError(err, sklad.ReasonRights, needsRights)
	default:
		return unknownColumn(err)
	}
}

const (
	needsToWrite = "the account that runs this needs to write the file and its folder"
	needsRights  = "the user needs SELECT, INSERT, UPDATE and DELETE in this database, and CREATE and INDEX to install the ledger"
)

// missing is a table or column in the words of Jet and of the stand-ins.
var missing = regexp.MustCompile(`(?:no such (?:table|column): |has no column named )([^\s(]+)|` +
	`(?:[Tt]able(?: or query)?|[Uu]nknown column) '(?:[^'.]+\.)?([^']+)'`)

// absent is what an error misses.
func absent(err error) []string {
	for _, r := range records(err) {
		if found := missing.FindStringSubmatch(r.text); found != nil {
			return []string{found[1] + found[2]}
		}
	}
	return nil
}

// onOneLine joins the records of a driver's error, which has a line for each.
func onOneLine(err error) error {
	if !strings.Contains(err.Error(), "\n") {
		return err
	}
	return joined{err}
}

type joined struct{ error }

func (j joined) Error() string { return strings.ReplaceAll(j.error.Error(), "\n", "; ") }
func (j joined) Unwrap() error { return j.error }

// unknownColumn explains what Jet says of a column that is not there: it takes
// the name for a parameter and misses its value.
func unknownColumn(err error) error {
	for _, r := range records(err) {
		if r.state == "07001" || r.state == "07002" {
			return sklad.MissingError(fmt.Errorf("a column is missing: %w", err))
		}
	}
	return err
}

// explainOpen says what to do about an error of the first connection. The
// numbers of all servers are looked at, since none has been reached.
func explainOpen(err error) error {
	if missingDriver(err) {
		return sklad.UnusableError(fmt.Errorf("access: %w: %w", sklad.ErrUnsupported, err), sklad.ReasonNoDriver, installDriver)
	}
	for _, r := range records(err) {
		if r.state == "IM014" {
			return sklad.UnusableError(fmt.Errorf("access: %w; the data source is for programs of another width than this %d-bit one",
				err, strconv.IntSize), sklad.ReasonNoDriver, "use the other build, or set the source up again")
		}
	}
	err = fmt.Errorf("access: %w", err)
	for _, s := range []server{jet(), sqliteServer(""), mariaServer("", "")} {
		switch s.fault(err) {
		case wrongPassword:
			return sklad.UnusableError(err, sklad.ReasonLogin, "check the password (PWD) and user (UID)")
		case noFile:
			return sklad.UnusableError(err, sklad.ReasonNoDatabase, "check the path or the database's name, and the rights to its folder")
		case busy:
			return sklad.UnusableError(err, sklad.ReasonLocked, "another program holds the file for itself: close it")
		case readOnly:
			return sklad.UnusableError(err, sklad.ReasonReadOnly, needsToWrite)
		case noRights:
			return sklad.UnusableError(err, sklad.ReasonRights, needsRights)
		case unreachable:
			return sklad.UnusableError(err, sklad.ReasonServerDown,
				"check host and port, and that the server runs and accepts connections from here")
		default:
		}
	}
	return fmt.Errorf("%w; the database cannot be opened: check path, password and the ODBC driver", err)
}

// missingDriver: ODBC finds no driver of that name, or cannot load it.
func missingDriver(err error) bool {
	for _, r := range records(err) {
		if r.state == "IM002" || r.state == "IM003" || strings.Contains(r.text, "Can't open lib") {
			return true
		}
	}
	return false
}

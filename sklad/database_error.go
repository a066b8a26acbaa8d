package sklad

import (
	"strings"
)

// DatabaseError is why a database cannot be used as it is. No record is at
// fault, so a run that meets one stops.
type DatabaseError struct {
	// Reason is stable; programs go by it.
	Reason Reason
	// Names are the tables, columns ("Goods.Code") or rights that it is about, as
	// far as the server names them.
	Names []string
	// Remedy is what to do next, in English.
	Remedy string
	// Err is what the server says. It holds no password.
	Err error
}

// Error is the server's sentence and the remedy.
func (e *DatabaseError) Error() string { return e.Err.Error() + "; " + e.Remedy }

// Unwrap is what the server says.
func (e *DatabaseError) Unwrap() error { return e.Err }

// Reason tells the kinds of DatabaseError apart.
type Reason string

// The reasons. All but ReasonLocked, ReasonServerDown, ReasonNoInstance and
// ReasonDiskFull stay until a person changes the address, the rights or the
// database.
const (
	ReasonLogin         Reason = "login_refused"    // user or password
	ReasonNoDatabase    Reason = "database_missing" // the server has none of that name, or the path is wrong
	ReasonRights        Reason = "no_rights"        // the user may not do what is needed
	ReasonReadOnly      Reason = "read_only"        // nobody may write: the file, the folder or the server
	ReasonMissing       Reason = "table_missing"    // tables or columns of Склад Pro
	ReasonLedgerMissing Reason = "ledger_missing"   // tables of the ledger; ledger.Install makes them
	ReasonNoDriver      Reason = "no_driver"        // ODBC has no driver of that name
	ReasonLocked        Reason = "database_locked"  // by another program
	ReasonServerDown    Reason = "server_down"      // nothing answers at the address
	ReasonNoInstance    Reason = "no_instance"      // SQL Server's named instance
	ReasonDiskFull      Reason = "disk_full"
)

// Lasting tells whether the same call fails again until a person has changed
// something.
func (r Reason) Lasting() bool {
	switch r {
	case ReasonLocked, ReasonServerDown, ReasonNoInstance, ReasonDiskFull:
		return false
	default:
		return true
	}
}

// UnusableError is a DatabaseError as an engine makes it of what its server says.
func UnusableError(err error, reason Reason, remedy string, names ...string) *DatabaseError {
	return &DatabaseError{Reason: reason, Names: names, Remedy: remedy, Err: err}
}

// MissingError is a DatabaseError of tables and columns that are not there. It
// sends a person to ledger.Install for the ledger's own tables, and to a backup
// for Склад Pro's and for columns.
func MissingError(err error, names ...string) *DatabaseError {
	e := &DatabaseError{
		Reason: ReasonMissing, Names: names, Err: err,
		Remedy: "name the database that Склад Pro itself opens, or restore the table or column from a backup",
	}
	for _, name := range names {
		if !strings.HasPrefix(strings.ToLower(name), "gomba_") || strings.Contains(name, ".") {
			return e
		}
	}
	if len(names) > 0 {
		e.Reason, e.Remedy = ReasonLedgerMissing, "run `db install`, or call ledger.Install, which makes it again"
	}
	return e
}

package engine

import (
	"context"
	"database/sql"
	"time"

	"github.com/skladmost/skladmost/sklad/schema"
)

// Dialect is everything in which the database servers differ. An engine
// package (sqlite, mysql, mssql, access) implements it once; no other code asks
// which server it talks to.
type Dialect interface {
	schema.Dialect

	// Placeholder is the n-th bound parameter of a statement, counted from 1.
	Placeholder(n int) string
	// Limit makes a SELECT return its first n rows. It reports false where the
	// server has no such clause or it must not be used; the caller then pages
	// by ranges of the primary key.
	Limit(query string, n int) (string, bool)
	// InsertID runs an INSERT on s and returns the identity that it made.
	InsertID(ctx context.Context, s *Session, query string, args []any) (int64, error)

	// Day binds a calendar day, at midnight, as the program stores it in
	// Operations.Date, Payments.Date and the like.
	Day(day time.Time) any
	// Stamp binds a moment as the program stores it in UserRealTime; loc is the
	// time zone of the database.
	Stamp(moment time.Time, loc *time.Location) any

	// Clock binds a moment as the clock on the wall of loc shows it, as the
	// program stores the device's time in ECRReceipts.ReceiptDate.
	Clock(moment time.Time, loc *time.Location) any

	// IsDuplicate tells whether err is a violated primary or unique key.
	IsDuplicate(err error) bool
	// IsRetryable tells whether err goes away when the whole transaction runs
	// again: busy, deadlock, lock time-out.
	IsRetryable(err error) bool
	// TxOptions are the options of every read-write transaction; the isolation
	// level is always stated, because it leaks through connection pools.
	TxOptions() *sql.TxOptions
	// Begin runs first in every transaction, for what TxOptions cannot say.
	Begin(ctx context.Context, s *Session) error
	// Explain adds to an error of the server what to do next, where it can.
	Explain(err error) error
	// IsLost tells whether err means that the connection to the server is gone,
	// as far as the driver has errors of its own for that.
	IsLost(err error) bool
	// Lock takes a named lock until the transaction of s ends. Servers without
	// named locks do nothing: a lock only saves retries, unique keys are the
	// guarantee.
	Lock(ctx context.Context, s *Session, name string) error
	// Unlock runs on the connection of a transaction that has ended, and gives
	// back the named locks that the server has kept for it. An error drops the
	// connection, and the locks with it.
	Unlock(ctx context.Context, conn *sql.Conn) error
	// HasTable tells whether a table, named in the vendor's spelling, exists.
	HasTable(ctx context.Context, s *Session, name string) (bool, error)
	// HasIndex tells whether a table has an index or, with unique, a unique key of
	// that name. It is true as well where the server does not tell, or where the
	// key cannot be dropped.
	HasIndex(ctx context.Context, s *Session, table, name string, unique bool) (bool, error)
	// Server describes the server and its settings.
	Server(ctx context.Context, s *Session) (Server, error)
}

// Narrow is a Dialect whose text columns may hold less than all characters.
type Narrow interface {
	// Charsets are the character sets of such columns by "table.column", all in
	// lower case.
	Charsets(ctx context.Context, s *Session) (map[string]string, error)
}

// Server is what a Dialect finds out about the server that it talks to.
type Server struct {
	Version     string // "3.51.0"
	Charset     string // of the texts, "UTF-8"
	JournalMode string // SQLite only, "delete"
	// UnsafeTables are tables without transactions (MyISAM).
	UnsafeTables []string
}

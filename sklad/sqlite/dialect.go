package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// dialect is SQLite as the vendor's sister program uses it: lower-case table
// names, dates as text.
type dialect struct {
	// foreign is set for a pool whose _txlock is not known to be immediate.
	foreign bool
	// wait is that pool's own busy_timeout in milliseconds.
	wait int
}

var _ engine.Dialect = dialect{}

// stampLayout is the only form of dates that we write: the program reads
// others too, but some make its whole list of sales unreadable.
const stampLayout = "2006-01-02 15:04:05"

func (dialect) Name() string                     { return "sqlite" }
func (dialect) Family() schema.Family            { return schema.Open }
func (dialect) Table(name string) string         { return strings.ToLower(name) }
func (dialect) Quote(ident string) string        { return "`" + strings.ReplaceAll(ident, "`", "``") + "`" }
func (dialect) Placeholder(int) string           { return "?" }
func (dialect) TableOptions(schema.Table) string { return "" }

func (dialect) Limit(query string, n int) (string, bool) {
	return query + " LIMIT " + strconv.Itoa(n), true
}

func (dialect) InsertID(ctx context.Context, s *engine.Session, query string, args []any) (int64, error) {
	result, err := s.Raw().ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// Day is the day's text at midnight, whatever the zone of day is.
func (dialect) Day(day time.Time) any { return day.Format("2006-01-02") + " 00:00:00" }

// Stamp is the moment in UTC, as CURRENT_TIMESTAMP has it on SQLite.
func (dialect) Stamp(moment time.Time, _ *time.Location) any { return moment.UTC().Format(stampLayout) }

func (dialect) Clock(moment time.Time, loc *time.Location) any {
	return moment.In(loc).Format(stampLayout)
}

func (dialect) TxOptions() *sql.TxOptions { return &sql.TxOptions{} }

// How long a statement waits for a lock, in milliseconds. A transaction waits
// long for its turn and not for others at its COMMIT: a program that has begun to
// read and now wants to write holds its read lock for as long as we hold ours,
// and only our rollback lets it go on.
const (
	turnWait   = 10_000
	commitWait = 100
)

// Begin takes the write lock at once. On our own connections BEGIN IMMEDIATE
// did; on others an UPDATE that touches no row does the same. A transaction
// that began as a reader could not become a writer once another one wrote.
func (d dialect) Begin(ctx context.Context, s *engine.Session) error {
	if d.foreign {
		if _, err := s.Exec(ctx, "UPDATE {System} SET [ProductID] = [ProductID] WHERE 1 = 0"); err != nil {
			return err
		}
	}
	_, err := s.Raw().ExecContext(ctx, "PRAGMA busy_timeout = "+strconv.Itoa(commitWait))
	return err
}

// Unlock lets the connection wait long again.
func (d dialect) Unlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = "+strconv.Itoa(max(d.wait, turnWait)))
	return err
}

// Lock does nothing: BEGIN IMMEDIATE has locked the whole file.
func (dialect) Lock(context.Context, *engine.Session, string) error { return nil }

func (dialect) KeepIDs(string) (on, off string)  { return "", "" }
func (dialect) TextLiteral(text string) string   { return schema.Apostrophes(text) }
func (dialect) MomentLiteral(t time.Time) string { return "'" + t.Format(stampLayout) + "'" }

// Explain says who else has the file, or what its account lacks.
func (dialect) Explain(err error) error { return remedy(err) }

// IsLost is never: a file has no server.
func (dialect) IsLost(error) bool { return false }

func (dialect) IsDuplicate(err error) bool {
	switch code(err) {
	case codes.SQLITE_CONSTRAINT_UNIQUE, codes.SQLITE_CONSTRAINT_PRIMARYKEY, codes.SQLITE_CONSTRAINT_ROWID:
		return true
	default:
		return false
	}
}

func (dialect) IsRetryable(err error) bool {
	switch code(err) & 0xff {
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return true
	default:
		return false
	}
}

// code is SQLite's extended result code, 0 when err is of another kind.
func code(err error) int {
	if native, ok := errors.AsType[*sqlite3.Error](err); ok {
		return native.Code()
	}
	return 0
}

func (dialect) HasTable(ctx context.Context, s *engine.Session, name string) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", name)
	return n > 0, err
}

// HasIndex finds every unique key in place: SQLite drops none that stands in its
// table.
func (dialect) HasIndex(ctx context.Context, s *engine.Session, _, name string, unique bool) (bool, error) {
	if unique {
		return true, nil
	}
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND lower(name) = lower(?)", name)
	return n > 0, err
}

func (dialect) Server(ctx context.Context, s *engine.Session) (engine.Server, error) {
	var server engine.Server
	for query, dest := range map[string]*string{
		"SELECT sqlite_version()": &server.Version,
		"PRAGMA encoding":         &server.Charset,
		"PRAGMA journal_mode":     &server.JournalMode,
	} {
		if _, err := s.Get(ctx, dest, query); err != nil {
			return engine.Server{}, err
		}
	}
	return server, nil
}

func (dialect) ColumnType(c schema.Column) string {
	if c.Type == schema.Identity {
		return "INTEGER PRIMARY KEY AUTOINCREMENT"
	}
	definition := storage(c)
	if c.NotNull.In(schema.Open) && c.NotNull != 0 {
		definition += " NOT NULL"
	}
	if c.Default != "" && c.Default != "0" { // the vendor's SQLite script leaves out the zeros
		definition += " DEFAULT " + c.Default
	}
	return definition
}

func storage(c schema.Column) string {
	switch c.Type {
	case schema.Number:
		return "DOUBLE"
	case schema.Text:
		return fmt.Sprintf("VARCHAR(%d)", c.Length)
	case schema.Memo:
		return "TEXT"
	case schema.Day, schema.Timestamp:
		return "DATETIME"
	default:
		return "INTEGER"
	}
}

func (d dialect) Index(t schema.Table, i schema.Index) string { return schema.CreateIndex(d, t, i) }

func (d dialect) Constraints(t schema.Table) []string {
	var clauses []string
	if len(t.Key) > 0 {
		clauses = append(clauses, "PRIMARY KEY ("+schema.Quoted(d, t.Key)+")")
	}
	for _, u := range t.Unique {
		clause := "UNIQUE (" + schema.Quoted(d, u.Columns) + ")"
		if u.Replace {
			clause += " ON CONFLICT REPLACE"
		}
		clauses = append(clauses, clause)
	}
	return clauses
}

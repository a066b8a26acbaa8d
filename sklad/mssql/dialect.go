package mssql

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	native "github.com/microsoft/go-mssqldb"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// dialect is T-SQL.
type dialect struct{}

var _ engine.Dialect = dialect{}

func (dialect) Name() string              { return "mssql" }
func (dialect) Family() schema.Family     { return schema.Pro }
func (dialect) Table(name string) string  { return name }
func (dialect) Quote(ident string) string { return "[" + strings.ReplaceAll(ident, "]", "]]") + "]" }
func (dialect) Placeholder(n int) string  { return "@p" + strconv.Itoa(n) }

func (dialect) Limit(query string, n int) (string, bool) {
	rest, ok := strings.CutPrefix(query, "SELECT ")
	return "SELECT TOP (" + strconv.Itoa(n) + ") " + rest, ok
}

// KeepIDs lets INSERT name the identity column, one table at a time.
func (d dialect) KeepIDs(table string) (on, off string) {
	set := "SET IDENTITY_INSERT " + d.Quote(d.Table(table))
	return set + " ON", set + " OFF"
}

// TextLiteral is in Unicode; without the N the text would go through the
// database's own character set.
func (dialect) TextLiteral(text string) string { return "N" + schema.Apostrophes(text) }

// MomentLiteral is the one form that no DATEFORMAT and no language turns round.
func (dialect) MomentLiteral(t time.Time) string { return "'" + t.Format("20060102 15:04:05") + "'" }

// InsertID reads the identity in the same batch: SCOPE_IDENTITY() knows no other,
// and OUTPUT fails on a table with triggers.
func (dialect) InsertID(ctx context.Context, s *engine.Session, query string, args []any) (int64, error) {
	var id int64
	err := s.Raw().QueryRowxContext(ctx, query+"; SELECT CAST(SCOPE_IDENTITY() AS bigint)", args...).Scan(&id)
	return id, err
}

// Day is the day at midnight, whatever the zone of day is.
func (dialect) Day(day time.Time) any {
	return native.DateTime1(time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC))
}

// Stamp is the moment on the shop's clock, where the vendor has GETDATE().
func (dialect) Stamp(moment time.Time, loc *time.Location) any {
	t := moment.In(loc)
	return native.DateTime1(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC))
}

// Clock is what Stamp is: the server has one kind of clock.
func (d dialect) Clock(moment time.Time, loc *time.Location) any { return d.Stamp(moment, loc) }

func (dialect) IsDuplicate(err error) bool { return number(err, duplicateKey, duplicateIndex) }

func (dialect) IsRetryable(err error) bool {
	return number(err, deadlock, lockTimeout) || errors.Is(err, errLockTimeout)
}

// IsLost is a reply that broke off; the rest are errors of the network.
func (dialect) IsLost(err error) bool {
	_, broken := errors.AsType[native.StreamError](err)
	return broken
}

// number tells whether err is one of the server's errors.
func number(err error, of ...int32) bool {
	refused, ok := errors.AsType[native.Error](err)
	if !ok {
		return false
	}
	return slices.Contains(of, refused.Number) ||
		slices.ContainsFunc(refused.All, func(one native.Error) bool { return slices.Contains(of, one.Number) })
}

func (dialect) TxOptions() *sql.TxOptions { return &sql.TxOptions{Isolation: sql.LevelReadCommitted} }

// Begin bounds every wait for a lock, and keeps a refused row from ending the
// whole transaction, which would hide the error's own number.
func (dialect) Begin(ctx context.Context, s *engine.Session) error {
	_, err := s.Exec(ctx, "SET XACT_ABORT OFF; SET LOCK_TIMEOUT "+strconv.Itoa(lockWait))
	return err
}

func (dialect) HasTable(ctx context.Context, s *engine.Session, name string) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA_NAME() AND LOWER(TABLE_NAME) = ?",
		strings.ToLower(name))
	return n > 0, err
}

// HasIndex goes by the beginning of the name: look-alikes of the server append
// the table's.
func (dialect) HasIndex(ctx context.Context, s *engine.Session, table, name string, _ bool) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM sys.indexes WHERE object_id = OBJECT_ID(?) AND LOWER(name) LIKE ?",
		table, strings.ToLower(name)+"%")
	return n > 0, err
}

func (dialect) Server(ctx context.Context, s *engine.Session) (engine.Server, error) {
	var row struct {
		Version   string         `db:"version"`
		Collation sql.NullString `db:"collation"`
	}
	_, err := s.Get(ctx, &row, "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version, "+
		"CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(128)) AS collation")
	return engine.Server{Version: row.Version, Charset: "nvarchar (" + row.Collation.String + ")"}, err
}

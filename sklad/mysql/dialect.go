package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	native "github.com/go-sql-driver/mysql"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// dialect is MySQL and MariaDB.
type dialect struct {
	// database is part of the names of locks, which the whole server shares.
	database string
	// tables are the names as the server spells them, by their lower case.
	tables map[string]string
}

var (
	_ engine.Dialect = dialect{}
	_ engine.Narrow  = dialect{}
)

func (dialect) Name() string              { return "mysql" }
func (dialect) Family() schema.Family     { return schema.Open }
func (dialect) Quote(ident string) string { return "`" + strings.ReplaceAll(ident, "`", "``") + "`" }
func (dialect) Placeholder(int) string    { return "?" }

// Table is the server's own spelling, and lower case for a table that is not
// there yet, which is how the vendor's scripts name them.
func (d dialect) Table(name string) string {
	lower := strings.ToLower(name)
	if found, ok := d.tables[lower]; ok {
		return found
	}
	return lower
}

func (dialect) Limit(query string, n int) (string, bool) {
	return query + " LIMIT " + strconv.Itoa(n), true
}

func (dialect) KeepIDs(string) (on, off string) { return "", "" }

func (dialect) InsertID(ctx context.Context, s *engine.Session, query string, args []any) (int64, error) {
	result, err := s.Raw().ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// The columns have no time zone, so dates are bound as text: the driver would
// move a time into the zone of its connection.

// Day is the day at midnight, whatever the zone of day is.
func (dialect) Day(day time.Time) any { return day.Format("2006-01-02") + " 00:00:00" }

// Stamp is the moment on the shop's clock, where the vendor has NOW().
func (dialect) Stamp(moment time.Time, loc *time.Location) any {
	return moment.In(loc).Format("2006-01-02 15:04:05")
}

// Clock is what Stamp is: the server has one kind of clock.
func (d dialect) Clock(moment time.Time, loc *time.Location) any { return d.Stamp(moment, loc) }

// The server's numbers of errors.
const (
	duplicateKey      = 1062
	duplicateIndex    = 1586
	lockTimeout       = 1205
	deadlock          = 1213
	recordChanged     = 1020 // MariaDB's innodb_snapshot_isolation
	unknownDatabase   = 1049
	accessDenied      = 1045
	databaseDenied    = 1044
	commandDenied     = 1142
	columnDenied      = 1143
	pluginDenied      = 1698
	readOnly          = 1290
	badString         = 1366
	noSuchTable       = 1146
	unknownColumn     = 1054
	readOnlyTx        = 1792
	dataTooLong       = 1406
	conversionRefused = 3854
)

func (dialect) IsDuplicate(err error) bool { return number(err, duplicateKey, duplicateIndex) }

func (dialect) IsRetryable(err error) bool {
	return number(err, lockTimeout, deadlock, recordChanged) || errors.Is(err, errLockTimeout)
}

func (dialect) IsLost(err error) bool { return errors.Is(err, native.ErrInvalidConn) }

// number tells whether err is one of the server's errors.
func number(err error, of ...uint16) bool {
	refused, ok := errors.AsType[*native.MySQLError](err)
	return ok && slices.Contains(of, refused.Number)
}

func (dialect) TxOptions() *sql.TxOptions { return &sql.TxOptions{Isolation: sql.LevelReadCommitted} }

func (dialect) Begin(context.Context, *engine.Session) error { return nil }

func (dialect) HasTable(ctx context.Context, s *engine.Session, name string) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM information_schema.tables "+
		"WHERE table_schema = DATABASE() AND LOWER(table_name) = ?", strings.ToLower(name))
	return n > 0, err
}

func (dialect) HasIndex(ctx context.Context, s *engine.Session, table, name string, _ bool) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM information_schema.statistics "+
		"WHERE table_schema = DATABASE() AND LOWER(table_name) = ? AND LOWER(index_name) = ?",
		strings.ToLower(table), strings.ToLower(name))
	return n > 0, err
}

// Server tells version, character set and the tables that are not safe to write
// in.
func (d dialect) Server(ctx context.Context, s *engine.Session) (engine.Server, error) {
	var row struct {
		Version   string `db:"version"`
		Charset   string `db:"charset"`
		Collation string `db:"collation"`
	}
	_, err := s.Get(ctx, &row, "SELECT VERSION() AS version, @@character_set_database AS charset, @@collation_database AS collation")
	if err != nil {
		return engine.Server{}, err
	}
	server := engine.Server{Version: row.Version, Charset: row.Charset + " (" + row.Collation + ")"}
	server.UnsafeTables, err = unsafeTables(ctx, s)
	return server, err
}

// Charsets are those of the columns that do not hold every character.
func (dialect) Charsets(ctx context.Context, s *engine.Session) (map[string]string, error) {
	var rows []struct {
		Table   string `db:"tab"`
		Column  string `db:"col"`
		Charset string `db:"charset"`
	}
	err := s.Select(ctx, &rows, "SELECT table_name AS tab, column_name AS col, character_set_name AS charset "+
		"FROM information_schema.columns WHERE table_schema = DATABASE() AND character_set_name IS NOT NULL "+
		"AND character_set_name NOT IN ('utf8mb4', 'utf16', 'utf16le', 'utf32')")
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	charsets := map[string]string{}
	for _, row := range rows {
		charsets[strings.ToLower(row.Table+"."+row.Column)] = strings.ToLower(row.Charset)
	}
	return charsets, nil
}

// unsafeTables are those of ours and the vendor's whose storage engine knows no
// transactions. Tables of other programs are their owners' matter.
func unsafeTables(ctx context.Context, s *engine.Session) ([]string, error) {
	var rows []struct {
		Name   string         `db:"name"`
		Engine sql.NullString `db:"engine"`
	}
	err := s.Select(ctx, &rows, "SELECT table_name AS name, engine AS engine FROM information_schema.tables "+
		"WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name")
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, t := range schema.Tables() {
		known[strings.ToLower(t.Name)] = true
	}
	var unsafe []string
	for _, row := range rows {
		lower := strings.ToLower(row.Name)
		ours := known[lower] || strings.HasPrefix(lower, "gomba_")
		if ours && row.Engine.Valid && !strings.EqualFold(row.Engine.String, "InnoDB") {
			unsafe = append(unsafe, row.Name+" ("+row.Engine.String+")")
		}
	}
	return unsafe, nil
}

// readTables finds how the server spells the tables. Where it has two that
// differ in case alone, the lower-case one is the vendor's.
func readTables(ctx context.Context, s *engine.Session) (map[string]string, error) {
	var names []string
	err := s.Select(ctx, &names, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
	if err != nil {
		return nil, fmt.Errorf("mysql: list the tables: %w", err)
	}
	tables := make(map[string]string, len(names))
	for _, name := range names {
		lower := strings.ToLower(name)
		if _, twice := tables[lower]; !twice || name == lower {
			tables[lower] = name
		}
	}
	return tables, nil
}

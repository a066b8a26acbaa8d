package access

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"modernc.org/sqlite"
)

// The recorder plays Access for statements in Jet's own words: it writes down
// what it is given, and has SQLite carry it out. Its errors, its integers of 32
// bits and its texts as bytes are those of the ODBC driver.

// recorder is a driver.Connector.
type recorder struct {
	file string

	// cut ends the connection while it commits.
	cut bool

	mu         sync.Mutex
	statements []statement
}

// statement is one line of the log. Error is the SQLSTATE that it was answered
// with: the question whether a table is there fails when it is not.
type statement struct {
	SQL   string     `json:"sql"`
	Args  []argument `json:"args"`
	Error string     `json:"error,omitempty"`
}

type argument struct {
	Type  string `json:"type"`
	Value any    `json:"value"`
}

func (r *recorder) Driver() driver.Driver { return &sqlite.Driver{} }

func (r *recorder) Connect(context.Context) (driver.Conn, error) {
	native, err := r.Driver().Open("file:" + r.file + "?_pragma=busy_timeout(60000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	return &recorderConn{of: r, native: native.(sqliteConn)}, nil
}

// sqliteConn is what modernc.org/sqlite's connections can do.
type sqliteConn interface {
	driver.Conn
	driver.ExecerContext
	driver.QueryerContext
}

type recorderConn struct {
	of     *recorder
	native sqliteConn
}

func (c *recorderConn) Prepare(string) (driver.Stmt, error) {
	panic("statements are not prepared by hand")
}
func (c *recorderConn) Close() error { return c.native.Close() }

func (c *recorderConn) Begin() (driver.Tx, error) {
	tx, err := c.native.Begin()
	return &recorderTx{tx, c.of}, err
}

type recorderTx struct {
	driver.Tx

	of *recorder
}

func (tx *recorderTx) Commit() error {
	if err := tx.Tx.Commit(); err != nil || !tx.of.cut {
		return err
	}
	return driver.ErrBadConn // what the ODBC driver makes of 08S01
}

func (c *recorderConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	line := newStatement(query, args)
	result, err := c.native.ExecContext(ctx, translated(query), bound(args))
	return result, c.of.note(line, jetError(err))
}

func (c *recorderConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if strings.Contains(query, "sqlite_version") || strings.Contains(query, "@@version") {
		return nil, refusal{{"42000", -3100, "Undefined function in expression."}}
	}
	line := newStatement(query, args)
	rows, err := c.native.QueryContext(ctx, translated(query), bound(args))
	if err := c.of.note(line, jetError(err)); err != nil {
		return nil, err
	}
	return recorderRows{rows}, nil
}

func newStatement(query string, args []driver.NamedValue) statement {
	s := statement{SQL: query, Args: []argument{}}
	for _, a := range args {
		value := a.Value
		if t, ok := value.(time.Time); ok {
			value = t.Format("2006-01-02 15:04:05.999999999")
		}
		s.Args = append(s.Args, argument{fmt.Sprintf("%T", a.Value), value})
	}
	return s
}

// note writes a statement down with its error, which it returns.
func (r *recorder) note(s statement, err error) error {
	if all := records(err); len(all) > 0 {
		s.Error = all[0].state
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.statements = append(r.statements, s)
	return err
}

var (
	counter   = regexp.MustCompile(`\] COUNTER\b`)
	indexName = regexp.MustCompile(`^CREATE INDEX \[([^\]]+)\] ON \[([^\]]+)\]`)
)

// translated is a statement of Jet in SQLite's words. A COUNTER beside another
// primary key, as NextAcct has, counts nothing here.
func translated(query string) string {
	switch {
	case query == "SELECT @@IDENTITY":
		return "SELECT last_insert_rowid()"
	case strings.HasPrefix(query, "CREATE TABLE "):
		return counter.ReplaceAllString(query, "] INTEGER")
	default:
		return indexName.ReplaceAllString(query, "CREATE INDEX [$2.$1] ON [$2]") // names are the whole database's here
	}
}

func bound(args []driver.NamedValue) []driver.NamedValue {
	for i, a := range args {
		if t, ok := a.Value.(time.Time); ok {
			args[i].Value = t.Format("2006-01-02 15:04:05")
		}
	}
	return args
}

func jetError(err error) error {
	switch {
	case err == nil:
		return nil
	case strings.Contains(err.Error(), "UNIQUE constraint failed"):
		return refusal{{"23000", -1605, "The changes would create duplicate values in the index."}}
	case strings.Contains(err.Error(), "no such table"):
		return refusal{{"42S02", -1305, "cannot find the input table or query."}}
	default:
		return refusal{{"HY000", -1, err.Error()}}
	}
}

type recorderRows struct{ driver.Rows }

func (r recorderRows) Next(dest []driver.Value) error {
	if err := r.Rows.Next(dest); err != nil {
		return err
	}
	for i, value := range dest {
		switch v := value.(type) {
		case int64:
			dest[i] = int32(v)
		case string:
			dest[i] = []byte(v)
		case time.Time:
			dest[i] = time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), 0, time.Local) //nolint:gosmopolitan // as the ODBC driver has it
		}
	}
	return nil
}

var _ io.Closer = recorderRows{}

// check fails for what Jet does not take.
func (r *recorder) check(t *testing.T) {
	t.Helper()
	forbidden := regexp.MustCompile(`(?i)\b(TOP|LIMIT|CASE|COALESCE|IFNULL|OFFSET|RETURNING|WITH|OVER|DEFAULT|NOW|CONFLICT|CAST)\b|#|` + "`" + `|"|--|;|\|\|`)
	for _, s := range r.statements {
		require.NotRegexp(t, forbidden, s.SQL)
		require.NotContains(t, s.SQL, "'", "every text is a parameter")
		require.LessOrEqual(t, len(s.Args), 255, "Jet takes no more parameters: %s", s.SQL)
		require.Len(t, s.Args, strings.Count(s.SQL, "?"), s.SQL)
		require.LessOrEqual(t, strings.Count(s.SQL, "VALUES"), 1)
		require.NotContains(t, s.SQL, "), (", "one row a statement")
		for _, a := range s.Args {
			a.check(t, s.SQL)
		}
	}
}

func (a argument) check(t *testing.T, query string) {
	t.Helper()
	switch v := a.Value.(type) {
	case nil, float64:
	case int64:
		require.True(t, v > math.MinInt32 && v < math.MaxInt32, "%d is bound as BIGINT: %s", v, query)
	case string:
		require.Contains(t, []string{"string", "time.Time"}, a.Type)
		if a.Type == "time.Time" {
			require.NotContains(t, v, ".", "whole seconds: %s", query)
		}
	default:
		t.Errorf("%s is no parameter for Access: %s", a.Type, query)
	}
}

// write makes the log where SKLADMOST_ACCESS_LOG says.
func (r *recorder) write(t *testing.T) {
	t.Helper()
	path := os.Getenv("SKLADMOST_ACCESS_LOG")
	if path == "" {
		return
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for _, s := range r.statements {
		require.NoError(t, encoder.Encode(s))
	}
	require.NoError(t, os.WriteFile(path, []byte(out.String()), 0o600))
	t.Logf("%d statements are in %s", len(r.statements), path)
}

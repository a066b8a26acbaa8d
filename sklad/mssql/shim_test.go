package mssql_test

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	native "github.com/microsoft/go-mssqldb"
	"github.com/stretchr/testify/require"
	sqlite3 "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// shim is a driver that takes the T-SQL of this package, writes it down, and runs
// what SQLite makes of it. It shows that the statements and their values fit one
// another where no SQL Server is at hand, and it yields them for a check of their
// syntax; it says nothing about how the server behaves.
type shim struct {
	driver.Connector

	log *statementLog
}

// statementLog keeps each statement once, in the order of their first use.
type statementLog struct {
	mu   sync.Mutex
	seen map[string]bool
	list []string
}

func (l *statementLog) add(statement string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.seen[statement] {
		l.seen[statement] = true
		l.list = append(l.list, statement)
	}
}

func newShim(path string, log *statementLog) (*shim, error) {
	connector, err := sqlite3.NewConnector("file:" + path + "?_pragma=busy_timeout(60000)&_pragma=synchronous(OFF)&_txlock=immediate")
	return &shim{Connector: connector, log: log}, err
}

func (s *shim) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &shimConn{Conn: conn, log: s.log}, nil
}

type shimConn struct {
	driver.Conn

	log *statementLog
}

// CheckNamedValue takes what the real driver takes.
func (c *shimConn) CheckNamedValue(v *driver.NamedValue) error {
	if moment, ok := v.Value.(native.DateTime1); ok {
		v.Value = time.Time(moment).Format("2006-01-02 15:04:05")
		return nil
	}
	if _, ok := v.Value.(time.Time); ok {
		return errors.New("a time without a type of its own becomes datetimeoffset on SQL Server")
	}
	var err error
	v.Value, err = driver.DefaultParameterConverter.ConvertValue(v.Value)
	return err
}

func (c *shimConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if o.Isolation == 0 {
		return nil, errors.New("a transaction without a level of its own has the one of the connection's last")
	}
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, driver.TxOptions{})
	return tx, refusal(err)
}

func (c *shimConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.log.add(query)
	result, err := c.Conn.(driver.ExecerContext).ExecContext(ctx, translate(query), args)
	return result, refusal(err)
}

func (c *shimConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.log.add(query)
	rows, err := c.Conn.(driver.QueryerContext).QueryContext(ctx, translate(query), args)
	return rows, refusal(err)
}

// refusal gives SQLite's errors the numbers of SQL Server.
func refusal(err error) error {
	refused, ok := errors.AsType[*sqlite3.Error](err)
	if !ok {
		return err
	}
	switch code := refused.Code(); {
	case code == codes.SQLITE_CONSTRAINT_UNIQUE || code == codes.SQLITE_CONSTRAINT_PRIMARYKEY:
		return native.Error{Number: 2627, Message: err.Error()}
	case code&0xff == codes.SQLITE_BUSY:
		return native.Error{Number: 1205, Message: err.Error()}
	case strings.Contains(err.Error(), "no such table"):
		_, name, _ := strings.Cut(err.Error(), "no such table: ")
		name, _, _ = strings.Cut(name, " ")
		return native.Error{Number: 208, Message: "Invalid object name '" + name + "'."}
	case strings.Contains(err.Error(), "no such column"):
		return native.Error{Number: 207, Message: err.Error()}
	default:
		return native.Error{Number: 50000, Message: err.Error()}
	}
}

var (
	topClause  = regexp.MustCompile(`(?s)^SELECT TOP \((\d+)\) (.*)$`)
	parameter  = regexp.MustCompile(`@p(\d+)`)
	primaryKey = regexp.MustCompile(`,\n  CONSTRAINT \[PK_\w+\] PRIMARY KEY \(\[ID\]\)`)
	dropIndex  = regexp.MustCompile(`^(DROP INDEX \[\w+\]) ON \[\w+\]$`)
	otherKey   = regexp.MustCompile(`CONSTRAINT \[PK_NextAcct\] PRIMARY KEY`)
)

// translate knows just what this package writes.
func translate(query string) string {
	switch {
	case strings.HasPrefix(query, "SET "):
		return "SELECT 1 WHERE 1 = 0"
	case strings.Contains(query, "sp_getapplock"):
		return "SELECT 0 WHERE ?1 <> ''"
	case strings.Contains(query, "SERVERPROPERTY"):
		return "SELECT '16.0.1000.6' AS version, 'Cyrillic_General_CI_AS' AS collation"
	}
	query = dropIndex.ReplaceAllString(query, "$1")
	query = parameter.ReplaceAllString(query, "?$1")
	query = topClause.ReplaceAllString(query, "SELECT $2 LIMIT $1")
	query = primaryKey.ReplaceAllString(query, "")
	query = otherKey.ReplaceAllString(query, "UNIQUE")
	return strings.NewReplacer(
		"SELECT CAST(SCOPE_IDENTITY() AS bigint)", "SELECT last_insert_rowid()",
		"INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA_NAME() AND LOWER(TABLE_NAME)",
		"sqlite_master WHERE type = 'table' AND lower(name)",
		"sys.indexes WHERE object_id = OBJECT_ID(?1) AND LOWER(name) LIKE", "sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND lower(name) LIKE",
		"int IDENTITY(1,1) NOT NULL", "INTEGER PRIMARY KEY AUTOINCREMENT",
		"nvarchar(max)", "text",
	).Replace(query)
}

// forbidden is what SQL Server lacks, or what look-alikes of it do.
var forbidden = regexp.MustCompile(`(?i)\b(LIMIT|MERGE|OFFSET|CREATE OR ALTER|WAITFOR|FORMAT|ON CONFLICT|COALESCE)\b`)

// check looks at every statement, and writes them to a file where one is asked
// for.
func (l *statementLog) check(t *testing.T) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	require.Greater(t, len(l.list), 150, "the suite ran")
	var lines bytes.Buffer
	for _, statement := range l.list {
		require.NotRegexp(t, forbidden, statement)
		require.NotContains(t, statement, "`")
		line, err := json.Marshal(statement)
		require.NoError(t, err)
		lines.Write(append(line, '\n'))
	}
	if path := os.Getenv(envLog); path != "" {
		require.NoError(t, os.WriteFile(path, lines.Bytes(), 0o600))
	}
	t.Logf("%d statements", len(l.list))
}

package engine

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
)

// Session runs statements on one pool or in one transaction. Statements are
// written once for every server: {Goods} is a table, [Name] a column and ? a
// bound parameter (see Rewrite).
type Session struct {
	ext     sqlx.ExtContext
	dialect Dialect
	hook    Hook
}

// Hook is called before each statement of a Session with the statement as it
// goes to the server. An error stops the statement and is returned instead:
// this is how tests make a transaction fail at a chosen point.
type Hook func(ctx context.Context, statement string) error

// Row is the columns of one row by name.
type Row map[string]any

// With is the session with another dialect and hook, for tests.
func (s *Session) With(d Dialect, hook Hook) *Session {
	return &Session{ext: s.ext, dialect: d, hook: hook}
}

// Dialect is the server's.
func (s *Session) Dialect() Dialect { return s.dialect }

// prepare rewrites a statement for the server and shows it to the hook.
func (s *Session) prepare(ctx context.Context, query string) (string, error) {
	query = Rewrite(s.dialect, query)
	if s.hook == nil {
		return query, nil
	}
	return query, s.hook(ctx, query)
}

// Exec runs a statement without rows and returns how many rows it touched.
func (s *Session) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	query, err := s.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := s.ext.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, s.dialect.Explain(err)
	}
	return result.RowsAffected()
}

// Get reads the first row into dest, a pointer to a struct with db tags or to
// one value. It reports false when there is no row.
func (s *Session) Get(ctx context.Context, dest any, query string, args ...any) (bool, error) {
	query, err := s.prepare(ctx, query)
	if err != nil {
		return false, err
	}
	err = sqlx.GetContext(ctx, s.ext, dest, query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, s.dialect.Explain(err)
	}
	return true, nil
}

// Select reads all rows into dest, a pointer to a slice, and closes the result
// before it returns.
func (s *Session) Select(ctx context.Context, dest any, query string, args ...any) error {
	query, err := s.prepare(ctx, query)
	if err != nil {
		return err
	}
	if err := sqlx.SelectContext(ctx, s.ext, dest, query, args...); err != nil {
		return s.dialect.Explain(err)
	}
	return nil
}

// Insert adds a row.
func (s *Session) Insert(ctx context.Context, table string, row Row) error {
	query, args := insertStatement(table, row)
	_, err := s.Exec(ctx, query, args...)
	return err
}

// InsertID adds a row to a table with an identity column and returns the id.
func (s *Session) InsertID(ctx context.Context, table string, row Row) (int64, error) {
	query, args := insertStatement(table, row)
	query, err := s.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	inserted, err := s.dialect.InsertID(ctx, s, query, args)
	if err != nil {
		return 0, s.dialect.Explain(err)
	}
	return inserted, nil
}

// Update sets columns of the rows that where (with its args) selects, and
// returns how many they are.
func (s *Session) Update(ctx context.Context, table string, set Row, where string, args ...any) (int64, error) {
	columns, marks, values := sorted(set)
	for i, column := range columns {
		columns[i] = "[" + column + "] = " + marks[i]
	}
	query := "UPDATE {" + table + "} SET " + strings.Join(columns, ", ") + " WHERE " + where
	return s.Exec(ctx, query, append(values, args...)...)
}

// Lock takes a named lock until the transaction ends, see Dialect.Lock.
func (s *Session) Lock(ctx context.Context, name string) error { return s.dialect.Lock(ctx, s, name) }

// Raw is the handle beneath, for a Dialect's own statements.
func (s *Session) Raw() sqlx.ExtContext { return s.ext }

func insertStatement(table string, row Row) (query string, args []any) {
	columns, marks, values := sorted(row)
	return "INSERT INTO {" + table + "} ([" + strings.Join(columns, "], [") + "]) VALUES (" + strings.Join(marks, ", ") + ")", values
}

// sorted gives the columns in a fixed order, so that equal rows are equal
// statements, with what stands for each value and the values that are bound. A
// NULL is written out: bound without a type, not every server understands it.
func sorted(row Row) (columns, marks []string, values []any) {
	columns = slices.Sorted(maps.Keys(row))
	for _, column := range columns {
		if row[column] == nil {
			marks = append(marks, "NULL")
			continue
		}
		marks = append(marks, "?")
		values = append(values, row[column])
	}
	return columns, marks, values
}

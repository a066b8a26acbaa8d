package engine

import (
	"context"
	"fmt"
	"iter"
	"math"
	"reflect"
	"strings"
)

// PageSize is how many rows an iterator reads at once.
const PageSize = 1000

// Listing is a table read in pages of its primary key.
type Listing struct {
	// Select is the beginning of the statement, up to FROM and joins.
	Select string
	// Key is the column that the rows ascend by, "g.[ID]".
	Key string
	// Where is a further condition with its Args, or empty.
	Where string
	Args  []any
	// Tail stands between WHERE and ORDER BY: a GROUP BY.
	Tail string
	// Table and Column are the key's own, "Goods" and "ID".
	Table, Column string
	// After skips the rows up to that id; 0 skips none, not even ids below 0,
	// which Access makes.
	After int64
	// Size replaces PageSize, for tests.
	Size int
}

// Columns is the select list of T's db tags, qualified by alias:
// "g.[ID] AS [ID], g.[Code] AS [Code]". The result's columns are then named as
// the tags are, whatever the case of the table's own columns.
func Columns[T any](alias string) string {
	list := ColumnNames[T]()
	for i, column := range list {
		list[i] = alias + ".[" + column + "] AS [" + column + "]"
	}
	return strings.Join(list, ", ")
}

// ColumnNames are T's db tags.
func ColumnNames[T any]() []string {
	var names []string
	for field := range reflect.TypeFor[T]().Fields() {
		if column, ok := field.Tag.Lookup("db"); ok {
			names = append(names, column)
		}
	}
	return names
}

// Pages yields the rows of a listing, page by page, ascending by key. No
// result and no connection is open while the caller has a page, so it may
// write. key reads a row's key.
func Pages[T any](ctx context.Context, s *Session, l Listing, key func(T) int64) iter.Seq2[[]T, error] {
	if l.Size <= 0 {
		l.Size = PageSize
	}
	return func(yield func([]T, error) bool) {
		r := reader[T]{session: s, listing: l, key: key, after: l.After}
		if r.after == 0 {
			r.after = math.MinInt32 + 1 // the least number that ODBC binds as an integer
		}
		for !r.done {
			page, err := r.next(ctx)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(page) > 0 && !yield(page, nil) {
				return
			}
		}
	}
}

type reader[T any] struct {
	session *Session
	listing Listing
	key     func(T) int64
	after   int64
	// last is the highest key when the second page began: rows that the
	// caller's loop adds behind it would keep it going for ever.
	last  *int64
	began bool
	done  bool
}

// next reads one page and moves on behind it.
func (r *reader[T]) next(ctx context.Context) ([]T, error) {
	if err := r.bound(ctx); err != nil {
		return nil, err
	}
	l := r.listing
	args := append([]any{r.after}, l.Args...)
	query, limited := r.session.dialect.Limit(r.statement(l.Key+" > ?"), l.Size)
	if !limited {
		return r.window(ctx)
	}
	var page []T
	if err := r.session.Select(ctx, &page, query, args...); err != nil {
		return nil, err
	}
	r.done = len(page) < l.Size
	if err := r.move(page); err != nil {
		return nil, err
	}
	return r.within(page), nil
}

// bound finds the last key once, before the second page.
func (r *reader[T]) bound(ctx context.Context) error {
	if !r.began || r.last != nil {
		r.began = true
		return nil
	}
	_, err := r.session.Get(ctx, &r.last, "SELECT MAX(["+r.listing.Column+"]) FROM {"+r.listing.Table+"}")
	return err
}

// within drops the rows behind the bound, with which the listing ends.
func (r *reader[T]) within(page []T) []T {
	for i, row := range page {
		if r.last != nil && r.key(row) > *r.last {
			r.done = true
			return page[:i]
		}
	}
	return page
}

// move puts the reader behind the page's last row. A key that does not ascend
// would make it read for ever.
func (r *reader[T]) move(page []T) error {
	for _, row := range page {
		if r.key(row) <= r.after {
			return fmt.Errorf("%s does not ascend at %d: the key is not unique; compact and repair the database", r.listing.Key, r.after)
		}
		r.after = r.key(row)
	}
	return nil
}

func (r *reader[T]) statement(condition string) string {
	l := r.listing
	query := l.Select + " WHERE " + condition
	if l.Where != "" {
		query += " AND (" + l.Where + ")"
	}
	if l.Tail != "" {
		query += " " + l.Tail
	}
	return query + " ORDER BY " + l.Key
}

// window reads a range of keys where a statement cannot be limited. Between
// ranges without rows it jumps to the next key that exists.
func (r *reader[T]) window(ctx context.Context) ([]T, error) {
	l := r.listing
	first, err := r.nextKey(ctx)
	if err != nil || r.done {
		return nil, err
	}
	from := first - 1
	to := from + int64(l.Size)
	var page []T
	args := append([]any{from, to}, l.Args...)
	if err := r.session.Select(ctx, &page, r.statement(l.Key+" > ? AND "+l.Key+" <= ?"), args...); err != nil {
		return nil, err
	}
	r.after = from
	err = r.move(page)
	r.after = to
	return r.within(page), err
}

func (r *reader[T]) nextKey(ctx context.Context) (int64, error) {
	var next *int64
	query := "SELECT MIN([" + r.listing.Column + "]) FROM {" + r.listing.Table + "} WHERE [" + r.listing.Column + "] > ?"
	if _, err := r.session.Get(ctx, &next, query, r.after); err != nil {
		return 0, err
	}
	if next == nil {
		r.done = true
		return 0, nil
	}
	return *next, nil
}

// Rows yields the rows of Pages one by one, each turned into what the caller
// wants. A row that cannot be turned ends the iteration with its error.
func Rows[R, T any](ctx context.Context, s *Session, l Listing, key func(R) int64, turn func(R) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for page, err := range Pages(ctx, s, l, key) {
			if err != nil {
				yield(none, err)
				return
			}
			for _, row := range page {
				value, err := turn(row)
				if !yield(value, err) || err != nil {
					return
				}
			}
		}
	}
}

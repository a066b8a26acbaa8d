package ledger

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// table is one of the ledger's tables, whose rows R become values T.
type table[R, T any] struct {
	name string
	// key is the column that a listing ascends by; id reads it.
	key  string
	id   func(R) int64
	turn func(R) (T, error)
}

// filter chooses rows of a listing. keep has the last word: a server's
// collation may take two different texts for one.
type filter[R any] struct {
	terms []string
	args  []any
	after int64
	keep  func(R) bool
}

// equal asks for a text in a column unless it is empty.
func (f *filter[R]) equal(column, value string) {
	if value != "" {
		f.where("d.["+column+"] = ?", value)
	}
}

func (f *filter[R]) where(term string, args ...any) {
	f.terms, f.args = append(f.terms, "("+term+")"), append(f.args, args...)
}

// same is the exact comparison behind equal; an empty wish accepts all.
func same(wanted string, got text) bool { return wanted == "" || wanted == string(got) }

// list yields rows ascending by key, read in pages. Nothing is open while the
// loop body runs, so it may write.
func (t table[R, T]) list(ctx context.Context, l *Ledger, f filter[R]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if err := l.outside(ctx); err != nil {
			yield(none, err)
			return
		}
		for page, err := range engine.Pages(ctx, l.db.SQL(), t.listing(f), t.id) {
			if err != nil {
				yield(none, describe(ctx, err, "read table %s", t.name))
				return
			}
			for _, row := range page {
				if f.keep != nil && !f.keep(row) {
					continue
				}
				value, err := t.turn(row)
				if !yield(value, err) || err != nil {
					return
				}
			}
		}
	}
}

func (t table[R, T]) listing(f filter[R]) engine.Listing {
	return engine.Listing{
		Select: t.selection(), Key: "d.[" + t.key + "]", Table: t.name, Column: t.key,
		Where: strings.Join(f.terms, " AND "), Args: f.args, After: f.after,
	}
}

func (t table[R, T]) selection() string {
	return "SELECT " + engine.Columns[R]("d") + " FROM {" + t.name + "} d"
}

// one reads the row with a hash in a unique column.
func (t table[R, T]) one(ctx context.Context, s *engine.Session, column, hash string) (value T, ok bool, err error) {
	var row R
	ok, err = s.Get(ctx, &row, t.selection()+" WHERE d.["+column+"] = ?", hash)
	if err != nil || !ok {
		return value, false, describe(ctx, err, "read table %s", t.name)
	}
	value, err = t.turn(row)
	return value, err == nil, err
}

// find is one outside of a transaction.
func (t table[R, T]) find(ctx context.Context, l *Ledger, column, hash string) (value T, ok bool, err error) {
	if err := l.outside(ctx); err != nil {
		return value, false, err
	}
	return t.one(ctx, l.db.SQL(), column, hash)
}

// save updates the row with a key hash, or inserts it together with fresh.
func save(ctx context.Context, s *engine.Session, table, hash string, row, fresh engine.Row) error {
	n, err := s.Update(ctx, table, row, "[KeyHash] = ?", hash)
	if err != nil || n > 0 {
		return err
	}
	// MySQL counts a row that already held all the values as untouched.
	there, err := exists(ctx, s, table, hash)
	if err != nil || there {
		return err
	}
	all := engine.Row{"KeyHash": hash}
	for _, part := range []engine.Row{fresh, row} {
		maps.Copy(all, part)
	}
	return s.Insert(ctx, table, all)
}

// exists asks for a row by its key hash.
func exists(ctx context.Context, s *engine.Session, table, hash string) (bool, error) {
	var found string
	return s.Get(ctx, &found, "SELECT [KeyHash] FROM {"+table+"} WHERE [KeyHash] = ?", hash)
}

// hold writes a column of one row, and so keeps other writers from the row until
// the transaction ends. Only what is read after it is sure to be the latest. A
// row that is not there yet cannot be held: see put.
func hold(ctx context.Context, s *engine.Session, table, column, hash string, now time.Time) error {
	_, err := s.Update(ctx, table, engine.Row{column: stamp(now)}, "[KeyHash] = ?", hash)
	return err
}

// put writes a row after hold, when it is known whether there is one. A row that
// was not there is inserted and never updated: where two transactions saw none,
// the unique key makes the second run again, and it then sees the first's.
func put(ctx context.Context, s *engine.Session, table, hash string, row engine.Row, known bool) error {
	if known {
		_, err := s.Update(ctx, table, row, "[KeyHash] = ?", hash)
		return err
	}
	all := engine.Row{"KeyHash": hash}
	maps.Copy(all, row)
	return s.Insert(ctx, table, all)
}

// text is a column whose every byte counts: ids of the shop are opaque, a blank
// at the end belongs to them. NULL is empty.
type text string

// Scan reads a column.
func (t *text) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = ""
	case string:
		*t = text(v)
	case []byte:
		*t = text(v)
	default:
		return fmt.Errorf("a %T stands where a text belongs: the row was changed by hand", src)
	}
	return nil
}

// stampLayout has a fixed width, so that moments sort as text.
const stampLayout = "2006-01-02T15:04:05.000000000Z"

// stamp is how a moment is stored; the zero time is the empty text.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampLayout)
}

// sums turns columns into sums; an empty one is not valid.
func sums(of map[string]text) (map[string]decimal.NullDecimal, error) {
	read := make(map[string]decimal.NullDecimal, len(of))
	for column, value := range of {
		if strings.TrimSpace(string(value)) == "" {
			continue
		}
		d, err := decimal.NewFromString(strings.TrimSpace(string(value)))
		if err != nil {
			return nil, fmt.Errorf("column %s holds %q, which is no sum: the row was changed by hand", column, value)
		}
		read[column] = decimal.NullDecimal{Decimal: d, Valid: true}
	}
	return read, nil
}

func sumText(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

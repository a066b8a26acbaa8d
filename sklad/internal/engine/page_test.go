package engine_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// windowed is a server on which no statement can be limited, as Access.
type windowed struct{ engine.Dialect }

func (windowed) Limit(string, int) (string, bool) { return "", false }

type keyed struct {
	ID engine.Int `db:"Num"`
}

// sessions gives table Network with the given keys, through a server that
// limits statements and one that does not. statements counts what was sent.
func sessions(t *testing.T, statements *int, keys ...int64) map[string]*engine.Session {
	t.Helper()
	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	_, err = db.SQL().Exec(t.Context(), "DELETE FROM {Network}")
	require.NoError(t, err)
	for _, key := range keys {
		require.NoError(t, db.SQL().Insert(t.Context(), "Network", engine.Row{"Num": key, "Counter": key % 2}))
	}
	count := func(context.Context, string) error { *statements++; return nil }
	return map[string]*engine.Session{
		"limited":  db.SQL().With(db.SQL().Dialect(), count),
		"windowed": db.SQL().With(windowed{db.SQL().Dialect()}, count),
	}
}

func listing(size int) engine.Listing {
	return engine.Listing{
		Select: "SELECT " + engine.Columns[keyed]("n") + " FROM {Network} n", Key: "n.[Num]", Table: "Network", Column: "Num", Size: size,
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	keys := []int64{1, 2, 3, 5, 1000000, 1000001, 2147483647}
	var statements int
	for name, session := range sessions(t, &statements, keys...) {
		for _, size := range []int{1, 2, 3, 7, 100} {
			statements = 0
			var got []int64
			for page, err := range engine.Pages(t.Context(), session, listing(size), func(k keyed) int64 { return int64(k.ID) }) {
				require.NoError(t, err)
				require.LessOrEqual(t, len(page), size)
				for _, row := range page {
					got = append(got, int64(row.ID))
				}
			}
			require.Equal(t, keys, got, "%s, %d a page", name, size)
			require.LessOrEqual(t, statements, 2*len(keys)+2, "gaps in the keys cost nothing")
		}
	}
}

func TestPagesWithACondition(t *testing.T) {
	t.Parallel()
	var statements int
	for name, session := range sessions(t, &statements, 2, 4, 6, 8, 9, 10, 11) {
		l := listing(2)
		l.Where, l.Args, l.After = "n.[Counter] = ? OR n.[Counter] = ?", []any{1, 7}, 3
		var got []int64
		for row, err := range engine.Rows(t.Context(), session, l, func(k keyed) int64 { return int64(k.ID) },
			func(k keyed) (int64, error) { return int64(k.ID), nil }) {
			require.NoError(t, err)
			got = append(got, row)
		}
		require.Equal(t, []int64{9, 11}, got, name)
	}
}

func TestPagesOfNothing(t *testing.T) {
	t.Parallel()
	var statements int
	for name, session := range sessions(t, &statements) {
		for range engine.Pages(t.Context(), session, listing(2), func(k keyed) int64 { return int64(k.ID) }) {
			require.Fail(t, "an empty table has no page", name)
		}
	}
}

func TestPagesThatDoNotAscend(t *testing.T) {
	t.Parallel()
	var statements int
	for name, session := range sessions(t, &statements, 1, 2, 3) {
		var last error
		for _, err := range engine.Pages(t.Context(), session, listing(2), func(keyed) int64 { return 1 }) {
			last = err
		}
		require.ErrorContains(t, last, "does not ascend", name)
	}
}

func TestPagesBreakOff(t *testing.T) {
	t.Parallel()
	var statements int
	for _, session := range sessions(t, &statements, 1, 2, 3) {
		statements = 0
		for range engine.Pages(t.Context(), session, listing(1), func(k keyed) int64 { return int64(k.ID) }) {
			break
		}
		require.LessOrEqual(t, statements, 2)
	}
}

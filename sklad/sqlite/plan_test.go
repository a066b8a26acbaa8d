package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// A document is read by its number. Its type is that of nearly all rows of a shop, and
// reading those once a document is what makes a year of sales take hours.
func TestADocumentIsReadByItsNumber(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shop.db")
	var seen []string
	db, err := sqlite.Create(t.Context(), path, func(s *engine.Settings) {
		s.Hook = func(_ context.Context, statement string) error {
			seen = append(seen, statement)
			return nil
		}
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	one := decimal.NewFromInt(1)
	done, err := db.Record(t.Context(), sklad.Document{
		OperType: sklad.OperOrder, PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1,
		Lines: []sklad.Line{{GoodID: 1, Qty: one, Price: one}},
	})
	require.NoError(t, err)
	seen = nil
	_, err = db.Document(t.Context(), sklad.OperOrder, done.Acct)
	require.NoError(t, err)
	require.NotEmpty(t, seen)

	pool, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, pool.Close()) })
	for _, statement := range seen {
		require.Contains(t, plan(t, pool, statement), "Acct=?", statement)
	}
}

// plan is how SQLite would go about a statement.
func plan(t *testing.T, pool *sql.DB, statement string) string {
	t.Helper()
	args := make([]any, strings.Count(statement, "?"))
	var id, parent, unused int
	var text string
	row := pool.QueryRowContext(t.Context(), "EXPLAIN QUERY PLAN "+statement, args...)
	require.NoError(t, row.Scan(&id, &parent, &unused, &text), statement)
	return text
}

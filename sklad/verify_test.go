package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// Views stand for tables that the database's user may do less with: SQLite has no
// rights, but a view without a trigger takes no write, of the kind that it has none for.
func TestVerifyWritable_tries_every_write(t *testing.T) {
	t.Parallel()
	for table, trigger := range map[string]string{
		"ApplicationLog":  "",
		"Operations":      "CREATE TRIGGER writes INSTEAD OF UPDATE ON Operations BEGIN SELECT 1; END",
		"NextAcct":        "CREATE TRIGGER writes INSTEAD OF UPDATE ON NextAcct BEGIN SELECT 1; END",
		"gomba_documents": "CREATE TRIGGER writes INSTEAD OF UPDATE ON gomba_documents BEGIN SELECT 1; END",
		"gomba_links":     "CREATE TRIGGER writes INSTEAD OF UPDATE ON gomba_links BEGIN SELECT 1; END",
		"gomba_marks":     "CREATE TRIGGER writes INSTEAD OF UPDATE ON gomba_marks BEGIN SELECT 1; END",
	} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			db, err := sqlite.Create(t.Context(), t.TempDir()+"/new.sqlite")
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, db.Close()) })
			require.NoError(t, ledger.Install(t.Context(), db))
			l, err := ledger.Open(t.Context(), db)
			require.NoError(t, err)
			require.NoError(t, writable(t, db, l))

			execute(t, db, "ALTER TABLE "+table+" RENAME TO hidden")
			execute(t, db, "CREATE VIEW "+table+" AS SELECT "+columnsOf(t, db, "hidden")+" FROM hidden")
			if trigger != "" {
				execute(t, db, trigger)
			}
			require.ErrorContains(t, writable(t, db, l), table)
		})
	}
}

func columnsOf(t *testing.T, db *sklad.DB, table string) string {
	t.Helper()
	var names string
	_, err := db.SQL().Get(t.Context(), &names, "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info(?)", table)
	require.NoError(t, err)
	return names
}

func writable(t *testing.T, db *sklad.DB, l *ledger.Ledger) error {
	t.Helper()
	if err := db.VerifyWritable(t.Context()); err != nil {
		return err
	}
	return l.VerifyWritable(t.Context())
}

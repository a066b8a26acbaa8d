package sqlite

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// Opening explains what the session has explained already: the sentence and its
// remedy are there once.
func TestWhatIsExplainedIsExplainedOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "locked.db")
	open := func() *sql.DB {
		db, err := sql.Open("sqlite", path)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, db.Close()) })
		db.SetMaxOpenConns(1)
		return db
	}
	_, err := open().ExecContext(t.Context(), "BEGIN EXCLUSIVE")
	require.NoError(t, err)
	_, err = open().ExecContext(t.Context(), "CREATE TABLE a (b)")
	require.Error(t, err)

	err = explain(path, dialect{}.Explain(err))
	database := &sklad.DatabaseError{}
	require.ErrorAs(t, err, &database)
	require.Equal(t, sklad.ReasonLocked, database.Reason)
	require.Equal(t, 1, strings.Count(err.Error(), "locked by another program"), err)
	require.Equal(t, 1, strings.Count(err.Error(), database.Remedy), err)
}

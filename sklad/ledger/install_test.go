package ledger

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func emptyDB(t *testing.T) *sklad.DB {
	t.Helper()

	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })

	return db
}

func versionOf(t *testing.T, db *sklad.DB) int {
	t.Helper()

	version, err := readVersion(t.Context(), db.SQL())
	require.NoError(t, err)

	return version
}

func addColumn(ctx context.Context, tx *sklad.Tx) error {
	_, err := tx.SQL().Raw().ExecContext(ctx, "ALTER TABLE gomba_marks ADD COLUMN Later INTEGER")

	return err
}

func TestAnOlderLedgerIsBroughtUpAndKeepsItsRows(t *testing.T) {
	t.Parallel()

	db := emptyDB(t)
	require.NoError(t, install(t.Context(), db, []step{create}))
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error { return setMark(ctx, tx, "kept", "yes") }))

	require.NoError(t, install(t.Context(), db, []step{create, addColumn}))
	require.Equal(t, 2, versionOf(t, db))

	value, _, err := mark(t.Context(), db.SQL(), "kept")
	require.NoError(t, err)
	require.Equal(t, "yes", value)

	_, err = Open(t.Context(), db)
	require.ErrorIs(t, err, ErrNewer, "this program knows version 1")
}

func TestAnUpgradeThatFailsGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()

	db, broken := emptyDB(t), errors.New("disk full")
	fails := func(ctx context.Context, tx *sklad.Tx) error {
		return errors.Join(addColumn(ctx, tx), broken)
	}

	err := install(t.Context(), db, []step{create, fails})
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "install again")
	require.Equal(t, 1, versionOf(t, db), "the first step stays done")

	require.NoError(t, install(t.Context(), db, []step{create, addColumn}), "the failed step left no column behind")
	require.Equal(t, 2, versionOf(t, db))
}

// The journal is the record of Наредба Н-18, Annex 29: this package offers no
// way to change or delete a line, and appending keeps what is there.
func TestTheJournalOnlyGrows(t *testing.T) {
	t.Parallel()

	db := emptyDB(t)
	require.NoError(t, Install(t.Context(), db))
	l, err := Open(t.Context(), db)
	require.NoError(t, err)

	for n := range 3 {
		require.NoError(t, l.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
			return l.Append(ctx, tx, Event{Shop: "main", Kind: "test", Record: "7", Data: string(rune('a' + n))})
		}))

		last := int64(0)
		seen := ""

		for e, err := range l.Events(t.Context(), EventFilter{Shop: "main", Record: "7"}) {
			require.NoError(t, err)
			require.Greater(t, e.ID, last)

			last, seen = e.ID, seen+e.Data
		}

		require.Equal(t, "abc"[:n+1], seen)
	}
}

package access

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/schema"
)

// TestStatementsAreAccess runs all that the library does and looks at every
// statement as Jet would get it. With SKLADMOST_ACCESS_LOG=FILE it writes them
// there, one JSON object a line, in an order in which they can be run again on an
// empty database.
func TestStatementsAreAccess(t *testing.T) {
	t.Parallel()
	r := &recorder{file: filepath.Join(t.TempDir(), "jet.db")}
	db := recorded(t, r)
	require.Equal(t, jet().identity, db.SQL().Dialect().(dialect).server.identity, "what is neither stand-in is Access")

	w := workload{t: t, db: db}
	w.run()

	r.check(t)
	for _, s := range r.statements {
		require.Contains(t, []string{"", "42S02"}, s.Error, s.SQL)
	}
	require.Greater(t, len(r.statements), 700)
	r.write(t)
}

// recorded is a new database on the recorder.
func recorded(t *testing.T, r *recorder) *sklad.DB {
	t.Helper()
	settings := sklad.Settle([]sklad.Option{sklad.WithClock(noon)})
	pool, err := connect(t.Context(), r, settings)
	require.NoError(t, err)
	require.NoError(t, engine.Fill(t.Context(), pool))
	db, err := sklad.NewDB(t.Context(), pool, settings)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// A COMMIT whose answer was lost may have written everything: it is not run
// again.
func TestLostCommitIsNotRunAgain(t *testing.T) {
	t.Parallel()
	r := &recorder{file: filepath.Join(t.TempDir(), "jet.db")}
	db := recorded(t, r)
	r.cut = true
	runs := 0
	err := db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		runs++
		_, err := tx.SavePartner(ctx, sklad.Partner{Company: "x"}, sklad.PartnerNames)
		return err
	})
	require.ErrorIs(t, err, sklad.ErrOutcomeUnknown)
	require.Equal(t, 1, runs)
	r.cut = false
	require.Equal(t, 2, drain(t, db.Partners(t.Context(), sklad.PartnersFilter{})), "it was written, once")
}

func TestInserts(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"INSERT INTO [Lots] ([ID], [SerialNo], [EndDate])\nVALUES (2, 'O''Нийл', #2026-11-25 00:00:00#)"},
		Inserts([]schema.Row{{Table: "Lots", Values: map[string]any{
			"ID": 2, "SerialNo": "O'Нийл", "EndDate": time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC),
		}}}))
	require.Len(t, Inserts(schema.DefaultRows()), len(schema.DefaultRows()))
}

func TestDDL(t *testing.T) {
	t.Parallel()
	all := DDL(append(schema.Tables(), ledger.Tables()...))
	text := strings.Join(all, "\n")
	require.Contains(t, text, "CREATE TABLE [NextAcct] (\n  [ID] COUNTER,\n  [NextAcct] TEXT(50) NOT NULL,\n"+
		"  CONSTRAINT [PK_NextAcct] PRIMARY KEY ([NextAcct])\n)")
	require.Contains(t, text, "[ProductID] SHORT,\n  [LastBackup] DATETIME")
	require.Contains(t, text, "[Formula] MEMO", "more than 255 characters")
	require.Contains(t, text, "CONSTRAINT [gomba_links_KeyHash] UNIQUE ([KeyHash])")
	require.Contains(t, text, "CREATE INDEX [IX_Operations_Partner_Price_Get] ON [Operations] ([Date], [ID], [GoodID], [PartnerID], [OperType])")
	require.NotContains(t, text, "DEFAULT")
	seen := map[string]bool{}
	for _, statement := range all {
		name, rest, _ := strings.Cut(strings.TrimPrefix(statement, "CREATE INDEX "), " ON ")
		table, _, _ := strings.Cut(rest, " ")
		require.False(t, seen[table+name], "an index is named twice: %s", statement)
		seen[table+name] = true
		require.LessOrEqual(t, strings.Count(rest, "]"), 11, "Jet takes ten columns in an index: %s", statement)
	}
	for _, table := range append(schema.Tables(), ledger.Tables()...) {
		require.Less(t, len(table.For(schema.Pro).Indexes)+len(table.Unique), 32, "Jet takes 32 indexes a table: %s", table.Name)
	}
}

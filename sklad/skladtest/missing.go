package skladtest

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// missingTopic is a database that has lost tables, columns and indexes.
func missingTopic(t *testing.T, s suite) {
	w := s.shop(t)
	l := w.ledger(t, w.db)
	t.Run("a whole database lacks nothing", func(t *testing.T) {
		require.NoError(t, w.db.Verify(t.Context()))
		require.NoError(t, w.db.VerifyWritable(t.Context()))
		require.NoError(t, l.Verify(t.Context()))
		require.NoError(t, l.VerifyWritable(t.Context()))
	})
	t.Run("the ledger's own are made again", func(t *testing.T) { w.repairsLedger(t, l) })
	t.Run("Склад Pro's are named", w.namesMissing)
}

// repairsLedger drops a table and an index, and installs the ledger once more.
func (w shop) repairsLedger(t *testing.T, l *ledger.Ledger) {
	w.exec(t, "DROP TABLE {gomba_usn}")
	w.lacks(t, l.Verify(t.Context()), sklad.ReasonLedgerMissing, "gomba_usn")
	_, err := ledger.Open(t.Context(), w.db)
	w.lacks(t, err, sklad.ReasonLedgerMissing, "gomba_usn")
	_, err = w.db.SQL().Exec(t.Context(), "INSERT INTO {gomba_usn} ([KeyHash]) VALUES ('x')")
	require.ErrorContains(t, err, "db install", "whoever writes to it is told the same")

	dropped := w.dropsIndex(t, "gomba_orders", "gomba_orders_state")
	since, err := l.InstalledAt(t.Context())
	require.NoError(t, err)
	for range 2 {
		require.NoError(t, ledger.Install(t.Context(), w.db))
		require.NoError(t, l.Verify(t.Context()))
	}
	there, err := w.db.SQL().Dialect().HasIndex(t.Context(), w.db.SQL(), "gomba_orders", "gomba_orders_state", false)
	require.NoError(t, err)
	require.True(t, there)
	require.True(t, dropped)
	again, err := l.InstalledAt(t.Context())
	require.NoError(t, err)
	require.Equal(t, since, again, "what was there stays")
	w.records(t, w.keyed("main/9", "1"))
}

// dropsIndex tells whether the server let go of the index.
func (w shop) dropsIndex(t *testing.T, table, index string) bool {
	t.Helper()
	s := w.db.SQL()
	if _, err := s.Exec(t.Context(), "DROP INDEX ["+index+"] ON {"+table+"}"); err != nil {
		w.exec(t, "DROP INDEX ["+index+"]") // SQLite's own form
	}
	there, err := s.Dialect().HasIndex(t.Context(), s, table, index, false)
	require.NoError(t, err)
	return !there
}

func (w shop) namesMissing(t *testing.T) {
	w.exec(t, "DROP TABLE {Payments}")
	w.exec(t, "DROP TABLE {PriceRules}") // nobody reads it
	w.exec(t, "ALTER TABLE {Goods} DROP COLUMN [PriceOut7]")
	w.lacks(t, w.db.Verify(t.Context()), sklad.ReasonMissing, "Goods.PriceOut7", "Payments")
	err := w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.Record(ctx, w.keyed("main/10", "1"))
		return err
	})
	refused, ok := errors.AsType[*sklad.DatabaseError](err)
	require.True(t, ok, "%v", err)
	require.Equal(t, sklad.ReasonMissing, refused.Reason)
}

func (w shop) lacks(t *testing.T, err error, reason sklad.Reason, names ...string) {
	t.Helper()
	refused, ok := errors.AsType[*sklad.DatabaseError](err)
	require.True(t, ok, "%v", err)
	require.Equal(t, reason, refused.Reason)
	require.Equal(t, names, refused.Names)
	require.NotContains(t, err.Error(), "\n")
}

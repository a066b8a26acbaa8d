package skladtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// onceTopic records a document again and again under one ExternalKey.
func onceTopic(t *testing.T, s suite) {
	t.Run("a key needs the ledger", func(t *testing.T) {
		w := s.world(t)
		_, err := w.db.Record(t.Context(), sklad.Document{OperType: sklad.OperSale, ExternalKey: "main/1"})
		require.ErrorIs(t, err, sklad.ErrNoLedger)
	})
	w := s.shop(t)
	first := w.records(t, w.keyed("main/1", "3"))
	t.Run("a repeat writes nothing", func(t *testing.T) { w.repeats(t, first) })
	t.Run("other content is a conflict", func(t *testing.T) { _ = w.refuses(t, w.keyed("main/1", "2"), sklad.ErrKeyConflict) })
	t.Run("keys are told apart to the last byte", w.tellsKeysApart)
	t.Run("a repeat outlives its partner", func(t *testing.T) {
		w.exec(t, "UPDATE {Partners} SET [Deleted] = -1 WHERE [ID] = ?", int64(w.partner))
		w.repeats(t, first)
	})
}

func (w shop) repeats(t *testing.T, first sklad.Recorded) {
	t.Helper()
	before := w.dump(t)
	again, err := w.db.Record(t.Context(), w.keyed("main/1", "3"))
	require.NoError(t, err)
	require.True(t, again.Existing)
	require.Equal(t, []any{first.Acct, first.USN, first.Total.String()}, []any{again.Acct, again.USN, again.Total.String()})
	require.NoError(t, w.db.CheckRecorded(t.Context(), again))
	require.Equal(t, before, w.dump(t))
}

func (w shop) tellsKeysApart(t *testing.T) {
	seen := map[sklad.Acct]bool{}
	for _, key := range []string{"ab12", "AB12", "ab12 ", "äb12", "ab12😀"} {
		r := w.records(t, w.keyed(key, "0.1"))
		require.False(t, r.Existing, key)
		seen[r.Acct] = true
	}
	require.Len(t, seen, 5)
}

package sklad_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

func TestCounts(t *testing.T) {
	t.Parallel()
	db := freshDB(t)
	counts, err := db.Counts(t.Context())
	require.NoError(t, err)
	require.Equal(t, sklad.Counts{Goods: 1, Partners: 1, Objects: 1, Users: 1}, counts, "the rows of a new database")
	insertRow(t, db, "Goods", engine.Row{"ID": 2, "Name": "Чаша"})
	insertRow(t, db, "Goods", engine.Row{"ID": 3, "Name": "Gone", "Deleted": -1})
	for id, o := range map[int][2]int{1: {2, 1}, 2: {2, 1}, 3: {2, 2}, 4: {19, 1}} {
		insertRow(t, db, "Operations", engine.Row{"ID": id, "OperType": o[0], "Acct": o[1], "GoodID": 2, "PartnerID": 1})
	}
	counts, err = db.Counts(t.Context())
	require.NoError(t, err)
	require.Equal(t, sklad.Counts{Goods: 2, Partners: 1, Objects: 1, Users: 1, Documents: 3}, counts)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context, _ *sklad.Tx) error {
		_, err := db.Counts(ctx)
		require.Error(t, err, "it would wait for its own transaction")
		return nil
	}))
}

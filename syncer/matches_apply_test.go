package syncer_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestMatchesThatCannotStandAreParked(t *testing.T) {
	t.Parallel()

	w, ids := twoLive(t)
	certain, candidates := w.proposed(t)
	all := slices.Concat(certain, candidates)
	require.Len(t, all, 4)

	w.execute(t, "UPDATE goods SET Name = 'Съвсем друго' WHERE Code = 'W-M'") // changed here
	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = '100'")          // gone here

	byGood := map[sklad.GoodID]syncer.Match{}
	for _, m := range all {
		byGood[m.GoodID] = m
	}

	shirt, cup := byGood[ids["W-S"]], byGood[ids["ch048m"]]
	_, err := w.shop.AddProduct(row{"id": cup.ProductID, "variants": []row{{"id": cup.VariantID, "sku": "OTHER"}}}) // changed there
	require.NoError(t, err)

	unknown := syncer.Match{GoodID: ids["200"], VariantID: "no such"}
	twice := syncer.Match{GoodID: ids["200"], ProductID: shirt.ProductID, VariantID: shirt.VariantID}

	h := &heard{}
	w.cfg.Observer = h
	report := w.applied(t, append(all, unknown, twice))
	require.Equal(t, 1, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, 5, report.Buckets[syncer.KindGood].Parked)
	require.Len(t, h.parked, 5)
	require.Len(t, h.written, 1)

	codes := map[text.Code]int{}
	for _, p := range report.Parked {
		codes[p.Code]++
	}

	require.Equal(t, map[text.Code]int{text.MatchChanged: 2, text.MatchGone: 2, text.MatchTaken: 1}, codes)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_links"))

	// By ids alone a person links whatever they want.
	require.Equal(t, 1, w.applied(t, []syncer.Match{{GoodID: ids["W-M"], VariantID: byGood[ids["W-M"]].VariantID}}).Buckets[syncer.KindGood].Written)
}

func TestMatchesAreUndoneExactly(t *testing.T) {
	t.Parallel()

	w, ids := twoLive(t)
	certain, candidates := w.proposed(t)
	w.applied(t, certain)
	w.applied(t, candidates)
	require.NoError(t, w.engine(t).FinishMatching(t.Context()))
	w.export(t)
	require.Equal(t, "5", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))

	undo := func(last bool) syncer.Bucket {
		report, err := w.engine(t).UndoMatches(t.Context(), syncer.UndoOptions{Last: last})
		require.NoError(t, err)
		addsUp(t, report)

		return report.Buckets[syncer.KindGood]
	}

	require.Equal(t, 1, undo(true).Written)
	require.Equal(t, "4", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))
	_, linked, err := w.ledger.LinkByLocal(t.Context(), "main", "variant", int64(ids["100"]))
	require.NoError(t, err)
	require.False(t, linked)
	w.unlinkedSides(t)

	// A link that somebody has made otherwise since is not ours to take.
	link, _, err := w.ledger.LinkByLocal(t.Context(), "main", "variant", int64(ids["W-S"]))
	require.NoError(t, err)

	link.Origin = ledger.OriginImport
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error { return w.ledger.SaveLinks(ctx, tx, link) }))

	b := undo(false)
	require.Equal(t, 2, b.Written)
	require.Equal(t, 1, b.Unchanged)
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"), "export's own, and that one")
	require.Zero(t, undo(false).Written)

	// And again from the beginning; the knife has the good's code by now.
	certain, _ = w.proposed(t)
	require.Equal(t, 3, w.applied(t, certain).Buckets[syncer.KindGood].Written)
	require.Equal(t, 3, undo(true).Written)
}

func TestCategoriesOfOnePathAreNotMadeAgain(t *testing.T) {
	t.Parallel()

	w, _ := twoLive(t)
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SaveGoodsGroup(ctx, []string{"Реплики", "AEG Карабини"})

		return err
	}))

	_, err := w.client.Categories.Upsert(t.Context(), categories("", "РЕПЛИКИ"))
	require.NoError(t, err)
	parent := w.categoryNamed(t, "РЕПЛИКИ")
	_, err = w.client.Categories.Upsert(t.Context(), categories(parent, "АЕG  карабини", "Други"))
	require.NoError(t, err)

	certain, _ := w.proposed(t)
	require.Equal(t, 2, w.applied(t, certain).Buckets[syncer.KindCategory].Written)
	require.NoError(t, w.engine(t).FinishMatching(t.Context()))

	for _, full := range []bool{false, true} {
		_, err = w.exports(t, syncer.ExportOptions{Full: full})
		require.NoError(t, err)
		require.Equal(t, parent, w.categoryNamed(t, "РЕПЛИКИ"))
		require.Empty(t, w.categoryNamed(t, "Реплики"), "not made again")
	}

	report, err := w.engine(t).UndoMatches(t.Context(), syncer.UndoOptions{})
	require.NoError(t, err)
	require.Equal(t, 2, report.Buckets[syncer.KindCategory].Written)
}

func TestMatchingWaitsForNoRunAndLetsNoneIn(t *testing.T) {
	t.Parallel()

	w, _ := twoLive(t)
	lease, err := w.ledger.AcquireLease(t.Context(), "lease:import:main", "other", 1<<40)
	require.NoError(t, err)

	_, err = w.engine(t).ApplyMatches(t.Context(), nil)
	require.ErrorIs(t, err, syncer.ErrBusy)
	require.NoError(t, lease.Release(t.Context()))
	w.applied(t, nil)
}

// A crash between two transactions leaves whole links, each with its line in the
// journal, and the same call again does the rest.
func TestApplyingGoesOnAfterACrash(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.manyGoods(t, 250)

	for g, err := range w.db.Goods(t.Context(), sklad.GoodsFilter{After: 1}) {
		require.NoError(t, err)
		_, err = w.shop.AddProduct(row{"name": "N", "vat_rate": "20", "variants": []row{{"sku": g.Code, "price": "10.00"}}})
		require.NoError(t, err)
	}

	certain, candidates := w.proposed(t)
	all := slices.Concat(certain, candidates)
	all = slices.DeleteFunc(all, func(m syncer.Match) bool { return m.Good.Code != m.Variant.Code })
	require.Len(t, all, 250)

	sound, calls := w.cfg.Warehouse, 0
	w.cfg.Warehouse = &exportWarehouse{Warehouse: sound, fail: func() bool { calls++; return calls == 3 }} // the first is the shop's name

	report, err := w.engine(t).ApplyMatches(t.Context(), all)
	require.ErrorIs(t, err, errKilled)
	addsUp(t, report)
	require.Equal(t, 200, report.Buckets[syncer.KindGood].Written)
	require.Equal(t, "200", w.scalar(t, "SELECT COUNT(*) FROM gomba_links"))
	require.Equal(t, "200", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'matched'"))

	w.cfg.Warehouse = sound
	again := w.applied(t, all).Buckets[syncer.KindGood]
	require.Equal(t, 50, again.Written)
	require.Equal(t, 200, again.Unchanged)
}

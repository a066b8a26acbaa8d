package syncer_test

import (
	"context"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// rest lets both directions run undisturbed until what was kept aside had its
// time, and holds both sides against the model.
func (m *model) rest(rt *rapid.T) {
	for range 2 {
		m.ahead += time.Duration(rapid.SampledFrom([]int{7, 25}).Draw(rt, "hours")) * time.Hour
		require.NoError(rt, m.goes(rt.Context(), rt, false))
		require.NoError(rt, m.goes(rt.Context(), rt, true))
	}

	require.NoError(rt, m.goes(rt.Context(), rt, false))

	m.agreeBooks(rt)
	m.agreeGoods(rt)
	m.agreePeople(rt)
	m.quiet(rt)
}

// quiet: plans are empty but for what is kept aside, and a run more writes
// nothing.
func (m *model) quiet(rt *rapid.T) {
	engine := m.w.engine(rt)

	for _, plan := range []*syncer.Plan{
		engine.PlanExport(rt.Context(), syncer.ExportOptions{}), engine.PlanImport(rt.Context(), syncer.ImportOptions{}),
	} {
		for a, err := range plan.Actions() {
			require.NoError(rt, err)

			if _, aside := a.(syncer.Park); !aside {
				rt.Fatalf("still to do after quiet runs: %s", actionName(a))
			}
		}
	}

	before := m.tables(rt)
	m.w.shop.ClearRequests()

	m.w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if done, wrote := e.(syncer.Written); wrote {
			rt.Fatalf("done once more: %s", actionName(done.Action))
		}
	})

	require.NoError(rt, m.goes(rt.Context(), rt, false))
	require.NoError(rt, m.goes(rt.Context(), rt, true))

	m.w.cfg.Observer = nil

	require.Empty(rt, m.w.shop.Writes())
	require.Equal(rt, before, m.tables(rt))
}

// tables are the vendor's tables that an import writes.
func (m *model) tables(rt *rapid.T) string {
	return m.value(rt, `SELECT (SELECT COUNT(*) || ' ' || TOTAL(Qtty) || ' ' || TOTAL(PriceOut) FROM operations) || '|' ||
		(SELECT COUNT(*) || ' ' || TOTAL(Qtty) FROM payments) || '|' || (SELECT COUNT(*) || ' ' || TOTAL(Profit) FROM cashbook) || '|' ||
		(SELECT COUNT(*) FROM ecrreceipts) || '|' || (SELECT COUNT(*) FROM nextacct) || '|' || (SELECT group_concat(Qtty) FROM store) || '|' ||
		(SELECT group_concat(Name || GroupID) FROM goods) || '|' || (SELECT group_concat(Company || Phone || eMail) FROM partners)`)
}

// workLocally is what the other program and its people do meanwhile.
func (m *model) workLocally(rt *rapid.T) {
	switch rapid.SampledFrom([]string{"sale", "sale", "delivery", "new good", "settings"}).Draw(rt, "what") {
	case "sale":
		m.sellsLocally(rt)
	case "delivery":
		g := rapid.SampledFrom(m.goods).Draw(rt, "good")
		at := rapid.IntRange(0, 1).Draw(rt, "object")
		m.moveStock(rt, g, at, decimal.NewFromInt(int64(rapid.IntRange(1, 9).Draw(rt, "pieces"))))
	case "new good":
		m.addUnknown(rt)
	case "settings":
		m.w.cfg.Export.GoodsGroups = rapid.SampledFrom([][]string{nil, {"AAA"}, {"AAA", "BBB"}}).Draw(rt, "f")
		m.w.cfg.Export.ObjectGroups = rapid.SampledFrom([][]string{nil, {"-1", "AAA"}}).Draw(rt, "e")
	}
}

func (m *model) moveStock(rt *rapid.T, g *modelGood, at int, by decimal.Decimal) {
	g.stock[at] = g.stock[at].Add(by)
	m.set(rt, "UPDATE store SET Qtty = ROUND(Qtty + ?, 6) WHERE GoodID = ? AND ObjectID = ?", by.InexactFloat64(), g.id, at+1)
}

// sellsLocally is a sale of the other program: it takes the next number and its
// stock.
func (m *model) sellsLocally(rt *rapid.T) {
	g := rapid.SampledFrom(m.goods).Draw(rt, "good")
	if m.value(rt, "SELECT Qtty >= 2 FROM store WHERE GoodID = ? AND ObjectID = 1", g.id) == "0" {
		rt.Skip("there is none left")
	}

	acct := m.value(rt, "SELECT COALESCE(MAX(Acct), 0) + 1 FROM operations WHERE OperType IN (2, 16)")
	m.set(rt, `INSERT INTO operations (Acct, CurrencyID, CurrencyRate, Date, Discount, GoodID, Lot, LotID, Note, ObjectID, OperType, OperatorID,
		PartnerID, PriceIn, PriceOut, Qtty, Sign, SrcDocID, UserID, UserRealTime, VATIn, VATOut)
		VALUES (?, 1, 1, '2026-01-02 00:00:00', 0, ?, ' ', 1, ' ', 1, 2, 1, 1, 5, 10, 2, -1, 0, 1, '2026-01-02 10:00:00', 0, 1.67)`, acct, g.id)
	m.moveStock(rt, g, 0, decimal.NewFromInt(-2))
	m.made[acct] = "20.00"
}

// addUnknown is a person who adds the good that orders were kept aside for.
func (m *model) addUnknown(rt *rapid.T) {
	if m.good(unknown) != nil {
		rt.Skip("it is there")
	}

	ten := decimal.NewFromInt(10)

	require.NoError(rt, m.w.db.InTx(rt.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		g := sklad.Good{Name: unknown, Code: unknown, TaxGroup: 1, GroupID: 1}
		g.Prices = g.Prices.With(sklad.Retail, ten)

		id, err := tx.SaveGood(ctx, g, sklad.GoodAll)
		if err != nil {
			return err
		}

		_, err = tx.SQL().Update(ctx, "Store", row{"Qtty": 20.0, "Price": 5.0}, "[GoodID] = ?", int64(id))

		return err
	}))
	m.set(rt, "UPDATE goods SET GroupID = (SELECT ID FROM goodsgroups WHERE Code = 'AAA') WHERE Code = ?", unknown)
	m.goods = append(m.goods, newModelGood(m, rt, unknown))
}

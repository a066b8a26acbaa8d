package syncer_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// places adds objects 2 to 6 with their groups, and a good with 1, 2, 4, 8, 16
// and 32 pieces at the objects 1 to 6.
func places(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.execute(t, "INSERT INTO objectsgroups (ID, Name, Code) VALUES (2, 'Магазини', 'AAA'), (3, 'София', 'AAAAAA'), (4, 'Складове', 'BBB')")
	w.execute(t, `INSERT INTO objects (ID, Code, Name, Name2, PriceGroup, IsVeryUsed, GroupID, Deleted) VALUES
		(2, '2', 'Варна', ' ', 1, 0, 2, 0), (3, '3', 'София 1', ' ', 1, 0, 3, 0), (4, '4', 'София 2', ' ', 1, 0, -3, 0),
		(5, '5', 'Закрит', ' ', 1, 0, 2, -1), (6, '6', 'Склад', ' ', 1, 0, 4, 0)`)
	w.execute(t, "UPDATE objects SET Code = '1' WHERE ID = 1")
	w.goods(t, "A")
	w.execute(t, "UPDATE store SET Qtty = (1 << (ObjectID - 1)) WHERE GoodID = 2")

	return w
}

func TestSettingE_ObjectGroups(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		groups []string
		want   string
	}{
		"empty: the object of g":           {nil, "1"},
		"a group with its subgroups":       {[]string{"AAA"}, "14"}, // without the closed object
		"a subgroup":                       {[]string{"AAAAAA"}, "12"},
		"each object once":                 {[]string{"AAA", "AAAAAA", "AAA"}, "14"},
		"two groups":                       {[]string{"AAAAAA", "BBB"}, "44"},
		"the service group is only itself": {[]string{"-1"}, "1"},
		"with another":                     {[]string{"-1", "BBB"}, "33"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := places(t)
			w.cfg.Export.ObjectGroups = c.groups
			w.figures(t)
			require.Equal(t, c.want, w.inShop(t, "A"))
		})
	}
}

func TestSettingE_ReservedAndNegative(t *testing.T) {
	t.Parallel()

	day := 24 * time.Hour

	// order adds a customer order by hand, as the program's users do.
	order := func(w *world, acct int, object int, quantity float64, age time.Duration) {
		at := time.Now().Add(-age).Format("2006-01-02 15:04:05")
		w.execute(t, `INSERT INTO operations (OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, Qtty, Sign, PriceIn, PriceOut, VATIn, VATOut,
			Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime)
			VALUES (19, ?, 2, 1, ?, 1, ?, 0, 0, 0, 0, 0, 0, 1, 1, ?, ' ', 1, ' ', 0, 1, ?)`, acct, object, quantity, at[:10]+" 00:00:00", at)
	}

	for name, c := range map[string]struct {
		reserved syncer.Reserved
		prepare  func(w *world)
		want     string
	}{
		"none":              {syncer.ReservedNone, func(w *world) { order(w, 1, 2, 3, 0) }, "14"},
		"all":               {syncer.ReservedAll, func(w *world) { order(w, 1, 2, 3, 0) }, "11"},
		"ours":              {syncer.ReservedOurs, func(w *world) { order(w, 1, 2, 3, 0) }, "14"}, // a person wrote it
		"all, elsewhere":    {syncer.ReservedAll, func(w *world) { order(w, 1, 6, 3, 0) }, "14"},
		"all, nearly old":   {syncer.ReservedAll, func(w *world) { order(w, 1, 2, 3, 29*day) }, "11"},
		"all, old":          {syncer.ReservedAll, func(w *world) { order(w, 1, 2, 3, 31*day) }, "14"},
		"all, a draft":      {syncer.ReservedAll, func(w *world) { order(w, -1, 2, 3, 0) }, "14"},
		"all, below zero":   {syncer.ReservedAll, func(w *world) { order(w, 1, 2, -3, 0) }, "14"},
		"all, more than is": {syncer.ReservedAll, func(w *world) { order(w, 1, 2, 30, 0) }, "0"},
		"all, done": {syncer.ReservedAll, func(w *world) {
			order(w, 1, 2, 3, 0)
			w.execute(t, "INSERT INTO transformations (FromOperType, FromAcct, ToOperType, ToAcct, UserID, UserRealTime) VALUES (19, 1, 2, 5, 1, '2026-01-01')")
		}, "14"},
		"negative stock": {syncer.ReservedNone, func(w *world) { w.execute(t, "UPDATE store SET Qtty = -5") }, "0"},
		"one negative":   {syncer.ReservedNone, func(w *world) { w.execute(t, "UPDATE store SET Qtty = -5 WHERE ObjectID = 2") }, "7"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := places(t)
			w.cfg.Export.ObjectGroups, w.cfg.Export.Reserved = []string{"AAA"}, c.reserved
			c.prepare(w)
			w.figures(t)
			require.Equal(t, c.want, w.inShop(t, "A"))
		})
	}
}

// The default deducts what import wrote as orders and nothing else.
func TestSettingE_OursIsTheDefault(t *testing.T) {
	t.Parallel()

	w := places(t)
	w.cfg.Export.ObjectGroups = []string{"-1", "BBB"}
	w.cfg.Fiscal, w.cfg.Import.Document = syncer.FiscalConfig{}, syncer.DocumentOrder
	w.order(t, buys("A", "1"))
	w.imports(t)
	w.figures(t)
	require.Equal(t, "32", w.inShop(t, "A"))
}

// Documents at an object whose stock the shop is not told would sell what the
// shop cannot count.
func TestSettingE_ObjectOutsideIsAWarning(t *testing.T) {
	t.Parallel()

	for group, want := range map[string][]text.Code{"AAA": {text.ObjectOutsideGroups}, "-1": {}} {
		w := places(t)
		w.cfg.Export.ObjectGroups = []string{group}

		check, err := w.engine(t).Check(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, codes(check.Warnings), group)
		require.Equal(t, want, codes(w.export(t).Warnings), group)
		require.Equal(t, want, codes(w.imports(t).Warnings), group)
	}

	w := places(t)
	w.cfg.Export.ObjectGroups = []string{"AAA"}
	w.cfg.Import, w.cfg.Fiscal = syncer.ImportConfig{}, syncer.FiscalConfig{}
	require.Empty(t, w.export(t).Warnings, "an engine that only exports writes no documents")
}

// Setting g is where the stock is while e is empty.
func TestSettingG_IsTheStockWithoutE(t *testing.T) {
	t.Parallel()

	for object, want := range map[string]string{"1": "1", "2": "2", "Склад": "32"} {
		w := places(t)
		w.cfg.Import.Object = object
		w.figures(t)
		require.Equal(t, want, w.inShop(t, "A"), object)

		w.cfg.Export.ObjectGroups = []string{"BBB"}
		w.figures(t)
		require.Equal(t, "32", w.inShop(t, "A"), "e comes before g")
	}
}

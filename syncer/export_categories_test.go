package syncer_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// groups adds goods groups; a code is a path of three letters a level.
func (w *world) groups(t *testing.T, codes ...string) {
	t.Helper()

	for _, code := range codes {
		_, err := w.raw.ExecContext(t.Context(), "INSERT INTO goodsgroups (Name, Code) VALUES (?, ?)", "Група "+code, code)
		require.NoError(t, err)
	}
}

func (w *world) goodIn(t *testing.T, code, group string) {
	t.Helper()
	w.good(t, sklad.Good{Name: code, Code: code, TaxGroup: 1, GroupID: 1}, "10")
	w.execute(t, "UPDATE goods SET GroupID = (SELECT ID FROM goodsgroups WHERE Code = ?) WHERE Code = ?", group, code)
}

// paths are the shop's categories by path.
func (w *world) paths(t *testing.T) map[string]gombashop.Category {
	t.Helper()

	all := map[string]gombashop.Category{}

	for c, err := range w.client.Categories.All(t.Context(), gombashop.CategoryListOptions{Limit: 250}) {
		require.NoError(t, err)
		all[c.Path] = c
	}

	return all
}

func TestManyGroupsGoParentsFirst(t *testing.T) {
	t.Parallel()

	w := newWorld(t)

	var codes []string
	for i := range 15 {
		a := fmt.Sprintf("A%02d", i)
		codes = append(codes, a)

		for j := range 15 {
			codes = append(codes, a+fmt.Sprintf("B%02d", j))
		}
	}

	w.groups(t, append(codes, "A00B00C00", "X00Y00")...)
	w.goodIn(t, "G", "A00B00C00")
	w.export(t)

	paths := w.paths(t)
	require.Len(t, paths, len(codes)+3, "with the undeletable group")
	require.Contains(t, paths, "Група A14 > Група A14B14")
	require.Contains(t, paths, "Група X00Y00", "the level above it is missing")

	deepest := paths["Група A00 > Група A00B00 > Група A00B00C00"]
	require.Equal(t, []string{deepest.ID}, w.products(t)[0].CategoryIDs)
	w.quiet(t)
}

func TestOnlyTheChosenGroupsGoToTheShop(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.groups(t, "AAA", "AAABBB", "AAABBBCCC", "AAAXXX", "ZZZ")
	w.goodIn(t, "IN", "AAABBBCCC")
	w.goodIn(t, "OUT", "ZZZ")
	w.cfg.Export.GoodsGroups = []string{"AAABBB"}
	w.export(t)

	require.Len(t, w.products(t), 1)
	require.Len(t, w.paths(t), 3, "the groups above the chosen one lead to it")

	// A good that leaves the chosen groups is hidden, and comes back.
	w.goodIn(t, "STAYS", "AAABBB")
	w.execute(t, "UPDATE goods SET GroupID = (SELECT ID FROM goodsgroups WHERE Code = 'ZZZ') WHERE Code = 'IN'")
	w.export(t)

	p, _ := w.variantOf(t, "IN")
	require.False(t, p.Visible)
	w.quiet(t)

	w.cfg.Export.GoodsGroups = nil
	w.export(t)

	p, _ = w.variantOf(t, "IN")
	require.True(t, p.Visible)
	require.Len(t, w.products(t), 3)
	w.quiet(t)
}

// The goods of a refused category go without it; they are put there as soon as
// the shop has it.
func TestARefusedCategoryIsParkedAndItsGoodsGo(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.groups(t, "AAA", "AAABBB")
	w.goodIn(t, "TOP", "AAA")
	w.goodIn(t, "LOW", "AAABBB")

	plain := w.cfg.Shop
	w.cfg.Shop = &exportShop{Shop: plain, categories: func(rows []gombashop.CategoryPatch) []int {
		var refused []int

		for i, r := range rows {
			if *r.Name == "Група AAA" {
				refused = append(refused, i)
			}
		}

		return refused
	}}

	h := &heard{}
	w.cfg.Observer = h
	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Len(t, report.Parked, 2)
	require.Equal(t, text.ShopRefused, report.Parked[0].Code)
	require.Equal(t, text.CategoryWaits, report.Parked[1].Code, "its child is not put at the root")
	require.Equal(t, "Група AAA", report.Parked[1].Args["parent"])
	require.Equal(t, report.Parked, h.parked)
	require.Equal(t, 2, report.Buckets[syncer.KindCategory].Parked)
	require.Equal(t, 2, report.Buckets[syncer.KindGood].Written)

	for _, p := range w.products(t) {
		require.Empty(t, p.CategoryIDs)
	}

	w.cfg.Shop = plain
	w.export(t)

	paths := w.paths(t)
	top, _ := w.variantOf(t, "TOP")
	low, _ := w.variantOf(t, "LOW")
	require.Equal(t, []string{paths["Група AAA"].ID}, top.CategoryIDs)
	require.Equal(t, []string{paths["Група AAA > Група AAABBB"].ID}, low.CategoryIDs)
	w.quiet(t)
}

// The shop's categories outlive the groups: goods of the shop may be in them.
func TestADeletedGroupKeepsItsCategory(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.groups(t, "AAA", "AAABBB")
	w.goodIn(t, "A", "AAABBB")
	w.export(t)

	w.execute(t, "DELETE FROM goodsgroups WHERE Code = 'AAABBB'")
	w.execute(t, "UPDATE goods SET GroupID = (SELECT ID FROM goodsgroups WHERE Code = 'AAA') WHERE Code = 'A'")
	w.export(t)
	require.Contains(t, w.paths(t), "Група AAA > Група AAABBB")
	w.quiet(t)

	w.good(t, sklad.Good{Name: "B", Code: "B", TaxGroup: 1, GroupID: 1}, "10")
	w.execute(t, "UPDATE goods SET GroupID = 999 WHERE Code IN ('A', 'B')") // a group that never was
	w.export(t)

	p, _ := w.variantOf(t, "B")
	require.Empty(t, p.CategoryIDs)
}

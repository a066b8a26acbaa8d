package syncer_test

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// twoNames is a world with one good on both sides: made here, or in the shop.
func twoNames(t *testing.T, madeInShop bool) (w *world, good sklad.GoodID, product string) {
	t.Helper()

	w = newWorld(t)
	w.cfg.EditNameAndGroup = true
	w.groups(t, "AAA", "BBB")

	if madeInShop {
		_, err := w.shop.AddProduct(row{"name": "Чай", "vat_rate": "20", "variants": []row{{"sku": "TEA", "price": "10.00"}}})
		require.NoError(t, err)
	} else {
		w.goodIn(t, "TEA", "AAA")
		w.execute(t, "UPDATE goods SET Name = 'Чай', Name2 = 'Чай' WHERE Code = 'TEA'")
		w.export(t)
	}

	w.imports(t)
	w.export(t)

	id, err := strconv.ParseInt(w.scalar(t, "SELECT ID FROM goods WHERE Code = 'TEA'"), 10, 64)
	require.NoError(t, err)

	return w, sklad.GoodID(id), w.products(t)[0].ID
}

func (w *world) changeProduct(t tester, p gombashop.ProductPatch) {
	t.Helper()

	results, err := w.client.Products.Upsert(t.Context(), []gombashop.ProductPatch{p})
	require.NoError(t, err)
	require.Nil(t, results[0].Err)
}

// cycle is an import and an export, as a runner does them.
func (w *world) cycle(t *testing.T) (in, out syncer.Report) {
	t.Helper()

	return w.imports(t), w.export(t)
}

func TestSettingL_Name(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		on         bool
		mode       syncer.Mode
		nomen      bool
		here, shop string // new names
		want       [2]string
		reported   bool
	}{
		"on, only here":           {true, syncer.AddAndUpdate, true, "Чай 2", "", [2]string{"Чай 2", "Чай 2"}, false},
		"on, only in the shop":    {true, syncer.AddAndUpdate, true, "", "Чай 3", [2]string{"Чай 3", "Чай 3"}, false},
		"on, both":                {true, syncer.AddAndUpdate, true, "Чай 2", "Чай 3", [2]string{"Чай 3", "Чай 3"}, true},
		"on, both alike":          {true, syncer.AddAndUpdate, true, "Чай 4", "Чай 4", [2]string{"Чай 4", "Чай 4"}, false},
		"on, neither":             {true, syncer.AddAndUpdate, true, "", "", [2]string{"Чай", "Чай"}, false},
		"on, add only, here":      {true, syncer.AddOnly, true, "Чай 2", "", [2]string{"Чай 2", "Чай 2"}, false},
		"on, add only, shop":      {true, syncer.AddOnly, true, "", "Чай 3", [2]string{"Чай", "Чай 3"}, false},
		"on, no nomenclature":     {true, syncer.AddAndUpdate, false, "Чай 2", "", [2]string{"Чай 2", "Чай 2"}, false},
		"on, no listing, both":    {true, syncer.AddAndUpdate, false, "Чай 2", "Чай 3", [2]string{"Чай 2", "Чай 3"}, true},
		"off, only here":          {false, syncer.AddAndUpdate, true, "Чай 2", "", [2]string{"Чай 2", "Чай"}, false},
		"off, only in the shop":   {false, syncer.AddAndUpdate, true, "", "Чай 3", [2]string{"Чай", "Чай 3"}, false},
		"off, both":               {false, syncer.AddAndUpdate, true, "Чай 2", "Чай 3", [2]string{"Чай 2", "Чай 3"}, false},
		"off, add only, the shop": {false, syncer.AddOnly, true, "", "Чай 3", [2]string{"Чай", "Чай 3"}, false},
	} {
		for _, madeInShop := range []bool{false, true} {
			for _, exportFirst := range []bool{false, true} {
				if exportFirst && (c.here == "" || c.shop == "") {
					continue // who comes first matters where both have changed
				}

				t.Run(name+"/"+strconv.FormatBool(madeInShop)+"/"+strconv.FormatBool(exportFirst), func(t *testing.T) {
					t.Parallel()

					w, good, product := twoNames(t, madeInShop)
					w.cfg.EditNameAndGroup, w.cfg.Import.Mode, w.cfg.Import.Nomenclature = c.on, c.mode, c.nomen

					if c.here != "" {
						w.execute(t, "UPDATE goods SET Name = ? WHERE ID = ?", c.here, int64(good))
					}

					if c.shop != "" {
						w.changeProduct(t, gombashop.ProductPatch{ID: product, Name: &c.shop})
					}

					var told []*syncer.Problem
					if exportFirst {
						told = w.export(t).Warnings
					}

					in, out := w.cycle(t)
					told = append(append(told, in.Warnings...), out.Warnings...)

					require.Equal(t, c.want[0], w.scalar(t, "SELECT Name FROM goods WHERE ID = ?", int64(good)))
					require.Equal(t, c.want[1], w.products(t)[0].Name)
					require.Equal(t, c.reported, slices.Contains(codes(told), text.NameChangedTwice), "%v", told)

					if !c.reported {
						w.quiet(t)
					}

					require.Zero(t, w.imports(t).Buckets[syncer.KindGood].Written, "nobody's own write comes back")
				})
			}
		}
	}
}

func TestSettingL_Group(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		on, here, shop     bool
		wantHere, wantShop string
		reported           bool
	}{
		"on, only here":         {true, true, false, "BBB", "Група BBB", false},
		"on, only in the shop":  {true, false, true, "CCC", "Група CCC", false},
		"on, both":              {true, true, true, "CCC", "Група CCC", true},
		"off, only here":        {false, true, false, "BBB", "Група AAA", false},
		"off, only in the shop": {false, false, true, "AAA", "Група CCC", false},
		"off, both":             {false, true, true, "BBB", "Група CCC", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, good, product := twoNames(t, false)
			w.groups(t, "CCC")
			w.export(t)
			w.cfg.EditNameAndGroup = c.on

			if c.here {
				w.execute(t, "UPDATE goods SET GroupID = (SELECT ID FROM goodsgroups WHERE Code = 'BBB') WHERE ID = ?", int64(good))
			}

			if c.shop {
				ids := []string{w.paths(t)["Група CCC"].ID}
				w.changeProduct(t, gombashop.ProductPatch{ID: product, CategoryIDs: &ids})
			}

			in, out := w.cycle(t)

			require.Equal(t, c.wantHere, w.scalar(t, "SELECT g.Code FROM goods d JOIN goodsgroups g ON g.ID = d.GroupID WHERE d.ID = ?", int64(good)))
			require.Equal(t, []string{w.paths(t)[c.wantShop].ID}, w.products(t)[0].CategoryIDs)
			require.Equal(t, c.reported, slices.Contains(append(codes(in.Warnings), codes(out.Warnings)...), text.GroupChangedTwice))
			w.quiet(t)
			require.Zero(t, w.imports(t).Buckets[syncer.KindGood].Written)
		})
	}
}

// A category that only the shop has becomes a goods group, once.
func TestSettingL_ACategoryOfTheShopBecomesAGroup(t *testing.T) {
	t.Parallel()

	w, good, product := twoNames(t, false)
	results, err := w.client.Categories.Upsert(t.Context(), []gombashop.CategoryPatch{{ExternalID: "own", Name: new("Напитки"), Visible: new(true)}})
	require.NoError(t, err)
	w.changeProduct(t, gombashop.ProductPatch{ID: product, CategoryIDs: &[]string{results[0].ID}})

	before := len(w.paths(t))
	w.cycle(t)
	require.Equal(t, "Напитки", w.scalar(t, "SELECT g.Name FROM goods d JOIN goodsgroups g ON g.ID = d.GroupID WHERE d.ID = ?", int64(good)))
	require.Len(t, w.paths(t), before, "the category is not made a second time")
	w.quiet(t)
	require.Zero(t, w.imports(t).Buckets[syncer.KindGood].Written)
}

// The goods of a group share their product's name, which is the first one's.
func TestSettingL_AProductOfSeveralGoods(t *testing.T) {
	t.Parallel()

	w := groupedWorld(t)
	w.cfg.EditNameAndGroup = true
	w.shirt(t, "M", "12", "10")
	w.shirt(t, "L", "12", "11")
	w.export(t)

	product := w.productOf(t, "G:12")
	w.changeProduct(t, gombashop.ProductPatch{ID: product.ID, Name: new("Тениска мъжка")})
	w.cycle(t)
	require.Equal(t, "Тениска мъжка", w.scalar(t, "SELECT Name FROM goods WHERE Code = 'M'"))
	require.Equal(t, "Тениска L", w.scalar(t, "SELECT Name FROM goods WHERE Code = 'L'"))
	w.quiet(t)
	require.Zero(t, w.imports(t).Buckets[syncer.KindGood].Written)

	w.execute(t, "UPDATE goods SET Name = 'Блуза M' WHERE Code = 'M'")
	w.cycle(t)
	require.Equal(t, "Блуза M", w.productOf(t, "G:12").Name)
	w.quiet(t)
}

// A good that came from a variant is called by its product and its options.
func TestSettingL_AVariantOfTheShopsOwn(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.EditNameAndGroup = true
	product, err := w.shop.AddProduct(row{"name": "Блуза", "vat_rate": "20", "option_names": []string{"Размер"}, "variants": []row{
		{"sku": "M", "price": "10.00", "options": []string{"M"}}, {"sku": "L", "price": "10.00", "options": []string{"L"}},
	}})
	require.NoError(t, err)
	w.cycle(t)
	require.Equal(t, "Блуза M", w.scalar(t, "SELECT Name FROM goods WHERE Code = 'M'"))

	w.changeProduct(t, gombashop.ProductPatch{ID: product, Name: new("Риза")})
	w.cycle(t)
	require.Equal(t, "Риза M", w.scalar(t, "SELECT Name FROM goods WHERE Code = 'M'"))
	require.Equal(t, "Риза L", w.scalar(t, "SELECT Name FROM goods WHERE Code = 'L'"))
	w.quiet(t)

	w.execute(t, "UPDATE goods SET Name = 'Туника M' WHERE Code = 'M'")
	w.cycle(t)
	require.Equal(t, "Туника", w.products(t)[0].Name, "without the option, which the shop shows beside it")
	w.quiet(t)
	require.Zero(t, w.imports(t).Buckets[syncer.KindGood].Written)

	w.execute(t, "UPDATE goods SET Name = 'Туника' WHERE Code = 'M'")
	require.Equal(t, []text.Code{text.NameWithoutOptions}, codes(w.export(t).Warnings))
	require.Equal(t, "Туника", w.products(t)[0].Name)
}

// Links of before, or of a match, tell no names: each side keeps its own, and
// what changes from then on goes to the other.
func TestSettingL_BeginsWithWhatBothSidesHave(t *testing.T) {
	t.Parallel()

	w, good, product := twoNames(t, true)
	w.execute(t, "UPDATE gomba_links SET Hashes = '', Origin = 'match' WHERE Kind = 'variant'")
	w.execute(t, "UPDATE goods SET Name = 'Друг чай' WHERE ID = ?", int64(good))
	w.export(t)
	w.quiet(t)
	require.Equal(t, "Чай", w.products(t)[0].Name)
	require.Equal(t, "Друг чай", w.scalar(t, "SELECT Name FROM goods WHERE ID = ?", int64(good)))

	w.changeProduct(t, gombashop.ProductPatch{ID: product, Name: new("Билков чай")})
	w.cycle(t)
	require.Equal(t, "Билков чай", w.scalar(t, "SELECT Name FROM goods WHERE ID = ?", int64(good)))
}

// A name that was sent by a run which was cut off is nobody's change: it is cut
// off at its first step, after the next change of the name at its second, and so
// on. What the name is then is new, or what it was before.
func TestSettingL_ACutOffRunRenamesNothingBack(t *testing.T) {
	t.Parallel()

	for name, again := range map[string]func(at int, before string) string{
		"to a third name": func(at int, _ string) string { return "Чай " + strconv.Itoa(at) },
		"and back":        func(_ int, before string) string { return before },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, good, _ := twoNames(t, false)
			before := "Чай"
			rename := func(to string) { w.execute(t, "UPDATE goods SET Name = ? WHERE ID = ?", to, int64(good)) }

			for at, cut := 1, true; cut; at++ {
				rename("Билков чай " + strconv.Itoa(at))

				warehouse, n := w.cfg.Warehouse, 0
				w.cfg.Warehouse = &exportWarehouse{Warehouse: warehouse, fail: func() bool { n++; return n == at }}
				_, err := w.exports(t, syncer.ExportOptions{})
				w.cfg.Warehouse = warehouse

				before = again(at, before)
				rename(before)
				require.Empty(t, w.export(t).Warnings, "at %d", at)
				w.imports(t)
				require.Equal(t, before, w.scalar(t, "SELECT Name FROM goods WHERE ID = ?", int64(good)), "at %d", at)
				require.Equal(t, before, w.products(t)[0].Name, "at %d", at)
				w.quiet(t)

				cut = err != nil
				require.True(t, cut || at > 3)
			}
		})
	}
}

// The shop's tree is the shop's while the setting is off, also in a full run.
func TestSettingL_GroupsKeepTheirNames(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		on, here, shop, full bool
		want                 string
	}{
		"on, here":            {on: true, here: true, want: "Нова"},
		"on, in the shop":     {on: true, shop: true, want: "Тяхна"},
		"on, both":            {on: true, here: true, shop: true, want: "Тяхна"},
		"on, both, in full":   {on: true, here: true, shop: true, full: true, want: "Тяхна"},
		"off, here":           {here: true, want: "Група AAA"},
		"off, here, in full":  {here: true, full: true, want: "Група AAA"},
		"off, shop, in full":  {shop: true, full: true, want: "Тяхна"},
		"off, both, in full":  {here: true, shop: true, full: true, want: "Тяхна"},
		"on, shop, in full":   {on: true, shop: true, full: true, want: "Тяхна"},
		"neither, in full":    {on: true, full: true, want: "Група AAA"},
		"off, shop, no write": {shop: true, want: "Тяхна"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, _, _ := twoNames(t, false)
			w.cfg.EditNameAndGroup = c.on
			id := w.paths(t)["Група AAA"].ID

			if c.here {
				w.execute(t, "UPDATE goodsgroups SET Name = 'Нова' WHERE Code = 'AAA'")
			}

			if c.shop {
				_, err := w.client.Categories.Upsert(t.Context(), []gombashop.CategoryPatch{{ID: id, Name: new("Тяхна")}})
				require.NoError(t, err)
			}

			_, err := w.exports(t, syncer.ExportOptions{Full: c.full})
			require.NoError(t, err)
			require.Equal(t, id, w.paths(t)[c.want].ID)
		})
	}
}

// A group whose category the shop has already, from the import of its goods, is
// not made there a second time.
func TestAGroupThatCameFromTheShopGoesBackToItsCategory(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	results, err := w.client.Categories.Upsert(t.Context(), []gombashop.CategoryPatch{{ExternalID: "x", Name: new("Дрехи"), Visible: new(true)}})
	require.NoError(t, err)
	_, err = w.shop.AddProduct(row{"name": "Чай", "vat_rate": "20", "category_ids": []string{results[0].ID}, "variants": []row{{"sku": "TEA", "price": "10.00"}}})
	require.NoError(t, err)
	w.cycle(t)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM goodsgroups WHERE Name = 'Дрехи'"))
	w.quiet(t)
}

// A category that the shop has under the path is joined as it is spelled there;
// where two have the path, neither is taken.
func TestACategoryOfThePathKeepsItsSpelling(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ there, want []string }{
		"one": {[]string{"ГРУПА aaa"}, []string{"Служебна група", "ГРУПА aaa"}},
		"two": {[]string{"ГРУПА aaa", "група AAA"}, []string{"Служебна група", "ГРУПА aaa", "Група AAA", "група AAA"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.groups(t, "AAA")
			w.goodIn(t, "A", "AAA")

			for _, name := range c.there {
				_, err := w.shop.AddCategory(name)
				require.NoError(t, err)
			}

			_, err := w.exports(t, syncer.ExportOptions{})
			require.NoError(t, err)
			require.ElementsMatch(t, c.want, slices.Collect(maps.Keys(w.paths(t))))
			w.quiet(t)
		})
	}
}

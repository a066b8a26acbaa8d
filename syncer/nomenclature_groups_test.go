package syncer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
)

// drinksShop has a product two levels down. The goods of the warehouse, and its
// groups, are in the shop already.
func drinksShop(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")

	results, err := w.client.Categories.Upsert(t.Context(), categories("", "Напитки", "Друго"))
	require.NoError(t, err)

	results, err = w.client.Categories.Upsert(t.Context(), categories(results[0].ID, "Чайове", "Кафе"))
	require.NoError(t, err)
	w.tea(t, "L", results[0].ID)

	return w
}

func (w *world) tea(t *testing.T, sku, category string) {
	t.Helper()

	_, err := w.shop.AddProduct(row{"name": "Чай " + sku, "vat_rate": "20", "category_ids": []string{category}, "variants": []row{
		{"sku": sku, "price": "3.00", "quantity": "7"},
	}})
	require.NoError(t, err)
}

// toCategories are the requests that write categories.
func (w *world) toCategories() []string {
	return slices.DeleteFunc(w.requested(), func(r string) bool {
		return strings.HasPrefix(r, "GET ") || !strings.Contains(r, "/categories")
	})
}

// A group that import made of a category, or found by its path, is that category:
// export has nothing to say about it.
func TestAnImportedGroupIsItsCategory(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		groups []string // codes and names of what is there before
		want   string
	}{
		"made":            {nil, "Напитки,Чайове"},
		"joined":          {[]string{"QQQ", "Напитки", "QQQAAA", "Чайове"}, "Напитки,Чайове"},
		"joined in part":  {[]string{"QQQ", "Напитки"}, "Напитки,Чайове"},
		"in another case": {[]string{"QQQ", "НАПИТКИ", "QQQAAA", "чайове"}, "НАПИТКИ,чайове"},
	} {
		for _, l := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()

				w := drinksShop(t)
				w.cfg.EditNameAndGroup = l

				for pair := range slices.Chunk(c.groups, 2) {
					w.execute(t, "INSERT INTO goodsgroups (Code, Name) VALUES (?, ?)", pair[0], pair[1])
				}

				require.Empty(t, w.imports(t).Parked)
				require.Equal(t, c.want, w.scalar(t, "SELECT group_concat(Name) FROM (SELECT Name FROM goodsgroups WHERE ID > 1 ORDER BY Code)"))

				w.shop.ClearRequests()
				w.export(t)
				require.Empty(t, w.toCategories())

				_, err := w.exports(t, syncer.ExportOptions{Full: true})
				require.NoError(t, err)
				require.NotEmpty(t, w.categoryNamed(t, "Чайове"), "its spelling stays")
				require.Len(t, w.paths(t), 5, "four and the undeletable group")
			})
		}
	}
}

// A second product of the category comes into the same group, also when a person
// has given it another name since.
func TestAnImportedGroupStaysItsCategoryUnderAnotherName(t *testing.T) {
	t.Parallel()

	w := drinksShop(t)
	w.imports(t)
	w.execute(t, "UPDATE goodsgroups SET Name = 'Чай' WHERE Name = 'Чайове'")
	w.tea(t, "M", w.categoryNamed(t, "Чайове"))
	require.Empty(t, w.samePlan(t).Parked)
	require.Equal(t, "Чай", w.scalar(t, "SELECT gg.Name FROM goods g JOIN goodsgroups gg ON gg.ID = abs(g.GroupID) WHERE g.Code = 'M'"))

	w.shop.ClearRequests()
	w.export(t)
	require.Empty(t, w.toCategories())
}

// A group that is another category's already stays that one's.
func TestAGroupHasOneCategory(t *testing.T) {
	t.Parallel()

	w := drinksShop(t)
	w.imports(t)

	twin := "Чайове"
	results, err := w.client.Categories.Upsert(t.Context(), []gombashop.CategoryPatch{
		{ExternalID: "twin", Name: &twin, ParentID: new(w.categoryNamed(t, "Напитки"))},
	})
	require.NoError(t, err)
	w.tea(t, "M", results[0].ID)
	require.Empty(t, w.imports(t).Parked)

	before := w.scalar(t, "SELECT group_concat(ShopID) FROM gomba_links WHERE Kind = 'category'")
	require.NotContains(t, strings.Split(before, ","), results[0].ID)
	w.shop.ClearRequests()
	w.export(t)
	require.Empty(t, w.toCategories())
}

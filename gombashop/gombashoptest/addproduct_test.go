package gombashoptest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

func only(t *testing.T, c *gombashop.Client, ids ...string) gombashop.Product {
	t.Helper()

	var found []gombashop.Product

	for p, err := range c.Products.All(t.Context(), gombashop.ProductListOptions{IDs: ids}) {
		require.NoError(t, err)

		found = append(found, p)
	}

	require.Len(t, found, 1)

	return found[0]
}

func TestAProductBringsItsIDAlong(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	made := time.Date(2021, 6, 23, 9, 30, 44, 0, time.UTC)

	id, err := s.AddProduct(row{
		"id": "77", "name": "Чаша", "url": "http://shop.example/chasha.html", "created_at": made,
		"variants": []row{{"options": []string{"Бял"}, "price": "5.00"}, {"options": []string{"Син"}, "price": "6.00"}},
	})
	require.NoError(t, err)
	require.Equal(t, "77", id)

	p := only(t, c, "77")
	require.Equal(t, "http://shop.example/chasha.html", p.URL)
	require.True(t, made.Equal(p.CreatedAt))
	require.Equal(t, "77-1", p.Variants[0].ID, "the ids of a file's variants are those of the last time")
	require.Equal(t, "77-2", p.Variants[1].ID)

	id, err = s.AddProduct(row{"id": "77", "name": "Чаша 2", "url": "http://elsewhere"})
	require.NoError(t, err)
	require.Equal(t, "77", id)

	p = only(t, c, "77")
	require.Equal(t, "Чаша 2", p.Name, "what the shop has is changed")
	require.Equal(t, "http://shop.example/chasha.html", p.URL, "but not where it is from")
}

func TestNewIDsAreNotThoseOfWhatWasBroughtIn(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	for _, id := range []string{"1001", "1002"} {
		_, err := s.AddProduct(row{"id": id, "name": id})
		require.NoError(t, err)
	}

	id, err := s.AddProduct(row{"name": "Чаша"})
	require.NoError(t, err)
	require.Equal(t, "1003", id)

	_, err = s.PlaceOrder(row{"id": "101005", "items": []row{{"name": "x", "unit_price": "1.00"}}})
	require.NoError(t, err)

	for range 3 {
		_, err = s.PlaceOrder(row{"items": []row{{"name": "x", "unit_price": "1.00"}}})
		require.NoError(t, err)
	}
}

func TestAProductThatCannotBeAdded(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	for _, bad := range []any{
		row{}, row{"id": "7"}, row{"name": ""}, row{"name": "x", "created_at": "yesterday"}, row{"name": 5}, "text", nil, make(chan int),
		row{"name": "x", "variants": []row{{"price": "-1.00"}}}, row{"name": "x", "variants": []row{{"id": "none"}}},
		row{"name": "x", "variants": []row{{"price": "1.00"}, {"price": "2.00"}}},
	} {
		_, err := s.AddProduct(bad)
		require.ErrorIs(t, err, gombashoptest.ErrProduct, "%v", bad)
		require.NotContains(t, err.Error(), "\n")
	}
}

func TestCategoriesOfAPath(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	first, err := s.AddCategory("Реплики", "AEG Карабини")
	require.NoError(t, err)
	again, err := s.AddCategory("Реплики", "AEG Карабини")
	require.NoError(t, err)
	require.Equal(t, first, again)

	other, err := s.AddCategory("Екипировка", "AEG Карабини")
	require.NoError(t, err)
	require.NotEqual(t, first, other, "the same name elsewhere")

	paths := map[string]string{}

	for category, err := range c.Categories.All(t.Context(), gombashop.CategoryListOptions{}) {
		require.NoError(t, err)

		paths[category.ID] = category.Path
	}

	require.Len(t, paths, 4)
	require.Equal(t, "Реплики > AEG Карабини", paths[first])
	require.Equal(t, "Екипировка > AEG Карабини", paths[other])

	for _, bad := range [][]string{nil, {""}, {"Реплики", ""}} {
		_, err := s.AddCategory(bad...)
		require.ErrorIs(t, err, gombashoptest.ErrProduct)
	}
}

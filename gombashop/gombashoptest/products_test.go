package gombashoptest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

func products(t *testing.T, c *gombashop.Client, o gombashop.ProductListOptions) map[string]gombashop.Product {
	t.Helper()

	all := map[string]gombashop.Product{}

	for p, err := range c.Products.All(t.Context(), o) {
		require.NoError(t, err)

		all[p.ExternalID] = p
	}

	return all
}

func upsert(t *testing.T, c *gombashop.Client, rows ...gombashop.ProductPatch) []gombashop.Result {
	t.Helper()

	results, err := c.Products.Upsert(t.Context(), rows)
	require.NoError(t, err)

	return results
}

// TestADeletedProductStaysDeleted whatever is patched, but for its visibility.
func TestADeletedProductStaysDeleted(t *testing.T) {
	t.Parallel()

	_, c := stocked(t)

	deleted, err := c.Products.Delete(t.Context(), []gombashop.Ref{{ExternalID: "5"}, {ExternalID: "5"}, {ExternalID: "none"}})
	require.NoError(t, err)
	require.Equal(t, gombashop.Updated, deleted[0].Status)
	require.Equal(t, gombashop.Unchanged, deleted[1].Status)
	require.Equal(t, gombashop.Failed, deleted[2].Status)

	for _, patch := range []gombashop.ProductPatch{
		{Brand: new("X")}, {Name: new("Чашка")}, {Visible: new(false)}, {Variants: []gombashop.VariantPatch{{ExternalID: "5", Active: new(true)}}},
	} {
		patch.ExternalID = "5"
		upsert(t, c, patch)
		require.Empty(t, products(t, c, gombashop.ProductListOptions{}))
		require.True(t, products(t, c, gombashop.ProductListOptions{IncludeDeleted: true})["5"].Deleted)
	}

	upsert(t, c, gombashop.ProductPatch{ExternalID: "5", Visible: new(true)})
	require.False(t, products(t, c, gombashop.ProductListOptions{})["5"].Deleted)
}

func TestEveryProductHasAVariant(t *testing.T) {
	t.Parallel()

	_, c := shop(t)
	upsert(t, c, gombashop.ProductPatch{ExternalID: "1", Name: new("Чаша")})

	p := products(t, c, gombashop.ProductListOptions{})["1"]
	require.Len(t, p.Variants, 1)
	require.Empty(t, p.Variants[0].Options)
	require.True(t, p.Variants[0].Active)
	require.Equal(t, "EUR", p.Variants[0].Currency)
	require.False(t, p.Variants[0].Quantity.Valid, "no figure")
}

// TestAnEmptiedProduct has nothing to buy: its last variant belongs to another
// one now. Nothing else happens to it.
func TestAnEmptiedProduct(t *testing.T) {
	t.Parallel()

	s, c := shop(t)
	single := func(id, option string) gombashop.ProductPatch {
		return gombashop.ProductPatch{ExternalID: id, Name: new(id), Variants: []gombashop.VariantPatch{{ExternalID: id, Options: &[]string{option}}}}
	}
	take := func(into, variant string) gombashop.ProductPatch {
		return gombashop.ProductPatch{ExternalID: into, Variants: []gombashop.VariantPatch{{ExternalID: variant}}}
	}

	upsert(t, c, single("1", "M"), single("2", "L"))
	upsert(t, c, take("2", "1"))

	all := products(t, c, gombashop.ProductListOptions{})
	require.Len(t, all["2"].Variants, 2)
	require.Empty(t, all["1"].Variants)
	require.True(t, all["1"].Visible)

	_, err := s.PlaceOrder(row{"items": []row{{"product_id": all["1"].ID}}})
	require.ErrorContains(t, err, "names no variant")

	require.Equal(t, gombashop.Updated, upsert(t, c, take("1", "1"))[0].Variants[0].Status, "and back")
	all = products(t, c, gombashop.ProductListOptions{})
	require.Len(t, all["1"].Variants, 1)
	require.Equal(t, "1", all["1"].Variants[0].ExternalID)
}

// TestProductsExchangeVariants in one request, in which both look the same for a
// moment.
func TestProductsExchangeVariants(t *testing.T) {
	t.Parallel()

	_, c := shop(t)
	single := func(id string) gombashop.ProductPatch {
		return gombashop.ProductPatch{ExternalID: id, Name: new(id), Variants: []gombashop.VariantPatch{{ExternalID: id}}}
	}
	take := func(into, variant string) gombashop.ProductPatch {
		return gombashop.ProductPatch{ExternalID: into, Variants: []gombashop.VariantPatch{{ExternalID: variant}}}
	}

	upsert(t, c, single("1"), single("2"))
	for _, r := range upsert(t, c, take("1", "2"), take("2", "1")) {
		require.NoError(t, errorOf(r))
	}

	all := products(t, c, gombashop.ProductListOptions{})
	require.Len(t, all["1"].Variants, 1)
	require.Equal(t, "2", all["1"].Variants[0].ExternalID)
	require.Equal(t, "1", all["2"].Variants[0].ExternalID)
}

func errorOf(r gombashop.Result) error {
	if r.Err == nil {
		return nil
	}

	return r.Err
}

// TestARefusedRowMovesNothing: the draft of a product is thrown away whole.
func TestARefusedRowMovesNothing(t *testing.T) {
	t.Parallel()

	_, c := stocked(t)
	upsert(t, c, gombashop.ProductPatch{ExternalID: "6", Name: new("Друга"), Variants: []gombashop.VariantPatch{{ExternalID: "6"}}})

	before := products(t, c, gombashop.ProductListOptions{})
	results := upsert(t, c, gombashop.ProductPatch{ExternalID: "6", Name: new("X"), Variants: []gombashop.VariantPatch{
		{ExternalID: "5", SKU: new("X")}, {ExternalID: "6", SKU: new("X")},
	}})
	require.ErrorContains(t, results[0].Err, "the same options")
	require.Equal(t, before, products(t, c, gombashop.ProductListOptions{}))

	results = upsert(t, c, gombashop.ProductPatch{ExternalID: "6", Variants: []gombashop.VariantPatch{{ExternalID: "5"}, {ExternalID: "6", Active: new(false)}}})
	require.Equal(t, gombashop.Updated, results[0].Status, "one that is off sale may look like another")
}

func TestSameValuesAreUnchanged(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	before := products(t, c, gombashop.ProductListOptions{})
	rows := ask(t, s, "POST", "/products/bulk", `{"data":[{"external_id":"5","name":"Чаша","vat_rate":"20","brand":null,"images":null,
		"variants":[{"external_id":"5","price":"10","options":null,"currency":null}]}]}`).results(t)
	require.Equal(t, "unchanged", rows[0].Status, "a cleared list is an empty one")
	require.Equal(t, before, products(t, c, gombashop.ProductListOptions{}))
}

func TestQuantitiesAreDated(t *testing.T) {
	t.Parallel()

	_, c := stocked(t)
	pieces := int64(0)
	set := func(at time.Time, sku string) gombashop.Result {
		pieces++
		results, err := c.Stock.Set(t.Context(), []gombashop.StockRow{{SKU: sku, Quantity: decimal.NewFromInt(pieces), AsOf: at}})
		require.NoError(t, err)

		return results[0]
	}

	require.Equal(t, gombashop.Unchanged, set(time.Now().Add(-time.Hour), "CH-1").Status, "the product row was later")
	require.Equal(t, gombashop.Failed, set(time.Now().Add(49*time.Hour), "CH-1").Status)
	require.Equal(t, gombashop.Updated, set(time.Now().Add(47*time.Hour), "CH-1").Status, "clocks may differ")
	require.Equal(t, gombashop.Updated, set(time.Now(), "CH-1").Status, "and what they say does not shut out the rows after them")
	require.Equal(t, gombashop.Unchanged, set(time.Now().Add(-time.Minute), "CH-1").Status)
	require.Equal(t, gombashop.Failed, set(time.Now(), "none").Status)
}

func TestMappingsGiveRecordsTheWarehousesID(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	ctx := t.Context()
	_, err := c.Categories.Upsert(ctx, []gombashop.CategoryPatch{{ExternalID: "1", Name: new("Чаши")}})
	require.NoError(t, err)
	_, err = c.Customers.Upsert(ctx, []gombashop.CustomerPatch{{ExternalID: "1", Name: new("Иван")}})
	require.NoError(t, err)

	p := products(t, c, gombashop.ProductListOptions{})["5"]
	group, buyer := first(t, c.Categories.All(ctx, gombashop.ListOptions{})), first(t, c.Customers.All(ctx, gombashop.ListOptions{}))
	rows := []gombashop.Mapping{
		{Kind: gombashop.MapProduct, ID: p.ID, ExternalID: "50"}, {Kind: gombashop.MapVariant, ID: p.Variants[0].ID, ExternalID: "51"},
		{Kind: gombashop.MapCategory, ID: group.ID, ExternalID: "52"}, {Kind: gombashop.MapCustomer, ID: buyer.ID, ExternalID: "53"},
		{Kind: gombashop.MapProduct, ID: "none", ExternalID: "54"}, {Kind: gombashop.MapVariant, ID: "none", ExternalID: "55"},
	}

	for _, want := range []gombashop.ResultStatus{gombashop.Updated, gombashop.Unchanged} {
		results, err := c.Mappings.Upsert(ctx, rows)
		require.NoError(t, err)

		for i, r := range results {
			if i > 3 {
				want = gombashop.Failed
			}

			require.Equal(t, want, r.Status, i)
		}
	}

	after := products(t, c, gombashop.ProductListOptions{UpdatedSince: p.UpdatedAt.Add(time.Microsecond)})["50"]
	require.Equal(t, "51", after.Variants[0].ExternalID, "and the product counts as changed")
	require.Equal(t, "52", first(t, c.Categories.All(ctx, gombashop.ListOptions{})).ExternalID)
	require.Equal(t, "53", first(t, c.Customers.All(ctx, gombashop.ListOptions{})).ExternalID)

	results, err := c.Stock.Set(ctx, []gombashop.StockRow{{ExternalID: "51", Quantity: dec("3")}, {ExternalID: "5", Quantity: dec("3")}})
	require.NoError(t, err)
	require.Equal(t, gombashop.Updated, results[0].Status)
	require.Equal(t, gombashop.Failed, results[1].Status, "the old id is nobody's")
	require.Equal(t, "51", place(t, s, c, row{"items": []row{{"external_id": "51"}}}).Items[0].ExternalID)
}

func first[T any](t *testing.T, rows func(func(T, error) bool)) T {
	t.Helper()

	for row, err := range rows {
		require.NoError(t, err)

		return row
	}

	require.Fail(t, "there is none")
	panic("not reached")
}

func TestATreeOfCategories(t *testing.T) {
	t.Parallel()

	_, c := shop(t)
	save := func(rows ...gombashop.CategoryPatch) []gombashop.Result {
		results, err := c.Categories.Upsert(t.Context(), rows)
		require.NoError(t, err)

		return results
	}
	root := save(gombashop.CategoryPatch{ExternalID: "1", Name: new("Дом")})[0].ID
	leaf := save(gombashop.CategoryPatch{ExternalID: "2", Name: new("Чаши"), ParentID: &root})[0].ID

	for _, bad := range []gombashop.CategoryPatch{
		{ExternalID: "3", Name: new("x"), ParentID: new("99")}, {ExternalID: "1", ParentID: &leaf}, {ExternalID: "1", ParentID: &root},
	} {
		require.ErrorContains(t, save(bad)[0].Err, "parent_id")
	}

	save(gombashop.CategoryPatch{ExternalID: "1", Name: new("Кухня")})

	paths := []string{}
	for g, err := range c.Categories.All(t.Context(), gombashop.ListOptions{}) {
		require.NoError(t, err)

		paths = append(paths, g.Path)
	}

	require.Equal(t, "Кухня, Кухня > Чаши", strings.Join(paths, ", "), "a new name shows below too")
}

func TestAddProductKeepsTheRules(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)
	for _, bad := range []any{
		row{"name": "x", "variants": []row{{"price": "-1"}}}, row{"variants": []row{{"price": "1"}}}, row{"name": 7}, "x",
		row{"name": "x", "variants": []row{{"quantity": "1.0001"}}},
	} {
		_, err := s.AddProduct(bad)
		require.ErrorContains(t, err, "gombashoptest", bad)
	}
}

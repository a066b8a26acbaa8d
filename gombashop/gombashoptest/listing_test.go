package gombashoptest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

func TestFiltersThatMeanNothingAreRefused(t *testing.T) {
	t.Parallel()

	s, _ := shop(t)

	for _, path := range []string{"/orders", "/products", "/customers", "/categories", "/statuses", "/vouchers", "/promo-codes"} {
		for query, field := range map[string]string{
			"limit=0": "limit", "limit=251": "limit", "limit=x": "limit", "updated_since=yesterday": "updated_since", "cursor=%21": "cursor",
			"created_since=garbage": "created_since", "include_deleted=perhaps": "include_deleted", "cursor=bm9uZQ": "cursor",
		} {
			ask(t, s, "GET", path+"?"+query, "").refused(t, 422, "validation_failed", field)
		}

		require.Equal(t, 200, ask(t, s, "GET", path+"?limit=250&created_since=2026-01-01T00:00:00Z", "").status)
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()

	_, c := shop(t)
	results := upsert(t, c,
		gombashop.ProductPatch{ExternalID: "1", Name: new("а"), Variants: []gombashop.VariantPatch{{ExternalID: "1", SKU: new("S1"), Barcode: new("380001")}}},
		gombashop.ProductPatch{ExternalID: "2", Name: new("б"), Variants: []gombashop.VariantPatch{{ExternalID: "2", SKU: new("S2"), Barcode: new("380002")}}},
		gombashop.ProductPatch{ExternalID: "3", Name: new("в"), Variants: []gombashop.VariantPatch{{ExternalID: "3", SKU: new("S3"), Barcode: new("380003")}}},
	)
	_, err := c.Products.Delete(t.Context(), []gombashop.Ref{{ExternalID: "3"}})
	require.NoError(t, err)

	made := products(t, c, gombashop.ProductListOptions{})["2"].CreatedAt

	for want, o := range map[string]gombashop.ProductListOptions{
		"1 2":   {},
		"1 2 3": {IncludeDeleted: true},
		"1":     {IDs: []string{results[0].ID, results[2].ID}},
		"2":     {Barcodes: []string{"380002", "380003"}},
		"1 3":   {SKUs: []string{"S1", "S3"}, IncludeDeleted: true},
		"":      {SKUs: []string{"S3"}},
		"2 3":   {CreatedSince: made, IncludeDeleted: true},
		"3":     {UpdatedSince: made, Barcodes: []string{"380003"}, IncludeDeleted: true},
	} {
		var got []string

		for _, id := range []string{"1", "2", "3"} {
			if _, listed := products(t, c, o)[id]; listed {
				got = append(got, id)
			}
		}

		require.Equal(t, want, strings.Join(got, " "))
	}
}

func TestOrderFilters(t *testing.T) {
	t.Parallel()

	s, c := stocked(t)
	a := place(t, s, c, row{"items": []row{{"sku": "CH-1"}}, "status": row{"id": "2"}, "created_at": "2025-01-01T00:00:00Z"}).ID
	b := place(t, s, c, row{"items": []row{{"sku": "CH-1"}}}).ID

	for want, o := range map[gombashop.OrderID]gombashop.OrderListOptions{
		a: {Statuses: []string{"confirmed", "shipped"}}, b: {CreatedSince: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		require.Equal(t, want, first(t, c.Orders.All(t.Context(), o)).ID)
	}

	require.Equal(t, a, first(t, c.Orders.All(t.Context(), gombashop.OrderListOptions{Statuses: []string{"2"}})).ID, "by id too")
	require.Equal(t, b, first(t, c.Orders.All(t.Context(), gombashop.OrderListOptions{IDs: []gombashop.OrderID{b}})).ID)
}

package gombashop

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func dec(s string) decimal.Decimal         { return decimal.RequireFromString(s) }
func nullDec(s string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(s)) }

// TestPatchesOnTheWire: absent = unchanged, null = clear.
func TestPatchesOnTheWire(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		row  any
		want string
	}{
		{"only what is named", ProductPatch{ExternalID: "G:12"}, `{"external_id":"G:12"}`},
		{"hide", ProductPatch{ID: "8810", Visible: new(false)}, `{"id":"8810","visible":false}`},
		{"whole product", ProductPatch{
			ExternalID: "G:12", Name: new("Тениска"), CategoryIDs: &[]string{"3"}, Brand: new("X"), DescriptionHTML: new("<p>"),
			TaxGroup: new(2), VATRate: new(dec("20")), Visible: new(true), IsNew: new(false), IsService: new(false),
			OptionNames: &[]string{"Размер"}, Images: &[]string{"https://x/1.png"},
			Variants: []VariantPatch{{
				ExternalID: "101", SKU: new("TS"), Barcode: new("3800"), Options: &[]string{"M"}, Price: new(dec("19.9")),
				CompareAtPrice: new(nullDec("24.99")), Currency: new("EUR"), Quantity: new(nullDec("5")), WeightG: new(200), Active: new(true),
			}},
		}, `{"external_id":"G:12","name":"Тениска","category_ids":["3"],"brand":"X","description_html":"<p>","tax_group":2,
			"vat_rate":"20.00","visible":true,"is_new":false,"is_service":false,"option_names":["Размер"],"images":["https://x/1.png"],
			"variants":[{"external_id":"101","sku":"TS","barcode":"3800","options":["M"],"price":"19.90","compare_at_price":"24.99",
			"currency":"EUR","quantity":"5.000","weight_g":200,"active":true}]}`},
		{"cleared", ProductPatch{
			ID: "1", Brand: new(""), DescriptionHTML: new(""), TaxGroup: new(0), CategoryIDs: new([]string), OptionNames: &[]string{},
			Variants: []VariantPatch{{
				ID: "1-1", SKU: new(""), Barcode: new(""), CompareAtPrice: new(decimal.NullDecimal), Quantity: new(decimal.NullDecimal), WeightG: new(0),
			}},
		}, `{"id":"1","brand":null,"description_html":null,"tax_group":null,"category_ids":[],"option_names":[],
			"variants":[{"id":"1-1","sku":null,"barcode":null,"compare_at_price":null,"quantity":null,"weight_g":null}]}`},
		{"fine prices", ProductPatch{ID: "1", Variants: []VariantPatch{{ID: "2", Price: new(dec("0.12340"))}}},
			`{"id":"1","variants":[{"id":"2","price":"0.1234"}]}`},
		{"category", CategoryPatch{ExternalID: "AAA", Name: new("Реплики"), ParentID: new(""), Position: new(0), Visible: new(true)},
			`{"external_id":"AAA","name":"Реплики","parent_id":null,"position":0,"visible":true}`},
		{"category unchanged", CategoryPatch{ID: "1"}, `{"id":"1"}`},
		{"customer", CustomerPatch{
			ID: "1", Type: new(Company), Name: new("Иван"), Phone: new(""), PriceGroup: new(-1), DiscountPercent: new(nullDec("5")),
			Addresses: &[]Address{{Kind: BillingAddress, City: "София", Country: "BG"}},
		}, `{"id":"1","type":"company","name":"Иван","phone":null,"price_group":null,"discount_percent":"5.00",
			"addresses":[{"kind":"billing","city":"София","country":"BG","postcode":"","line1":""}]}`},
		{"customer of the first price group", CustomerPatch{ID: "1", PriceGroup: new(0)}, `{"id":"1","price_group":0}`},
		{"customer cleared", CustomerPatch{ExternalID: "9", Addresses: new([]Address), DiscountPercent: new(decimal.NullDecimal)},
			`{"external_id":"9","addresses":[],"discount_percent":null}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w, err := toWire(tc.row)
			require.NoError(t, err)
			got, err := json.Marshal(w)
			require.NoError(t, err)
			require.JSONEq(t, tc.want, string(got))
		})
	}
}

func toWire(row any) (any, error) {
	switch row := row.(type) {
	case ProductPatch:
		return fromProductPatch(row)
	case CategoryPatch:
		return fromCategoryPatch(row)
	case CustomerPatch:
		return fromCustomerPatch(row)
	case Mapping:
		return fromMapping(row)
	case Ref:
		return fromRef(row)
	case Receipt:
		return fromReceipt(row)
	}
	panic("no such row")
}

func TestPatchesThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		row  any
		says string
	}{
		{"no id", ProductPatch{Name: new("x")}, "neither ID nor ExternalID"},
		{"variant without id", ProductPatch{ID: "7", Variants: []VariantPatch{{ID: "1"}, {}}}, "variants[1].id: neither"},
		{"no name", ProductPatch{ID: "7", Name: new("")}, "name: a name cannot be cleared"},
		{"price places", ProductPatch{ID: "7", Variants: []VariantPatch{{ID: "1", Price: new(dec("1.23456"))}}}, "variants[0].price: 1.23456 has more than 4"},
		{"old price places", ProductPatch{ID: "7", Variants: []VariantPatch{{ID: "1", CompareAtPrice: new(nullDec("1.23456"))}}}, "compare_at_price"},
		{"quantity places", ProductPatch{ID: "7", Variants: []VariantPatch{{ID: "1", Quantity: new(nullDec("0.0001"))}}}, "quantity: 0.0001"},
		{"a number that fills the memory", ProductPatch{ID: "7", Variants: []VariantPatch{{ID: "1", Price: new(decimal.New(1, 1<<30))}}}, "more than 18 digits"},
		{"a tiny number", ProductPatch{ID: "7", VATRate: new(decimal.New(1, -1<<30))}, "more than 18 digits"},
		{"tax group", ProductPatch{ID: "7", TaxGroup: new(9)}, "tax_group: 9"},
		{"VAT", ProductPatch{ID: "7", VATRate: new(dec("120"))}, "120 is not a percentage"},
		{"category", CategoryPatch{}, "neither"},
		{"customer", CustomerPatch{ID: "1", DiscountPercent: new(nullDec("-1"))}, "-1 is not a percentage"},
		{"mapping", Mapping{Kind: MapProduct}, "Kind and ID"},
		{"ref", Ref{}, "neither"},
		{"receipt", Receipt{Number: "85", Amount: dec("1.001")}, `record "receipt 85" is not sent`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := toWire(tc.row)
			requireCode(t, err, CodeValidationFailed)
			require.ErrorContains(t, err, tc.says)
			require.Less(t, len(err.Error()), 400)
			if p, ok := tc.row.(ProductPatch); ok && p.ID != "" {
				require.Contains(t, err.Error(), `"7"`, "the record is named")
			}
		})
	}
}

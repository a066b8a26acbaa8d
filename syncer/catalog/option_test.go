package catalog_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"

	"github.com/shopspring/decimal"
)

func optionsOf(t require.TestingT, items []catalog.Item) [][]string {
	p, problem := catalog.Build(terms(), "G:1", items)
	require.Nil(t, problem)

	var all [][]string
	for _, v := range p.Variants {
		all = append(all, v.Options)
	}

	return all
}

func TestOptionsAreWhatDiffers(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ names, want []string }{
		"last word":             {[]string{"Тениска M", "Тениска L"}, []string{"M", "L"}},
		"words in the middle":   {[]string{"Чай лайм 20 бр.", "Чай черен 20 бр."}, []string{"лайм", "черен"}},
		"marks around":          {[]string{"Чай (лайм)", "Чай – черен,"}, []string{"лайм", "черен"}},
		"one is shorter":        {[]string{"Тениска", "Тениска L"}, []string{"K1", "K2"}},
		"the same names":        {[]string{"Тениска", "Тениска"}, []string{"K1", "K2"}},
		"case alone":            {[]string{"Тениска m", "Тениска M"}, []string{"K1", "K2"}},
		"a control character":   {[]string{"Тениска\x00M", "Тениска L"}, []string{"M", "L"}},
		"a single one has none": {[]string{"Тениска M"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var items []catalog.Item
			for i, n := range c.names {
				items = append(items, item(i+1, n, "1"))
			}

			got := optionsOf(t, items)
			for i, want := range c.want {
				require.Equal(t, []string{want}, got[i])
			}

			if c.want == nil {
				require.Nil(t, got[0])
			}
		})
	}
}

func TestOptionsDifferWhateverTheNames(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"Тениска", "M", "m", "L", "-", "(", "\t", "\x00", ""})

		var items []catalog.Item

		for i := range rapid.IntRange(2, 5).Draw(t, "goods") {
			name := fmt.Sprint("X ", word.Draw(t, "a"), " ", word.Draw(t, "b"))
			it := item(i+1, name, "1")
			it.Good.Code = word.Draw(t, "code")
			items = append(items, it)
		}

		seen := map[string]bool{}

		for _, o := range optionsOf(t, items) {
			require.Len(t, o, 1)
			require.NotEmpty(t, o[0])
			require.False(t, seen[o[0]], "%q is there twice", o[0])
			seen[o[0]] = true
		}
	})
}

func TestShownIsWhatAnExportWouldSend(t *testing.T) {
	t.Parallel()

	variant := gombashop.Variant{ID: "8810-1", SKU: "K5", Price: price("2.50"), Options: []string{"S"}, Active: true}
	product := gombashop.Product{ID: "8810", Name: "Чай", VATRate: price("20.00"), Visible: true, OptionNames: []string{"Размер"}}

	groups := func() []string {
		it := item(5, "Чай S", "2.50")
		it.Known = catalog.Known{ProductID: "8810", VariantID: "8810-1", Hashes: catalog.Shown(product, variant)}

		return patch(t, terms(), catalog.OwnID("8810"), []catalog.Item{it}).Groups
	}

	require.Empty(t, groups())

	variant.CompareAtPrice, variant.Price = price("2.50"), price("2.00")
	require.Empty(t, groups(), "the regular price stands beside the promotion")
	require.True(t, catalog.Promoted(variant))

	variant.CompareAtPrice = price("1.00")
	require.Equal(t, []string{"price"}, groups(), "an old price below the price is no promotion")
	require.False(t, catalog.Promoted(variant))

	variant.CompareAtPrice, variant.Price, variant.Active = decimal.NullDecimal{}, price("2.50"), false
	require.Equal(t, []string{"visible"}, groups())

	variant.Active, product.Visible, product.VATRate = true, false, decimal.NullDecimal{}
	require.Equal(t, []string{"vat", "visible"}, groups())
	require.False(t, catalog.RegularPrice(gombashop.Variant{}).Valid)
	require.Equal(t, sklad.GoodID(5), item(5, "", "1").Good.ID)
}

func price(s string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(s)) }

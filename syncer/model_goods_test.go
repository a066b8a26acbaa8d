package syncer_test

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
)

// modelGood is a good as the warehouse has it.
type modelGood struct {
	id      int64
	code    string
	cents   int
	group   string // code of its group
	model   string // Catalog3
	vat     int
	deleted bool
	stock   [2]decimal.Decimal // at the objects 1 and 2
	name    threeWay
	names   []string // that it ever had here
}

// GoString is for the draws of an example.
func (g *modelGood) GoString() string { return g.code }

func newModelGood(m *model, rt *rapid.T, code string) *modelGood {
	id, err := strconv.ParseInt(m.value(rt, "SELECT ID FROM goods WHERE Code = ?", code), 10, 64)
	require.NoError(rt, err)

	some := decimal.NewFromInt(20)

	return &modelGood{
		id: id, code: code, cents: 1000, group: "AAA", vat: 1, stock: [2]decimal.Decimal{some, some},
		name: threeWay{agreed: code}, names: []string{code},
	}
}

func (m *model) codeOf(externalID string) string {
	for _, g := range m.goods {
		if strconv.FormatInt(g.id, 10) == externalID {
			return g.code
		}
	}

	return ""
}

// editGood is what a person does to one good, in Склад Pro or in the shop. The
// first good stays, so that the source is never empty.
func (m *model) editGood(rt *rapid.T) {
	g := rapid.SampledFrom(m.goods).Draw(rt, "good")

	switch rapid.SampledFrom([]string{"price", "name", "name there", "group", "model", "vat", "deleted"}).Draw(rt, "field") {
	case "price":
		g.cents = rapid.SampledFrom([]int{0, 999, 1000, 2550}).Draw(rt, "cents")
	case "name":
		m.rename(rt, g, "Стока "+strconv.Itoa(rapid.IntRange(0, 3).Draw(rt, "name")))
	case "name there":
		m.renameThere(rt, g, "Продукт "+strconv.Itoa(rapid.IntRange(0, 3).Draw(rt, "name")))
	case "group":
		g.group = rapid.SampledFrom([]string{"AAA", "BBB"}).Draw(rt, "group")
	case "model":
		g.model = rapid.SampledFrom([]string{"", "1", "2"}).Draw(rt, "model")
	case "vat":
		g.vat = rapid.SampledFrom([]int{1, 1, 2}).Draw(rt, "vat")
	case "deleted":
		g.deleted = !g.deleted
	}

	if g == m.goods[0] {
		g.deleted, g.group = false, "AAA"
	}

	m.set(rt, `UPDATE goods SET PriceOut2 = ?, Catalog3 = ?, Deleted = ?, TaxGroup = ?,
		GroupID = (SELECT ID FROM goodsgroups WHERE Code = ?) WHERE ID = ?`,
		float64(g.cents)/100, g.model, map[bool]int{true: -1}[g.deleted], g.vat, g.group, g.id)
}

func (m *model) grouped() bool { return m.w.cfg.Export.GroupingField != "" }

func (m *model) rename(rt *rapid.T, g *modelGood, name string) {
	if m.grouped() || m.value(rt, "SELECT Name FROM goods WHERE ID = ?", g.id) == name {
		return
	}

	m.set(rt, "UPDATE goods SET Name = ? WHERE ID = ?", name, g.id)
	g.name.here = append(g.name.here, edit{name, m.turn})
	g.names = append(g.names, name)
}

// renameThere is for shops whose listing import reads.
func (m *model) renameThere(rt *rapid.T, g *modelGood, name string) {
	p, _, there := m.variantFor(rt, g)
	if m.grouped() || !m.w.cfg.Import.Nomenclature || !there || p.Name == name {
		return
	}

	m.w.changeProduct(rt, gombashop.ProductPatch{ID: p.ID, Name: &name})
	g.name.there = append(g.name.there, edit{name, m.turn})
}

func (m *model) variantFor(rt *rapid.T, g *modelGood) (gombashop.Product, gombashop.Variant, bool) {
	for _, p := range m.w.products(rt) {
		for _, v := range p.Variants {
			if v.ExternalID == strconv.FormatInt(g.id, 10) {
				return p, v, true
			}
		}
	}

	return gombashop.Product{}, gombashop.Variant{}, false
}

// offered: the rules of the settings f and d let the good into the shop.
func (m *model) offered(g *modelGood) bool {
	chosen := m.w.cfg.Export.GoodsGroups

	return !g.deleted && (len(chosen) == 0 || slices.Contains(chosen, g.group))
}

// held tells whether the rules keep a good as it is in the shop: it has no price,
// or its model has two VAT groups.
func (m *model) held(g *modelGood) bool {
	if g.cents == 0 {
		return true
	}

	for _, other := range m.goods {
		if m.grouped() && g.model != "" && other.model == g.model && m.offered(other) && other.vat != g.vat {
			return true
		}
	}

	return false
}

// home is the external id of the product that a good belongs to.
func (m *model) home(g *modelGood) string {
	if g.model == "" || !m.grouped() {
		return strconv.FormatInt(g.id, 10)
	}

	return "G:" + g.model
}

// agreeGoods holds the shop against the goods.
func (m *model) agreeGoods(rt *rapid.T) {
	type place struct {
		product gombashop.Product
		variant gombashop.Variant
	}

	places, products := map[string]place{}, map[string]bool{}

	for _, p := range m.w.products(rt) {
		require.False(rt, products[p.ExternalID], "product %s is there twice", p.ExternalID)
		products[p.ExternalID] = true
		m.agreeProduct(rt, p)

		for _, v := range p.Variants {
			_, twice := places[v.ExternalID]
			require.False(rt, twice, "good %s is there twice", v.ExternalID)
			places[v.ExternalID] = place{p, v}
		}
	}

	for _, g := range m.goods {
		at, there := places[strconv.FormatInt(g.id, 10)]

		switch {
		case !m.offered(g):
			require.False(rt, there && at.variant.Active, "good %s is on sale", g.code)
		case !m.held(g):
			require.True(rt, there, "good %s is missing", g.code)
			m.agreeGood(rt, g, at.product, at.variant)
		}
	}
}

// agreeProduct: a product is on sale with its variants, which differ.
func (m *model) agreeProduct(rt *rapid.T, p gombashop.Product) {
	active, options := 0, map[string]bool{}
	held := slices.ContainsFunc(p.Variants, func(v gombashop.Variant) bool {
		return slices.ContainsFunc(m.goods, func(g *modelGood) bool { return strconv.FormatInt(g.id, 10) == v.ExternalID && m.held(g) })
	})

	for _, v := range p.Variants {
		if v.Active {
			active++
			key := fmt.Sprint(v.Options)
			require.False(rt, options[key] && !held, "%s has two variants %s", p.ExternalID, key)
			options[key] = true
		}
	}

	require.Equal(rt, active > 0, p.Visible, "product %s with %d variants on sale", p.ExternalID, active)
}

func (m *model) agreeGood(rt *rapid.T, g *modelGood, p gombashop.Product, v gombashop.Variant) {
	require.True(rt, v.Active && p.Visible, "good %s is off sale", g.code)
	require.Equal(rt, m.home(g), p.ExternalID, "good %s", g.code)
	require.Equal(rt, decimal.New(int64(g.cents), -2).StringFixed(2), v.Price.Decimal.StringFixed(2), "price of %s", g.code)
	require.Equal(rt, m.free(g).String(), v.Quantity.Decimal.String(), "quantity of %s", g.code)
	require.Equal(rt, []string{"20", "9"}[g.vat-1], p.VATRate.Decimal.String(), "VAT of %s", g.code)
	require.Len(rt, v.Options, len(p.OptionNames), "good %s", g.code)
	require.Len(rt, p.CategoryIDs, 1, "good %s", g.code)

	if m.grouped() {
		return
	}

	here := m.value(rt, "SELECT Name FROM goods WHERE ID = ?", g.id)

	if m.w.cfg.EditNameAndGroup {
		require.Equal(rt, here, p.Name, "name of %s", g.code)
		require.Contains(rt, g.name.may(), p.Name, "name of %s: %+v", g.code, g.name)
		g.name.agree(p.Name)
		require.Equal(rt, "Група "+g.group, m.category(rt, p.CategoryIDs[0]), "group of %s", g.code)

		return
	}

	require.Equal(rt, g.names[len(g.names)-1], here, "name of %s", g.code)

	if n := len(g.name.there); n > 0 {
		require.Equal(rt, g.name.there[n-1].value, p.Name, "name of %s in the shop", g.code)
	} else {
		require.Contains(rt, g.names, p.Name, "name of %s in the shop", g.code)
	}
}

func (m *model) category(rt *rapid.T, id string) string {
	for c, err := range m.w.client.Categories.All(rt.Context(), gombashop.CategoryListOptions{Limit: 250}) {
		require.NoError(rt, err)

		if c.ID == id {
			return c.Path
		}
	}

	return ""
}

// free is what the shop may sell of a good: what the chosen objects have, less
// what is ordered (setting e).
func (m *model) free(g *modelGood) decimal.Decimal {
	free := m.left(g, 0)
	if len(m.w.cfg.Export.ObjectGroups) > 0 {
		free = free.Add(g.stock[1])
	}

	for _, o := range m.orders {
		if m.holdsBack(o) {
			free = free.Sub(o.wants()[g.code])
		}
	}

	return decimal.Max(free, decimal.Decimal{})
}

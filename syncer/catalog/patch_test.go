package catalog_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

func terms() catalog.Terms {
	return catalog.Terms{
		Currency: "EUR",
		Rate: func(id sklad.VATGroupID) (decimal.Decimal, bool) {
			return map[sklad.VATGroupID]decimal.Decimal{1: decimal.NewFromInt(20), 2: decimal.NewFromInt(9), 3: decimal.NewFromInt(20)}[id], id <= 3
		},
		Category: func(id sklad.GroupID) (string, bool) { return "c" + catalog.SingleID(sklad.GoodID(id)), true },
	}
}

func item(id int, name string, price string) catalog.Item {
	return catalog.Item{
		Good: sklad.Good{
			ID: sklad.GoodID(id), Name: name, Code: "K" + catalog.SingleID(sklad.GoodID(id)), TaxGroup: 1, GroupID: 7, Description: "Описание",
		},
		Price: decimal.RequireFromString(price),
	}
}

// taken are the items as the shop has them after a change.
func taken(t *testing.T, product string, items []catalog.Item) []catalog.Item {
	t.Helper()

	c := patch(t, terms(), product, items)

	for i, it := range items {
		if hashes, ok := c.Members[it.Good.ID]; ok {
			items[i].Known = catalog.Known{
				ProductID: "p-" + product, VariantID: "v" + catalog.SingleID(it.Good.ID), ParentID: product, Hashes: hashes,
			}
		}
	}

	return items
}

func patch(t *testing.T, terms catalog.Terms, product string, items []catalog.Item) catalog.Change {
	t.Helper()

	p, problem := catalog.Build(terms, product, items)
	require.Nil(t, problem)

	return p.Patch(terms)
}

func TestANewProductIsSentWhole(t *testing.T) {
	t.Parallel()

	c := patch(t, terms(), "5", []catalog.Item{item(5, "Чай", "2.50")})
	require.True(t, c.New)
	require.Equal(t, []string{"category", "codes", "name", "options", "price", "vat", "visible"}, c.Groups)
	require.Equal(t, "5", c.Patch.ExternalID)
	require.Equal(t, "Чай", *c.Patch.Name)
	require.Equal(t, []string{"c7"}, *c.Patch.CategoryIDs)
	require.Equal(t, "20", c.Patch.VATRate.String())
	require.Equal(t, 2, *c.Patch.TaxGroup)
	require.True(t, *c.Patch.Visible)
	require.Equal(t, "Описание", *c.Patch.DescriptionHTML)
	require.Empty(t, *c.Patch.OptionNames, "one variant has no options")
	require.Equal(t, []sklad.GoodID{5}, c.Sent)
	require.Empty(t, c.Moves)

	v := c.Patch.Variants[0]
	require.Equal(t, "5", v.ExternalID)
	require.Equal(t, "K5", *v.SKU)
	require.Equal(t, "2.5", v.Price.String())
	require.Equal(t, "EUR", *v.Currency)
	require.Empty(t, *v.Options)
	require.True(t, *v.Active)
}

func TestOnlyWhatDiffersIsSent(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		edit   func(*catalog.Item)
		terms  func(*catalog.Terms)
		groups []string
	}{
		"nothing":               {},
		"price":                 {edit: func(i *catalog.Item) { i.Price = decimal.NewFromInt(3) }, groups: []string{"price"}},
		"code":                  {edit: func(i *catalog.Item) { i.Good.Code = "X" }, groups: []string{"codes"}},
		"barcode":               {edit: func(i *catalog.Item) { i.Good.BarCode1 = "380" }, groups: []string{"codes"}},
		"VAT":                   {edit: func(i *catalog.Item) { i.Good.TaxGroup = 2 }, groups: []string{"vat"}},
		"VAT group, same rate":  {edit: func(i *catalog.Item) { i.Good.TaxGroup = 3 }},
		"name":                  {edit: func(i *catalog.Item) { i.Good.Name = "Друго" }},
		"group":                 {edit: func(i *catalog.Item) { i.Good.GroupID = 8 }},
		"description":           {edit: func(i *catalog.Item) { i.Good.Description = "" }},
		"name, with setting l":  {edit: func(i *catalog.Item) { i.Good.Name = "Друго" }, terms: editing, groups: []string{"name"}},
		"group, with setting l": {edit: func(i *catalog.Item) { i.Good.GroupID = 8 }, terms: editing, groups: []string{"category"}},
		"hidden": {
			edit:   func(i *catalog.Item) { delete(i.Known.Hashes, "visible"); delete(i.Known.Hashes, "product visible") },
			groups: []string{"visible"},
		},
		"category refused before": {edit: func(i *catalog.Item) { delete(i.Known.Hashes, "category") }, groups: []string{"category"}},
		"all of it": {
			terms:  func(t *catalog.Terms) { t.Full = true },
			groups: []string{"codes", "options", "price", "vat", "visible"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			terms := terms()
			if c.terms != nil {
				c.terms(&terms)
			}

			items := taken(t, "5", []catalog.Item{item(5, "Чай", "2.50")})
			items[0].Known.Hashes["quantity"] = "12"

			if c.edit != nil {
				c.edit(&items[0])
			}

			change := patch(t, terms, "5", items)
			require.Equal(t, c.groups, change.Groups)
			require.Equal(t, len(c.groups) == 0, change.Empty())
			require.False(t, change.New)
			require.Nil(t, change.Patch.DescriptionHTML, "the shop's own, once it is there")

			if change.Empty() {
				require.Empty(t, change.Members)

				return
			}

			require.Equal(t, "12", change.Members[5]["quantity"], "what stands beside stays")
			items[0].Known.Hashes = change.Members[5]
			terms.Full = false
			require.Empty(t, patch(t, terms, "5", items).Groups, "and then it is there")
		})
	}
}

func editing(t *catalog.Terms) { t.EditNameAndGroup = true }

func TestTheProductsFieldsOutliveItsLowestGood(t *testing.T) {
	t.Parallel()

	items := taken(t, "G:12", []catalog.Item{item(2, "Тениска M", "10"), item(3, "Тениска L", "10"), item(4, "Тениска S", "10")})
	rest := patch(t, terms(), "G:12", items[1:])
	require.Empty(t, rest.Groups, "nothing of the product is sent again: %v", rest.Patch)
	require.Equal(t, "p-G:12", rest.Patch.ID)

	alone := patch(t, terms(), "G:12", items[1:2])
	require.Equal(t, []string{"options"}, alone.Groups)
	require.Empty(t, *alone.Patch.OptionNames)
	require.Empty(t, *alone.Patch.Variants[0].Options)

	left := patch(t, terms(), "2", items[:1])
	require.True(t, left.New, "its own product is another one")
	require.Empty(t, left.Patch.ID)
	require.Equal(t, map[sklad.GoodID]string{2: "G:12"}, left.Moves)
	require.Equal(t, "v2", left.Patch.Variants[0].ID)
	require.Len(t, left.Groups, 7)
}

func TestAGoodThatJoinsTakesTheProductAsItIs(t *testing.T) {
	t.Parallel()

	items := taken(t, "G:12", []catalog.Item{item(3, "Тениска M", "10")})
	joins := taken(t, "2", []catalog.Item{item(2, "Тениска L", "10")})
	both := []catalog.Item{joins[0], items[0]} // it is the lowest now

	c := patch(t, terms(), "G:12", both)
	require.False(t, c.New)
	require.Equal(t, "p-G:12", c.Patch.ID)
	require.Nil(t, c.Patch.Name)
	require.Nil(t, c.Patch.CategoryIDs)
	require.Equal(t, []string{catalog.OptionName}, *c.Patch.OptionNames)
	require.Equal(t, map[sklad.GoodID]string{2: "2"}, c.Moves)
	require.Equal(t, c.Members[3]["name"], c.Members[2]["name"], "the name that was sent")

	require.Empty(t, patch(t, terms(), "G:12", taken(t, "G:12", both)).Groups)
}

func TestAHeldGoodStaysAsItIs(t *testing.T) {
	t.Parallel()

	items := taken(t, "G:12", []catalog.Item{item(2, "Тениска M", "10"), item(3, "Тениска L", "10")})
	items[0].Held, items[0].Good.Code, items[1].Price = true, "X", decimal.NewFromInt(11)
	items[0].Good.TaxGroup, items[1].Good.TaxGroup = 2, 2

	c := patch(t, terms(), "G:12", items)
	require.Equal(t, []string{"price", "vat"}, c.Groups)
	require.Equal(t, []sklad.GoodID{3}, c.Sent)
	require.NotContains(t, c.Members, sklad.GoodID(2))

	items = taken(t, "G:12", items)
	require.Empty(t, patch(t, terms(), "G:12", items).Groups, "its old hashes do not send the product again and again")

	items[0].Held = false
	require.Equal(t, []string{"codes", "vat"}, patch(t, terms(), "G:12", items).Groups)

	items[0].Held, items[1].Held = true, true
	require.True(t, patch(t, terms(), "G:12", items).Empty())
}

func TestAnOwnProductGetsOnlyWhatTheWarehouseOwns(t *testing.T) {
	t.Parallel()

	own := item(5, "Чай", "2.50")
	own.Known = catalog.Known{ProductID: "8810", VariantID: "8810-1", ParentID: "theirs", Hashes: map[string]string{"name": "x"}}

	c := patch(t, terms(), catalog.OwnID("8810"), []catalog.Item{own})
	require.Equal(t, []string{"codes", "price", "vat", "visible"}, c.Groups)
	require.Equal(t, "8810", c.Patch.ID)
	require.Empty(t, c.Patch.ExternalID)
	require.Nil(t, c.Patch.Name)
	require.Nil(t, c.Patch.CategoryIDs)
	require.Nil(t, c.Patch.OptionNames)
	require.Empty(t, c.Patch.Variants[0].ExternalID)
	require.Nil(t, c.Patch.Variants[0].Options)
	require.Empty(t, c.Moves)
	require.Equal(t, "x", c.Members[5]["name"])
	require.NotContains(t, c.Members[5], "options")
}

func TestAForgottenProductIsSentAsANewOne(t *testing.T) {
	t.Parallel()

	items := taken(t, "5", []catalog.Item{item(5, "Чай", "2.50")})
	p, problem := catalog.Build(terms(), "5", items)
	require.Nil(t, problem)

	before := maps.Clone(items[0].Known.Hashes)
	c := p.Forgotten().Patch(terms())
	require.True(t, c.New)
	require.Empty(t, c.Patch.ID)
	require.Empty(t, c.Patch.Variants[0].ID)
	require.Len(t, c.Groups, 7)
	require.Equal(t, "v5", p.Variants[0].Known.VariantID, "the product itself stays as it was")
	require.Equal(t, before, items[0].Known.Hashes)
}

func TestWhatCannotBeAProductIsAProblem(t *testing.T) {
	t.Parallel()

	mixed := []catalog.Item{item(2, "A", "1"), item(3, "B", "1")}
	mixed[1].Good.TaxGroup = 2

	unknown := item(2, "A", "1")
	unknown.Good.TaxGroup = 9

	for name, c := range map[string]struct {
		items []catalog.Item
		code  text.Code
		says  string
	}{
		"two rates":       {mixed, text.VATGroupsDiffer, "G:12"},
		"an unknown rate": {[]catalog.Item{unknown}, text.NoVATGroup, "VATGroups.ID 9"},
		"no name":         {[]catalog.Item{item(2, "\x01 ", "1")}, text.MissingName, "code K2"},
	} {
		_, problem := catalog.Build(terms(), "G:12", c.items)
		require.NotNil(t, problem, name)
		require.Equal(t, c.code, problem.Code, name)
		require.ErrorContains(t, problem, c.says, name)
	}

	known := taken(t, "2", []catalog.Item{item(2, "A", "1")})
	known[0].Good.Name = ""
	_, problem := catalog.Build(terms(), "2", known)
	require.Nil(t, problem, "the shop has a name for it")
}

// SendsNameOrGroup is a short way to what Patch says at length.
func TestSendsNameOrGroupAgreesWithPatch(t *testing.T) {
	t.Parallel()

	for _, l := range []bool{false, true} {
		for _, full := range []bool{false, true} {
			for _, change := range []func(*catalog.Item){
				func(*catalog.Item) {},
				func(it *catalog.Item) { it.Good.Name = "Друго" },
				func(it *catalog.Item) { it.Good.GroupID = 8 },
				func(it *catalog.Item) { it.Price = decimal.NewFromInt(99) },
				func(it *catalog.Item) { delete(it.Known.Hashes, catalog.GroupCategory) },
			} {
				items := taken(t, "1", []catalog.Item{item(1, "Едно", "10")})
				change(&items[0])

				terms := terms()
				terms.EditNameAndGroup, terms.Full = l, full
				p, problem := catalog.Build(terms, "1", items)
				require.Nil(t, problem)

				groups := p.Patch(terms).Groups
				require.Equal(t, slices.Contains(groups, catalog.GroupName) || slices.Contains(groups, catalog.GroupCategory), p.SendsNameOrGroup(terms))
			}
		}
	}
}

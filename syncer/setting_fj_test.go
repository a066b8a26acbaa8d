package syncer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
)

// onSale are the codes of what a customer can buy.
func (w *world) onSale(t *testing.T) []string {
	t.Helper()

	codes := []string{}

	for _, p := range w.products(t) {
		for _, v := range p.Variants {
			if p.Visible && v.Active {
				codes = append(codes, v.SKU)
			}
		}
	}

	slices.Sort(codes)

	return codes
}

func TestSettingF_Groups(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		groups []string
		want   []string
	}{
		"empty is all":              {nil, []string{"A", "A1", "A1X", "B", "S"}},
		"a group and its subgroups": {[]string{"AAA"}, []string{"A", "A1", "A1X"}},
		"a subgroup":                {[]string{"AAAAAA"}, []string{"A1", "A1X"}},
		"several":                   {[]string{"AAAAAA", "BBB"}, []string{"A1", "A1X", "B"}},
		"one within another":        {[]string{"AAA", "AAAAAA"}, []string{"A", "A1", "A1X"}},
		"the service group alone":   {[]string{"-1"}, []string{"S"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.groups(t, "AAA", "AAAAAA", "AAAAAAAAA", "BBB")

			for code, group := range map[string]string{"A": "AAA", "A1": "AAAAAA", "A1X": "AAAAAAAAA", "B": "BBB", "S": "-1"} {
				w.goodIn(t, code, group)
			}

			w.execute(t, "UPDATE goods SET GroupID = -GroupID WHERE Code = 'A1'") // a negative id is the same group
			w.cfg.Export.GoodsGroups = c.groups
			w.export(t)
			require.Equal(t, c.want, w.onSale(t))
			w.quiet(t)
		})
	}
}

// What leaves the groups is hidden, whole, and comes back as the same product.
func TestSettingF_LeavesAndComesBack(t *testing.T) {
	t.Parallel()

	for name, leave := range map[string]string{
		"its group is not chosen any more": "",
		"it changes its group":             "UPDATE goods SET GroupID = 1 WHERE Code = 'B'",
		"it is deleted":                    "UPDATE goods SET Deleted = -1 WHERE Code = 'B'",
		"it is a service now":              "UPDATE goods SET Type = 8 WHERE Code = 'B'",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.groups(t, "AAA", "BBB")
			w.goodIn(t, "A", "AAA")
			w.goodIn(t, "B", "BBB")
			w.cfg.Export.GoodsGroups = []string{"AAA", "BBB"}
			w.export(t)
			before, _ := w.variantOf(t, "B")

			if leave == "" {
				w.cfg.Export.GoodsGroups = []string{"AAA"}
			} else {
				w.execute(t, leave)
			}

			w.export(t)
			w.export(t)

			if name == "it is a service now" {
				require.Equal(t, []string{"A", "B"}, w.onSale(t), "services are never hidden")

				return
			}

			hidden, v := w.variantOf(t, "B")
			require.False(t, hidden.Visible || v.Active)
			require.False(t, hidden.Deleted)
			require.Equal(t, []string{"A"}, w.onSale(t))
			w.quiet(t)

			w.cfg.Export.GoodsGroups = []string{"AAA", "BBB"}
			w.execute(t, "UPDATE goods SET Deleted = 0, GroupID = (SELECT ID FROM goodsgroups WHERE Code = 'BBB') WHERE Code = 'B'")
			w.export(t)

			back, _ := w.variantOf(t, "B")
			require.Equal(t, before.ID, back.ID)
			require.Equal(t, []string{"A", "B"}, w.onSale(t))
			w.quiet(t)
		})
	}
}

// What export has not published it does not hide: goods that came from the shop,
// and products that nobody has linked.
func TestSettingF_OnlyOurOwnIsHidden(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.groups(t, "AAA")
	w.goodIn(t, "A", "AAA")
	w.export(t)

	_, err := w.shop.AddProduct(row{"name": "Тяхна", "vat_rate": "20", "variants": []row{{"sku": "THEIRS", "price": "5.00"}}})
	require.NoError(t, err)
	w.imports(t)

	_, err = w.shop.AddProduct(row{"name": "Ничия", "vat_rate": "20", "variants": []row{{"sku": "NOBODY", "price": "5.00"}}})
	require.NoError(t, err)

	w.cfg.Export.GoodsGroups = []string{"AAA"}
	w.export(t)
	require.Equal(t, []string{"A", "NOBODY", "THEIRS"}, w.onSale(t))

	w.execute(t, "UPDATE goods SET Deleted = -1 WHERE Code = 'THEIRS'")
	w.export(t)
	require.Equal(t, []string{"A", "NOBODY", "THEIRS"}, w.onSale(t))
}

// requested are the paths that a run asked for, without the base.
func (w *world) requested() []string {
	var paths []string

	for _, r := range w.shop.Requests() {
		paths = append(paths, r.Method+" "+strings.TrimPrefix(r.Path, "/api/microinvest/v1"))
	}

	slices.Sort(paths)

	return slices.Compact(paths)
}

func TestSettingJ_GoodsAndQuantitiesHaveTheirOwnSwitches(t *testing.T) {
	t.Parallel()

	const products, categories, stock = "POST /products/bulk", "POST /categories/bulk", "POST /stock/bulk"

	for name, c := range map[string]struct {
		goods, quantities bool
		want, never       []string
	}{
		"both":       {true, true, []string{products, categories, stock}, nil},
		"goods":      {true, false, []string{products, categories}, []string{stock}},
		"quantities": {false, true, []string{stock}, []string{products, categories, "GET /products", "GET /categories"}},
		"neither":    {false, false, nil, []string{products, categories, stock, "GET /products", "GET /categories"}},
	} {
		for _, full := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()

				w := newWorld(t)
				w.goods(t, "A")
				w.good(t, tea(), "10")
				w.groups(t, "AAA")
				w.execute(t, "UPDATE goods SET PriceOut2 = 12 WHERE Code = 'A'")
				w.inStore(t, "A", "5")
				w.cfg.Export.Goods, w.cfg.Export.Quantities = c.goods, c.quantities
				w.shop.ClearRequests()

				_, err := w.exports(t, syncer.ExportOptions{Full: full})
				require.NoError(t, err)

				for _, path := range c.want {
					require.Contains(t, w.requested(), path)
				}

				for _, path := range append(c.never, "POST /customers/bulk", "GET /customers") {
					require.NotContains(t, w.requested(), path)
				}

				_, a := w.variantOf(t, "A")
				require.Equal(t, c.goods, a.Price.Decimal.String() == "12")
				require.Equal(t, c.quantities, a.Quantity.Decimal.String() == "5")
			})
		}
	}
}

func TestSettingI_WhoIsSent(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		change string
		rule   string // empty: sent
	}{
		"a client":              {"Type = 2", ""},
		"universal":             {"Type = 0", ""},
		"a supplier":            {"Type = 1", "supplier"},
		"deleted":               {"Deleted = -1", "deleted"},
		"by phone alone":        {"eMail = ' '", ""},
		"by the second phone":   {"eMail = ' ', Phone = ' ', Phone2 = '02 111'", ""},
		"by e-mail alone":       {"Phone = ' '", ""},
		"neither":               {"Phone = ' ', eMail = ' '", "no_contact"},
		"no e-mail at all":      {"Phone = ' ', eMail = 'няма'", "no_contact"},
		"nothing":               {"Phone = NULL, eMail = NULL", "no_contact"},
		"the partner of guests": {"Code = 'GUEST'", "guest_partner"},
	} {
		for _, on := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()

				w := partnerWorld(t)
				w.cfg.Export.Partners = on
				guest := ivan()
				guest.Code, guest.Email = "OTHER", "other@example.com"
				w.partner(t, guest)
				id := w.partner(t, ivan())
				w.execute(t, "UPDATE partners SET "+c.change+" WHERE ID = ?", int64(id))

				w.cfg.Import.GuestPartner = "OTHER"
				if c.rule == "guest_partner" {
					w.cfg.Import.GuestPartner = "GUEST"
				}

				w.shop.ClearRequests()
				report := w.export(t)

				if !on {
					require.Zero(t, w.asked(), "not one such request")
					require.NotContains(t, report.Buckets, syncer.KindPartner)
					require.Empty(t, w.plannedExport(t))

					return
				}

				bucket := report.Buckets[syncer.KindPartner]
				require.Equal(t, 3, bucket.Seen)
				require.Equal(t, 1, bucket.Rules["default_partner"])

				if c.rule == "" {
					require.Equal(t, 1, bucket.Written)
					require.Equal(t, 1, bucket.Rules["guest_partner"])
					require.Equal(t, "Иван Иванов", w.customerOf(t, id).Name)
				} else {
					require.GreaterOrEqual(t, bucket.Rules[c.rule], 1)
					require.Empty(t, slices.DeleteFunc(w.customers(t), func(x gombashop.Customer) bool { return x.Email == "other@example.com" }))
				}

				w.quiet(t)
			})
		}
	}
}

// The e-mail and the options say nothing of a run that names goods.
func TestSettingI_ARunForSomeGoodsSendsNoPartner(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Export.Partners = true
	w.goods(t, "A")
	w.partner(t, ivan())
	w.shop.ClearRequests()

	_, err := w.exports(t, syncer.ExportOptions{Goods: nil, Only: syncer.KindGood})
	require.NoError(t, err)
	require.Zero(t, w.asked())

	_, err = w.exports(t, syncer.ExportOptions{Only: syncer.KindPartner})
	require.NoError(t, err)
	require.Len(t, w.customers(t), 1)
	require.NotContains(t, w.requested(), "POST /stock/bulk")
}

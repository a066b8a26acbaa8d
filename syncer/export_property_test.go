package syncer_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// modelGood is a good as the test remembers it.
type modelGood struct {
	id      sklad.GoodID
	cents   int
	group   string
	vat     int
	deleted bool
	stock   int
}

// model is a warehouse that a person edits while exports run and fail.
type model struct {
	w     *world
	db    *sql.DB
	goods []*modelGood
	rnd   *rand.Rand
	// trouble is the share of rows and transactions that fail.
	trouble float64
}

// modelGoods is how many goods a model has: enough for groups of several, few
// enough to fail on.
const modelGoods = 7

func TestWhateverHappensAnExportPutsTheShopRight(t *testing.T) {
	t.Parallel()

	first := newWorld(t)
	for i := range modelGoods {
		first.good(t, sklad.Good{Name: fmt.Sprint("Стока ", i), Code: fmt.Sprint("C", i), TaxGroup: 1, GroupID: 1}, "10")
	}

	require.NoError(t, first.db.Close())

	blank, err := os.ReadFile(first.path)
	require.NoError(t, err)

	began := time.Now()

	rapid.Check(t, func(rt *rapid.T) {
		if time.Since(began) > 12*time.Second && !t.Failed() {
			return // each example is a database and a shop: some dozens are enough for one run
		}

		m := newModel(t, blank, rapid.Uint64().Draw(rt, "seed"))

		for range rapid.IntRange(1, 5).Draw(rt, "rounds") {
			for range rapid.IntRange(0, 6).Draw(rt, "edits") {
				m.edit(rt, rapid.IntRange(0, modelGoods-1).Draw(rt, "good"))
			}

			m.trouble = rapid.SampledFrom([]float64{0, 0.2, 0.5}).Draw(rt, "trouble")
			_, _ = m.w.engine(t).Export(t.Context(), syncer.ExportOptions{AllowMassChange: true})
		}

		m.trouble = 0
		report, err := m.w.engine(t).Export(t.Context(), syncer.ExportOptions{AllowMassChange: true})
		require.NoError(rt, err)

		for kind, b := range report.Buckets {
			require.Equal(rt, b.Seen, b.Written+b.Unchanged+b.Filtered+b.Waiting+b.Parked, "%s %+v", kind, b)
		}

		m.compare(t, rt)

		for a, err := range m.w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{}).Actions() {
			require.NoError(rt, err)

			if _, told := a.(syncer.Park); !told {
				rt.Fatalf("still to do after a quiet export: %s", actionName(a))
			}
		}
	})
}

func newModel(t *testing.T, blank []byte, seed uint64) *model {
	t.Helper()

	path := filepath.Join(t.TempDir(), "model.sqlite")
	require.NoError(t, os.WriteFile(path, blank, 0o600))

	m := &model{w: open(t, path), rnd: rand.New(rand.NewPCG(seed, 1))}
	m.w.cfg.Import.Object, m.w.cfg.Export.GroupingField = "1", "Catalog3"
	m.db = rawDB(t, m.w)

	for i := range modelGoods {
		var id int64
		require.NoError(t, m.db.QueryRowContext(t.Context(), "SELECT ID FROM goods WHERE Code = ?", fmt.Sprint("C", i)).Scan(&id))
		m.goods = append(m.goods, &modelGood{id: sklad.GoodID(id), cents: 1000, vat: 1, stock: 100})
	}

	m.w.cfg.Warehouse = &exportWarehouse{Warehouse: m.w.cfg.Warehouse, fail: func() bool { return m.rnd.Float64() < m.trouble/4 }}
	m.w.cfg.Shop = &exportShop{
		Shop: m.w.cfg.Shop, products: m.productTrouble,
		categories: func(rows []gombashop.CategoryPatch) []int { return m.some(len(rows)) },
		stock:      func(rows []gombashop.StockRow) []int { return m.some(len(rows)) },
	}

	return m
}

// some picks rows to refuse.
func (m *model) some(n int) []int {
	var picked []int

	for i := range n {
		if m.rnd.Float64() < m.trouble {
			picked = append(picked, i)
		}
	}

	return picked
}

// productTrouble refuses products and single variants, and leaves variants out
// of answers.
func (m *model) productTrouble(rows []gombashop.ProductPatch) (
	[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
) {
	bad := map[string]bool{}

	for i := range rows {
		if m.rnd.Float64() < m.trouble {
			bad[rows[i].ID+"/"+rows[i].ExternalID] = true
		}
	}

	rest, answer, _ := refuseProducts(func(p gombashop.ProductPatch) bool { return bad[p.ID+"/"+p.ExternalID] })(rows)

	without := map[int]int{} // row of rest → its refused variant

	for i := range rest {
		// A shop that takes a new product takes one variant at least.
		if n := len(rest[i].Variants); n > 1 && m.rnd.Float64() < m.trouble {
			at := m.rnd.IntN(n)
			without[i] = at
			rest[i].Variants = append(append([]gombashop.VariantPatch{}, rest[i].Variants[:at]...), rest[i].Variants[at+1:]...)
		}
	}

	return rest, func(results []gombashop.Result) []gombashop.Result {
		for i := range results {
			at, refused := without[results[i].Index]
			if refused {
				head := append([]gombashop.Result{}, results[i].Variants[:at]...)
				results[i].Variants = append(append(head, gombashop.Result{Err: errRefused}), results[i].Variants[at:]...)
			} else if m.rnd.Float64() < m.trouble {
				results[i].Variants = nil
			}
		}

		return answer(results)
	}, nil
}

// edit is what a person does to one good. The first good stays, so that the
// source is never empty.
func (m *model) edit(rt *rapid.T, i int) {
	g := m.goods[i]

	switch rapid.IntRange(0, 6).Draw(rt, "edit") {
	case 0:
		g.cents = rapid.SampledFrom([]int{0, 999, 1000, 2550}).Draw(rt, "price")
	case 1, 2:
		g.group = rapid.SampledFrom([]string{"", "1", "2"}).Draw(rt, "group")
	case 3:
		g.deleted = i > 0 && !g.deleted
	case 4:
		g.stock = rapid.IntRange(0, 3).Draw(rt, "stock")
	case 5:
		g.vat = rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(rt, "vat")
	case 6:
		m.set(rt, "UPDATE goods SET Name = ? WHERE ID = ?", fmt.Sprint("Стока ", m.rnd.IntN(5)), g.id)
	}

	deleted := 0
	if g.deleted {
		deleted = -1
	}

	m.set(rt, "UPDATE goods SET PriceOut2 = ?, Catalog3 = ?, Deleted = ?, TaxGroup = ? WHERE ID = ?",
		float64(g.cents)/100, g.group, deleted, g.vat, g.id)
	m.set(rt, "UPDATE store SET Qtty = ? WHERE GoodID = ?", g.stock, g.id)
}

func (m *model) set(rt *rapid.T, query string, args ...any) {
	_, err := m.db.ExecContext(rt.Context(), query, args...)
	require.NoError(rt, err)
}

// home is the external id of the product that a good belongs to.
func (g *modelGood) home() string {
	if g.group == "" {
		return strconv.Itoa(int(g.id))
	}

	return "G:" + g.group
}

// held tells whether the rules keep a good back.
func (m *model) held(g *modelGood) bool {
	if g.cents == 0 {
		return true
	}

	for _, other := range m.goods {
		if g.group != "" && other.group == g.group && !other.deleted && other.vat != g.vat {
			return true
		}
	}

	return false
}

// compare holds the shop against the model.
func (m *model) compare(t *testing.T, rt *rapid.T) {
	t.Helper()

	type place struct {
		product gombashop.Product
		variant gombashop.Variant
	}

	places, names := map[string]place{}, map[string]bool{}

	for _, p := range m.w.products(t) {
		require.False(rt, names[p.ExternalID], "product %s is there twice", p.ExternalID)
		names[p.ExternalID] = true

		active, options := 0, map[string]bool{}

		for _, v := range p.Variants {
			_, twice := places[v.ExternalID]
			require.False(rt, twice, "good %s is there twice", v.ExternalID)
			places[v.ExternalID] = place{p, v}

			if v.Active {
				active++
				key := fmt.Sprint(v.Options)
				require.False(rt, options[key] && !m.anyHeld(p), "%s has two variants %s", p.ExternalID, key)
				options[key] = true
			}
		}

		require.Equal(rt, active > 0, p.Visible, "product %s with %d variants on sale", p.ExternalID, active)
	}

	for _, g := range m.goods {
		at, there := places[strconv.Itoa(int(g.id))]

		switch {
		case g.deleted:
			require.False(rt, there && at.variant.Active, "good %d is deleted", g.id)
		case !m.held(g):
			require.True(rt, there, "good %d is missing", g.id)
			require.True(rt, at.variant.Active, "good %d is off sale", g.id)
			require.Equal(rt, g.home(), at.product.ExternalID, "good %d", g.id)
			require.Equal(rt, decimal.New(int64(g.cents), -2).StringFixed(2), at.variant.Price.Decimal.StringFixed(2), "good %d", g.id)
			require.Equal(rt, strconv.Itoa(g.stock), at.variant.Quantity.Decimal.String(), "quantity of good %d", g.id)
			require.Equal(rt, []string{"20", "9"}[g.vat-1], at.product.VATRate.Decimal.String(), "good %d", g.id)
			require.Len(rt, at.variant.Options, len(at.product.OptionNames), "good %d", g.id)
			require.Len(rt, at.product.CategoryIDs, 1, "good %d", g.id)
		}
	}
}

// anyHeld tells whether a good of the product is held back: what the shop shows
// of it is older than the others' names.
func (m *model) anyHeld(p gombashop.Product) bool {
	for _, v := range p.Variants {
		for _, g := range m.goods {
			if strconv.Itoa(int(g.id)) == v.ExternalID && m.held(g) {
				return true
			}
		}
	}

	return false
}

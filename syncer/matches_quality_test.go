package syncer_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
	"github.com/skladmost/skladmost/internal/sampledata"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/match"
)

// The products of a real shop against a warehouse that was filled from half of
// them under changed names, codes and prices: no certain match may be wrong.
func TestMatchingOfARealShop(t *testing.T) {
	t.Parallel()

	products := realProducts(t)
	w, rnd := newWorld(t), rand.New(rand.NewPCG(1, 1))
	barcodes, rewritten := shopBarcodes(products, rnd), rewrite(products, rnd)

	ids := map[string]int{} // the shop's id → place
	for i, p := range products {
		id, err := w.shop.AddProduct(row{"name": p.Name, "vat_rate": "20", "variants": []row{
			{"sku": p.SKU, "barcode": barcodes[i], "price": p.Price.StringFixed(2)},
		}})
		require.NoError(t, err)

		ids[id] = i
	}

	goods := map[sklad.GoodID]int{}

	for _, g := range rewritten {
		good := sklad.Good{Name: g.name, Code: g.code, TaxGroup: 1, GroupID: 1}
		if g.barcode {
			good.BarCode1 = barcodes[g.of]
		}

		goods[w.good(t, good, g.price.String())] = g.of
	}

	certain, candidates := w.proposed(t)

	var q quality
	for _, m := range certain {
		q.certain(goods[m.GoodID] == ids[m.ProductID])
	}

	for _, m := range candidates {
		q.candidate(goods[m.GoodID] == ids[m.ProductID])
	}

	q.judge(t, fmt.Sprintf("%d products, %d goods", len(products), len(rewritten)), len(rewritten))

	// What is certain is applied without a person, and doubles nothing.
	w.cfg.Import.Nomenclature = false
	require.Equal(t, len(certain), w.applied(t, certain).Buckets[syncer.KindGood].Written)
	require.NoError(t, w.engine(t).FinishMatching(t.Context()))

	report, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)

	fresh := len(rewritten) - len(certain) - len(report.Parked)
	require.Len(t, w.products(t), len(products)+fresh, "what equals a product by its code waits as a possible double")
}

// The same with many other changes, without a database.
func TestMatchingOfARealShopChangedInManyWays(t *testing.T) {
	t.Parallel()

	products := realProducts(t)

	var q quality

	all := 0

	for seed := range uint64(25) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		barcodes, rewritten := shopBarcodes(products, rnd), rewrite(products, rnd)

		var left, right []match.Record

		for i, p := range products {
			right = append(right, match.Record{
				Code: p.SKU, Name: p.Name, Barcodes: []string{barcodes[i]}, Price: decimal.NewNullDecimal(p.Price),
			})
		}

		for _, g := range rewritten {
			one := match.Record{Code: g.code, Name: g.name, Price: decimal.NewNullDecimal(g.price)}
			if g.barcode {
				one.Barcodes = []string{barcodes[g.of]}
			}

			left = append(left, one)
		}

		for _, p := range match.Propose(left, right) {
			right := rewritten[p.Left].of == p.Right
			if !p.Certain {
				q.candidate(right)

				continue
			}

			if q.certain(right); !right {
				t.Logf("seed %d: %q is not %q: %v %+v", seed, left[p.Left].Name, products[p.Right].Name, p.Reasons, rewritten[p.Left])
			}
		}

		all += len(rewritten)
	}

	q.judge(t, fmt.Sprintf("%d products changed in 25 ways", len(products)), all)
}

// quality counts proposals that are right and wrong.
type quality struct{ right, wrong, offered int }

func (q *quality) certain(right bool) {
	if right {
		q.right++
	} else {
		q.wrong++
	}
}

func (q *quality) candidate(right bool) {
	if right {
		q.offered++
	}
}

func (q *quality) judge(t *testing.T, what string, goods int) {
	t.Helper()

	share := func(n, of int) string {
		return decimal.NewFromInt(int64(n)).DivRound(decimal.NewFromInt(int64(of)), 4).StringFixed(3)
	}
	fmt.Printf("matching of %s: precision of the certain %s, recall of the certain %s, with the candidates %s\n",
		what, share(q.right, q.right+q.wrong), share(q.right, goods), share(q.right+q.offered, goods))
	require.Zero(t, q.wrong, "no certain match may be wrong")
	require.Greater(t, 2*q.right, goods, "more than half of the goods are certain")
}

// realProducts are the rows of a real export, those that repeat others left out.
func realProducts(t *testing.T) []csvexport.Product {
	t.Helper()

	file, err := os.Open(sampledata.Path(t, "gombashop-products.csv"))
	require.NoError(t, err)

	defer func() { _ = file.Close() }()

	var all []csvexport.Product

	for p, err := range csvexport.Unique(csvexport.Products(file)) {
		require.NoError(t, err)

		all = append(all, p)
	}

	return all
}

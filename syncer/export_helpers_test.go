package syncer_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// exports runs one export and proves that its report adds up.
func (w *world) exports(t *testing.T, o syncer.ExportOptions) (syncer.Report, error) {
	t.Helper()

	report, err := w.engine(t).Export(t.Context(), o)
	addsUp(t, report)

	for kind, b := range report.Buckets {
		require.False(t, b.Written < 0 || b.Waiting < 0 || b.Parked < 0, "%s %+v", kind, b)
	}

	return report, err
}

// plannedExport names the actions of a plan.
func (w *world) plannedExport(t *testing.T) []string {
	t.Helper()

	var names []string

	for a, err := range w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{}).Actions() {
		require.NoError(t, err)

		names = append(names, actionName(a))
	}

	return names
}

func actionName(a syncer.Action) string {
	name := fmt.Sprintf("%T %s", a, a.Record())

	switch a := a.(type) {
	case syncer.UpsertProduct:
		name += fmt.Sprint(" ", a.Groups)
	case syncer.SetStock:
		name += fmt.Sprintf(" %s -> %s", a.Before.Decimal, a.Quantity)
	}

	return name
}

// productOf is the shop's product with our external id.
func (w *world) productOf(t *testing.T, externalID string) gombashop.Product {
	t.Helper()

	all := w.products(t)
	i := slices.IndexFunc(all, func(p gombashop.Product) bool { return p.ExternalID == externalID })
	require.GreaterOrEqual(t, i, 0, "no product %s", externalID)

	return all[i]
}

// variantOf is the shop's variant with a sku, and its product.
func (w *world) variantOf(t *testing.T, sku string) (gombashop.Product, gombashop.Variant) {
	t.Helper()

	var (
		home gombashop.Product
		hit  []gombashop.Variant
	)

	for _, p := range w.products(t) {
		for _, v := range p.Variants {
			if v.SKU == sku {
				home, hit = p, append(hit, v)
			}
		}
	}

	require.Len(t, hit, 1, "variants with the code %s", sku)

	return home, hit[0]
}

// shirt adds a good with a grouping value in Catalog3.
func (w *world) shirt(t *testing.T, code, group, price string) sklad.GoodID {
	t.Helper()

	return w.good(t, sklad.Good{Name: "Тениска " + code, Code: code, TaxGroup: 1, GroupID: 1, Catalog3: group}, price)
}

func (w *world) groupOf(t *testing.T, code, group string) {
	t.Helper()
	w.execute(t, "UPDATE goods SET Catalog3 = ? WHERE Code = ?", group, code)
}

// quiet proves that the shop has everything: a plan is empty and an export
// writes nothing.
func (w *world) quiet(t *testing.T) {
	t.Helper()
	require.Empty(t, w.plannedExport(t))
	w.shop.ClearRequests()

	_, err := w.exports(t, syncer.ExportOptions{})
	require.NoError(t, err)
	require.Empty(t, w.shop.Writes())
}

// exportShop stands before the shop and changes what goes to it or comes back.
type exportShop struct {
	syncer.Shop

	products   func(rows []gombashop.ProductPatch) ([]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error)
	categories func(rows []gombashop.CategoryPatch) []int // refused
	stock      func(rows []gombashop.StockRow) []int      // refused
	sent       []gombashop.ProductPatch
}

var errRefused = &gombashop.Error{Code: gombashop.CodeValidationFailed, Message: "no"}

func (s *exportShop) UpsertProducts(ctx context.Context, rows []gombashop.ProductPatch) ([]gombashop.Result, error) {
	s.sent = append(s.sent, rows...)
	answer := func(r []gombashop.Result) []gombashop.Result { return r }

	if s.products != nil {
		var err error
		if rows, answer, err = s.products(rows); err != nil {
			return nil, err
		}
	}

	results, err := s.Shop.UpsertProducts(ctx, rows)

	return answer(results), err
}

func (s *exportShop) UpsertCategories(ctx context.Context, rows []gombashop.CategoryPatch) ([]gombashop.Result, error) {
	if s.categories == nil {
		return s.Shop.UpsertCategories(ctx, rows)
	}

	refused := s.categories(rows)

	return withoutRows(rows, refused, func(rest []gombashop.CategoryPatch) ([]gombashop.Result, error) {
		return s.Shop.UpsertCategories(ctx, rest)
	})
}

func (s *exportShop) SetStock(ctx context.Context, rows []gombashop.StockRow) ([]gombashop.Result, error) {
	if s.stock == nil {
		return s.Shop.SetStock(ctx, rows)
	}

	return withoutRows(rows, s.stock(rows), func(rest []gombashop.StockRow) ([]gombashop.Result, error) {
		return s.Shop.SetStock(ctx, rest)
	})
}

// withoutRows refuses some rows and sends the others.
func withoutRows[T any](rows []T, refused []int, send func([]T) ([]gombashop.Result, error)) ([]gombashop.Result, error) {
	var (
		rest  []T
		index []int
		out   []gombashop.Result
	)

	for i, r := range rows {
		if slices.Contains(refused, i) {
			out = append(out, gombashop.Result{Index: i, Status: gombashop.Failed, Err: errRefused})

			continue
		}

		rest, index = append(rest, r), append(index, i)
	}

	if len(rest) == 0 {
		return out, nil
	}

	results, err := send(rest)
	for _, r := range results {
		r.Index = index[r.Index]
		out = append(out, r)
	}

	return out, err
}

// refuseProducts lets the shop refuse whole products.
func refuseProducts(refuse func(gombashop.ProductPatch) bool) func([]gombashop.ProductPatch) (
	[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
) {
	return func(rows []gombashop.ProductPatch) ([]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error) {
		var (
			refused []int
			rest    []gombashop.ProductPatch
		)

		for i, r := range rows {
			if refuse(r) {
				refused = append(refused, i)
			} else {
				rest = append(rest, r)
			}
		}

		return rest, func(results []gombashop.Result) []gombashop.Result {
			out, _ := withoutRows(rows, refused, func([]gombashop.ProductPatch) ([]gombashop.Result, error) { return results, nil })

			return out
		}, nil
	}
}

// withoutVariants lets the shop answer for products without their variants.
func withoutVariants(rows []gombashop.ProductPatch) ([]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error) {
	return rows, func(results []gombashop.Result) []gombashop.Result {
		for i := range results {
			results[i].Variants = nil
		}

		return results
	}, nil
}

var errKilled = errors.New("killed")

// exportWarehouse lets transactions fail, as a crash would.
type exportWarehouse struct {
	syncer.Warehouse

	fail func() bool
}

func (w *exportWarehouse) InTx(ctx context.Context, fn func(context.Context, syncer.WarehouseTx) error) error {
	if w.fail != nil && w.fail() {
		return errKilled
	}

	return w.Warehouse.InTx(ctx, fn)
}

// heard collects what an observer is told.
type heard struct {
	mu       sync.Mutex
	written  []string
	parked   []*syncer.Problem
	progress map[syncer.Kind][]int
}

func (h *heard) Observe(_ context.Context, e syncer.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()

	switch e := e.(type) {
	case syncer.Written:
		h.written = append(h.written, actionName(e.Action))
	case syncer.ParkedRecord:
		h.parked = append(h.parked, e.Problem)
	case syncer.Progress:
		if h.progress == nil {
			h.progress = map[syncer.Kind][]int{}
		}

		h.progress[e.Kind] = append(h.progress[e.Kind], e.Done)
	}
}

func euro(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// tea is an ordinary good.
func tea() sklad.Good { return sklad.Good{Name: "Чай", Code: "TEA", TaxGroup: 1, GroupID: 1} }

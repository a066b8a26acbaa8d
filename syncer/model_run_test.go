package syncer_test

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
)

func (m *model) openShop(rt *rapid.T) {
	m.w.shop = gombashoptest.Start(rt, gombashoptest.WithClock(m.now))

	client := func(http *http.Client) *gombashop.Client {
		c, err := gombashop.NewClient(m.w.shop.URL,
			gombashop.HMACWith("test", "secret", gombashop.HMACOptions{Now: m.now}), gombashop.WithHTTPClient(http),
			gombashop.WithRateLimit(100_000), gombashop.WithClock(m.now),
			gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: 2, FirstWait: time.Nanosecond, MaxWait: time.Nanosecond}))
		require.NoError(rt, err)

		return c
	}

	wire := &http.Transport{}
	rt.Cleanup(wire.CloseIdleConnections)

	m.w.client = client(&http.Client{Transport: wire})
	m.w.cfg.Shop = &exportShop{Shop: syncer.Gomba(client(&http.Client{Transport: killWire{m, wire}}))}
}

// killWire ends the run before a request is sent or before its answer is read.
type killWire struct {
	m    *model
	wire http.RoundTripper
}

func (x killWire) RoundTrip(r *http.Request) (*http.Response, error) {
	k := x.m.k
	if k == nil {
		return x.wire.RoundTrip(r)
	}

	if k.step(); k.dead.Err() != nil {
		return nil, k.dead.Err()
	}

	res, err := x.wire.RoundTrip(r)
	if k.step(); err == nil && k.dead.Err() != nil {
		_ = res.Body.Close()

		return nil, k.dead.Err()
	}

	return res, err
}

// run is an import or an export with the trouble of one kind.
func (m *model) run(rt *rapid.T, imports bool) {
	switch rapid.SampledFrom([]string{"none", "faults", "killed", "stopped", "refusals"}).Draw(rt, "trouble") {
	case "none":
		_ = m.goes(rt.Context(), rt, imports)
	case "faults":
		require.NoError(rt, m.w.shop.SetFaults(anyFaults().Draw(rt, "faults")...))
		_ = m.goes(rt.Context(), rt, imports)
		require.NoError(rt, m.w.shop.SetFaults())
	case "killed":
		m.cut(rt, imports, true)
	case "stopped":
		m.cut(rt, imports, false)
	case "refusals":
		m.refuses(rt)

		_ = m.goes(rt.Context(), rt, imports)
		m.takes()
	}
}

// cut lets a run die at one of its steps; or be told to stop there.
func (m *model) cut(rt *rapid.T, imports, kill bool) {
	dead, cancel := context.WithCancel(rt.Context())
	defer cancel()

	whole, shown := m.w.cfg.Warehouse, dead
	m.k = &killer{at: rapid.IntRange(1, 60).Draw(rt, "step"), dead: dead, kill: cancel}
	m.w.cfg.Warehouse = &killWarehouse{whole, m.k}

	if kill {
		shown = rt.Context()
	}

	_ = m.goes(shown, rt, imports)
	m.k, m.w.cfg.Warehouse = nil, whole
}

func (m *model) goes(ctx context.Context, rt *rapid.T, imports bool) error {
	m.turn++
	s, err := syncer.New(m.w.cfg)
	require.NoError(rt, err)

	var report syncer.Report

	if imports {
		for _, o := range m.orders {
			o.shown()
		}

		report, err = s.Import(ctx, syncer.ImportOptions{})
	} else {
		report, err = s.Export(ctx, syncer.ExportOptions{AllowMassChange: true})
	}

	for kind, b := range report.Buckets {
		if err == nil {
			require.Equal(rt, b.Seen, b.Written+b.Unchanged+b.Filtered+b.Waiting+b.Parked, "%s %+v", kind, b)
		}
	}

	return err
}

// anyFaults are a few scripted failures of the shop.
func anyFaults() *rapid.Generator[[]gombashoptest.Fault] {
	one := rapid.Custom(func(rt *rapid.T) gombashoptest.Fault {
		f := gombashoptest.Fault{
			Kind: rapid.SampledFrom([]gombashoptest.FaultKind{
				gombashoptest.FaultStatus, gombashoptest.FaultStatusAfter, gombashoptest.FaultRateLimit, gombashoptest.FaultDropBefore,
				gombashoptest.FaultDropAfter, gombashoptest.FaultCloseAfter, gombashoptest.FaultTruncate, gombashoptest.FaultHTML,
				gombashoptest.FaultWrongType,
			}).Draw(rt, "kind"),
			Path: rapid.SampledFrom([]string{
				"", "", "/orders", "/orders/{id}", "/orders/{id}/ack", "/orders/{id}/usn", "/products", "/products/bulk", "/stock/bulk",
				"/customers", "/customers/bulk", "/categories", "/categories/bulk",
			}).Draw(rt, "path"),
			After: rapid.IntRange(0, 5).Draw(rt, "after"), Times: rapid.IntRange(1, 4).Draw(rt, "times"),
		}

		if f.Kind == gombashoptest.FaultStatus || f.Kind == gombashoptest.FaultStatusAfter {
			f.Status = rapid.SampledFrom([]int{500, 502, 503}).Draw(rt, "status")
		}

		return f
	})

	return rapid.SliceOfN(one, 1, 3)
}

// refuses lets the shop refuse products, or single variants of them, or leave
// variants out of its answer.
func (m *model) refuses(rt *rapid.T) {
	how := map[string]string{}
	for _, g := range m.goods {
		how[g.code] = rapid.SampledFrom([]string{"", "", "product", "variant", "mute"}).Draw(rt, g.code)
	}

	shop := m.w.cfg.Shop.(*exportShop)
	shop.products = func(rows []gombashop.ProductPatch) ([]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error) {
		return m.refused(rows, how)
	}
	shop.categories = func(rows []gombashop.CategoryPatch) []int { return firstRow(how["C0"] == "product", len(rows)) }
	shop.stock = func(rows []gombashop.StockRow) []int { return firstRow(how["C1"] == "product", len(rows)) }
}

func firstRow(refused bool, n int) []int {
	if refused && n > 0 {
		return []int{0}
	}

	return nil
}

func (m *model) takes() {
	shop := m.w.cfg.Shop.(*exportShop)
	shop.products, shop.categories, shop.stock = nil, nil, nil
}

func (m *model) refused(rows []gombashop.ProductPatch, how map[string]string) (
	[]gombashop.ProductPatch, func([]gombashop.Result) []gombashop.Result, error,
) {
	of := func(p gombashop.ProductPatch, what string) int {
		return slices.IndexFunc(p.Variants, func(v gombashop.VariantPatch) bool { return how[m.codeOf(v.ExternalID)] == what })
	}

	rest, answer, _ := refuseProducts(func(p gombashop.ProductPatch) bool { return of(p, "product") >= 0 })(rows)
	without := map[int]int{} // row of rest → its refused variant

	for i := range rest {
		// A shop that takes a new product takes one variant at least.
		if at := of(rest[i], "variant"); at >= 0 && len(rest[i].Variants) > 1 {
			without[i] = at
			rest[i].Variants = slices.Delete(slices.Clone(rest[i].Variants), at, at+1)
		}
	}

	return rest, func(results []gombashop.Result) []gombashop.Result {
		for i := range results {
			at, refused := without[results[i].Index]
			if refused {
				results[i].Variants = slices.Insert(slices.Clone(results[i].Variants), at, gombashop.Result{Err: errRefused})
			} else if of(rest[results[i].Index], "mute") >= 0 {
				results[i].Variants = nil
			}
		}

		return answer(results)
	}, nil
}

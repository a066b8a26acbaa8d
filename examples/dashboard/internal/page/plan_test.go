//go:build !nodemo

package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
)

// dearer raises two prices, takes a good away and brings a new one.
func (p *planPlace) dearer() {
	p.t.Helper()
	p.execute("UPDATE Goods SET PriceOut2 = PriceOut2 + 1000 WHERE Code IN ('A01', 'A02')")
	p.execute("UPDATE Goods SET Deleted = -1 WHERE Code = 'A03'")
	p.execute("UPDATE Goods SET Name = '=Чаша' WHERE Code = 'A04'")
}

// exported are the actions of an export, in the words of the page.
func (p *planPlace) exported() []string {
	p.t.Helper()

	var all []string

	words := p.pages.drawers["bg"].words
	heard := syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if done, ok := e.(syncer.Written); ok {
			line := words.planLine(planRowOf(done.Action), time.UTC)
			all = append(all, line.Name+"; "+line.values())
		}
	})
	ended := make(chan error, 1)
	p.pages.opts.Control.Aside(heard, func(ctx context.Context, s *assembly.Session) error {
		_, err := s.Export(ctx, syncer.ExportOptions{})

		return err
	}, func(err error) { ended <- err })
	require.NoError(p.t, <-ended)

	return all
}

func TestAPlanIsWhatTheExportThenDoesAndWritesNothing(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.morning()
	p.dearer()
	require.Contains(t, p.page("/plan?direction=export"), "Още не е проверявано")

	before := p.dump()
	p.world.Shop.ClearRequests()
	p.makes("export")
	require.NotEmpty(t, p.world.Shop.Requests())
	require.Empty(t, p.world.Shop.Writes())
	require.Equal(t, before, p.dump(), "neither the warehouse nor the ledger")

	asked := len(p.world.Shop.Requests())
	page := p.page("/plan?direction=export")
	require.Contains(t, page, "1\u00a0002,49", "the new price, as Bulgarians write it")
	require.Contains(t, page, `стока 43 &#34;Чиния Тракия&#34; (код A02)`, "a quantity is called by its good")

	var planned []string
	for _, row := range p.sheet("/plan.csv?direction=export") {
		planned = append(planned, row[0]+"; "+row[3])
	}

	require.Len(t, p.world.Shop.Requests(), asked, "a look at the page asks the shop nothing")
	require.Equal(t, planned, p.exported())
	require.Greater(t, len(planned), 4)

	p.makes("export")
	require.Contains(t, p.page("/plan?direction=export"), "Нищо не би се променило.")
}

func TestAPlanIsFiltered(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.morning()
	p.dearer()
	p.makes("export")

	all := p.sheet("/plan.csv?direction=export")

	for _, l := range []string{"bg", "en"} {
		p.lang = l

		for query, fits := range map[string]func(row []string) bool{
			"action=SetStock": func(row []string) bool {
				return row[0] == "задава количество" || row[0] == "set quantity"
			},
			"kind=good": func(row []string) bool { return row[1] == "стоки" || row[1] == "goods" },
			"text=" + url.QueryEscape("ТРАКИЯ"): func(row []string) bool { return strings.Contains(row[2], "Тракия") },
			"action=HideProduct&kind=quantity":  func([]string) bool { return false },
		} {
			rows, n := p.sheet("/plan.csv?direction=export&"+query), 0

			for _, row := range rows {
				require.True(t, fits(row), "%s: %v", query, row)
			}

			for _, row := range all {
				if fits(row) {
					n++
				}
			}

			require.Len(t, rows, n, query)
			require.Equal(t, n, strings.Count(p.page("/plan?direction=export&"+query), `<td class="tight">`), query)
		}
	}

	require.Contains(t, p.page("/plan?direction=export&text=nothing+like+it"), "No change fits the filter.")
	require.Contains(t, p.page("/plan?direction=export&kind=good&text=a%3Cb"), `value="a&lt;b"`)
	require.Contains(t, p.page("/plan?direction=export&kind=good"), `/plan.csv?direction=export&amp;kind=good`)
}

// What would be kept aside says why and what to do, without a command line.
func TestAPlanSaysWhatWouldBeKeptAside(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	require.NoError(t, p.world.Buy(map[string]any{
		"customer": map[string]any{"name": "Иван", "email": "i@example.com"},
		"items":    []map[string]any{{"name": "Непозната", "sku": "ZZ", "unit_price": "1.00", "quantity": "1"}},
	}))
	p.makes("import")

	page := p.page("/plan?direction=import")
	require.Contains(t, page, "Какво да направите:")
	require.Contains(t, page, `<span class="badge warn">заделя</span>`)
	require.NotContains(t, page, "gombasync")
	require.Contains(t, p.page("/plan"), "Още не е проверявано", "the other direction has a plan of its own")

	p.lang = "en"
	rows := p.sheet("/plan.csv?direction=import&action=Park")
	require.Len(t, rows, 1)
	require.Equal(t, "keep aside", rows[0][0])
	require.NotEmpty(t, rows[0][4])
}

// A plan of a large shop does not fill the page, nor the memory.
func TestALargePlanIsBounded(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.execute(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO Goods (Code, Name, Catalog3, Measure1, PriceOut2, TaxGroup, GroupID, Type, Deleted, IsRecipe)
		SELECT 'N' || i, 'Нова ' || i, '', 'бр.', 1, 1, 1, 0, 0, 0 FROM n`)
	p.makes("export")

	page := p.page("/plan?direction=export")
	require.Equal(t, planShown, strings.Count(page, `<td class="tight">`))
	require.Less(t, len(page), 200_000)

	rows := p.sheet("/plan.csv?direction=export")
	require.GreaterOrEqual(t, len(rows), 5000)
	require.Contains(t, page, fmt.Sprintf("още %s; филтрирайте", p.pages.drawers["bg"].words.num(len(rows)-planShown)))

	p.pages.plans.most = 1000
	p.makes("export")

	kept, _ := p.pages.plans.newest(syncer.Export)
	require.Len(t, kept.Rows, 1000)
	require.Equal(t, len(rows)-1000, kept.Over)
	require.Contains(t, p.page("/plan?direction=export"), "Пазят се само първите 1\u00a0000 промени")
	require.Len(t, p.sheet("/plan.csv?direction=export"), 1001, "the last line tells of the rest")
}

// While a plan is made the page says how far it is; a second press changes nothing.
func TestAPlanIsMadeOnceAndSaysHowFarItIs(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	require.NoError(t, p.world.Shop.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultDelay, DelayMS: 300}))
	p.world.Shop.ClearRequests()

	for range 3 {
		require.Equal(t, http.StatusSeeOther, p.ask(http.MethodPost, "/plan", url.Values{"direction": {"export"}}).code)
	}

	page := p.page("/plan?direction=export")
	require.Contains(t, page, "Прегледът се прави…")
	require.Contains(t, page, `<noscript><meta http-equiv="refresh" content="3;url=/plan?direction=export">`)
	require.NotContains(t, page, `id="plan-make"`)
	require.Equal(t, http.StatusSeeOther, p.ask(http.MethodGet, "/plan.csv?direction=export", nil).code)

	require.NoError(t, p.world.Shop.SetFaults())
	p.waits("export")

	once := len(p.world.Shop.Requests())
	p.world.Shop.ClearRequests()
	p.makes("export")
	require.Len(t, p.world.Shop.Requests(), once, "three presses have made one plan")
}

func TestAnOldPlanIsForgotten(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.makes("export")
	p.now = p.now.Add(planAge - time.Second)
	require.NotContains(t, p.page("/plan?direction=export"), "Още не е проверявано")

	p.now = p.now.Add(2 * time.Second)
	require.Contains(t, p.page("/plan?direction=import"), "Още не е проверявано")
	require.Empty(t, p.pages.plans.of, "its rows are given up with it, whichever page is looked at")
	require.Equal(t, http.StatusSeeOther, p.ask(http.MethodGet, "/plan.csv?direction=export", nil).code)
}

func TestAPlanWithoutADatabaseSaysWhatToDo(t *testing.T) {
	t.Parallel()

	p := newPlanPlace(t)
	p.configure(filepath.ToSlash(p.world.File), "/nowhere/shop.sqlite")

	for l, says := range map[string]string{"bg": "Какво да направите:", "en": "What to do:"} {
		p.lang = l
		p.makes("export")

		page := p.page("/plan?direction=export")
		require.Contains(t, page, `<div class="notice bad" role="alert">`)
		require.Contains(t, page, says)
	}

	require.Equal(t, http.StatusNotFound, p.ask(http.MethodPost, "/plan", url.Values{"direction": {"sideways"}}).code)
}

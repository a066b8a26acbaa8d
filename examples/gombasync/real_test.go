package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/syncer"
)

// place is a folder with a database, a shop and a configuration.
type place struct {
	t      *testing.T
	db     string
	config string
	shop   *gombashoptest.Server
}

type obj = map[string]any

// newPlace works on an empty database of our own; its shop counts in euro.
func newPlace(t *testing.T, opts ...gombashoptest.Option) *place {
	t.Helper()

	p := &place{t: t, db: filepath.Join(t.TempDir(), "new.sqlite"), shop: gombashoptest.Start(t, opts...)}
	data, err := emptied()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(p.db, data, 0o600))
	p.write(nil)

	return p
}

// write makes the configuration; changes replace whole lines by their start.
func (p *place) write(changes map[string]string) {
	p.t.Helper()

	p.config = filepath.Join(p.t.TempDir(), "gombasync.yaml")
	lines := []string{
		`warehouse: {dsn: "sqlite:` + filepath.ToSlash(p.db) + `", supto: yes}`,
		`shop: {id: main, url: "` + p.shop.URL + `", api_id: test, key: secret, rate: 1000}`,
		`import: {statuses: [confirmed], object: "1"}`,
		`export: {goods: true}`,
		`fiscal: {device_serial: DT279013, operator_code: "0001"}`,
	}

	for start, line := range changes {
		for i := range lines {
			if strings.HasPrefix(lines[i], start) {
				lines[i] = line
			}
		}
	}

	require.NoError(p.t, os.WriteFile(p.config, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
}

func (p *place) run(args ...string) result {
	p.t.Helper()

	return gombasync(p.t, nil, append([]string{"--config", p.config}, args...)...)
}

// goods adds goods with a price and a stock of ten.
func (p *place) goods(names ...string) {
	p.t.Helper()

	db, err := sqlite.Open(p.t.Context(), p.db)
	require.NoError(p.t, err)
	require.NoError(p.t, db.InTx(p.t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for i, name := range names {
			g := sklad.Good{Name: name, Code: fmt.Sprintf("C%d", i+1), TaxGroup: 1, GroupID: 1}
			g.Prices = g.Prices.With(sklad.Retail, decimal.NewFromInt(10))

			id, err := tx.SaveGood(ctx, g, sklad.GoodAll)
			if err != nil {
				return err
			}

			if _, err := tx.SQL().Update(ctx, "Store", obj{"Qtty": 100.0, "Price": 5.0}, "[GoodID] = ?", int64(id)); err != nil {
				return err
			}
		}

		return nil
	}))
	require.NoError(p.t, db.Close())
}

func (p *place) order(n int, sku string) {
	p.t.Helper()

	_, err := p.shop.PlaceOrder(obj{
		"status": obj{"code": "confirmed"}, "items": []obj{{"sku": sku, "quantity": "1"}},
		"customer": obj{"name": fmt.Sprintf("Клиент %d", n), "email": fmt.Sprintf("k%d@example.com", n)},
	})
	require.NoError(p.t, err)
}

func (p *place) scalar(query string) string {
	p.t.Helper()

	db, err := sql.Open("sqlite", p.db)
	require.NoError(p.t, err)

	defer func() { _ = db.Close() }()

	var value string
	require.NoError(p.t, db.QueryRowContext(p.t.Context(), query).Scan(&value))

	return value
}

func (p *place) execute(query string) {
	p.t.Helper()

	db, err := sql.Open("sqlite", p.db)
	require.NoError(p.t, err)

	defer func() { _ = db.Close() }()

	_, err = db.ExecContext(p.t.Context(), query)
	require.NoError(p.t, err)
}

func TestTheWholeWay(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша", "Чиния")

	for _, step := range [][]string{{"check"}, {"plan", "export"}, {"export"}} {
		r := p.run(step...)
		require.Equal(t, exitDone, r.code, r.err)
	}

	p.order(1, "C1")
	p.order(2, "C2")

	r := p.run("import")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "DT279013-0001-0000002")

	for _, step := range [][]string{{"orders", "list"}, {"status"}, {"--json", "status"}, {"db", "info"}} {
		r := p.run(step...)
		require.Equal(t, exitDone, r.code, r.err)
		require.NotEmpty(t, r.out)
	}

	r = p.run("status")
	for _, says := range []string{"last export", "last import", "done, written", "orders: imported", "links: goods", "last УНП", "0000002"} {
		require.Contains(t, r.out, says)
	}

	var status statusView
	require.NoError(t, json.Unmarshal([]byte(p.run("--json", "status").out), &status))
	require.Equal(t, 2, status.Orders[ledger.OrderImported])
	require.Equal(t, uint32(2), status.Device.LastNumber)
	require.Zero(t, status.Runs[syncer.TaskImport].Failed)
	require.GreaterOrEqual(t, status.Runs[syncer.TaskImport].LagSeconds, int64(0))
	require.NotEmpty(t, status.History)
	require.NotEmpty(t, status.Links["variant"])
	require.Contains(t, p.run("--lang", "bg", "status").out, "последен импорт")

	r = p.run("--json", "orders", "list", "--state", "imported")
	require.Equal(t, 2, strings.Count(r.out, "\n"))

	var one orderView
	require.NoError(t, json.Unmarshal([]byte(strings.Split(r.out, "\n")[0]), &one))
	require.Equal(t, exitDone, p.run("orders", "show", one.ID).code)
	require.Equal(t, exitDone, p.run("orders", "retry", one.Number).code)
	require.Equal(t, exitUsage, p.run("orders", "show", "none").code)
	require.Equal(t, "2", p.scalar("SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 2"))
}

func TestAParkedOrderIsExplainedSkippedAndTakenAfterAll(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	require.Equal(t, exitDone, p.run("export").code)

	_, err := p.shop.AddProduct(obj{"name": "Непозната", "vat_rate": "20.00", "variants": []obj{{"sku": "X-1", "price": "3.00"}}})
	require.NoError(t, err)

	p.order(1, "X-1")
	p.order(2, "C1")

	r := p.run("import")
	require.Equal(t, exitParked, r.code, "%s %s", r.out, r.err)
	require.Equal(t, "1", p.scalar("SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 2"), "one bad order holds up no other")

	id := p.scalar("SELECT OrderID FROM gomba_orders WHERE State = 'parked'")
	r = p.run("orders", "show", id)
	require.Contains(t, r.out, "Not enough of X-1")
	require.Contains(t, r.out, "Record the missing delivery", "the remedy")
	require.NotContains(t, r.out, "UTC", "times are the person's")

	r = p.run("--lang", "bg", "orders", "show", id)
	require.NotRegexp(t, `parked|insufficient|imported|record the`, r.out)
	require.Contains(t, r.out, "заделена")
	require.Contains(t, p.run("--lang", "bg", "orders", "list").out, "прехвърлена")
	require.Contains(t, p.run("--json", "orders", "show", id).out, `"history":[{`)

	require.Equal(t, exitDone, p.run("orders", "skip", id, "--why", "дублирана").code)
	r = p.run("import")
	require.Equal(t, exitDone, r.code, "%s %s", r.out, r.err)
	require.Contains(t, p.run("orders", "show", id).out, "дублирана")

	imported := p.scalar("SELECT OrderID FROM gomba_orders WHERE State = 'imported'")
	require.Equal(t, exitUsage, p.run("orders", "skip", imported).code, "a reason is asked for")
	r = p.run("orders", "skip", imported, "--why", "грешка")
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "already")

	p.execute("UPDATE Store SET Qtty = 5, Price = 1 WHERE GoodID = (SELECT MAX(ID) FROM Goods)")
	r = p.run("orders", "retry", id)
	require.Equal(t, exitDone, r.code, "%s %s", r.out, r.err)
	require.Equal(t, "2", p.scalar("SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 2"))
}

func TestTwoImportsTogetherImportEveryOrderOnce(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	require.Equal(t, exitDone, p.run("export").code)

	for n := range 8 {
		p.order(n, "C1")
	}

	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { p.run("import") })
	}

	both.Wait()
	require.Equal(t, exitDone, p.run("import").code)
	require.Equal(t, "8", p.scalar("SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 2"))
	require.Equal(t, "8", p.scalar("SELECT COUNT(*) FROM gomba_usn"))
}

func TestPlanTellsWhatImportDoes(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша", "Чиния", "Лъжица")
	require.Equal(t, exitDone, p.run("export").code)

	for n := range 20 {
		p.order(n%6, fmt.Sprintf("C%d", n%3+1)) // customers come again
	}

	plan := p.run("--json", "plan", "import")
	require.Equal(t, exitDone, plan.code, plan.err)
	require.Equal(t, 20, strings.Count(plan.out, `"ImportOrder"`))

	again := p.run("--json", "plan", "import")
	require.Equal(t, plan.out, again.out, "planning changes nothing")

	done := p.run("--json", "import")
	require.Equal(t, exitDone, done.code, done.err)

	var report struct {
		Documents []json.RawMessage `json:"Documents"`
	}
	require.NoError(t, json.Unmarshal([]byte(done.out), &report))
	require.Len(t, report.Documents, 20)
	require.Equal(t, fmt.Sprint(strings.Count(plan.out, `"SavePartner"`)), p.scalar("SELECT COUNT(*) - 1 FROM Partners"))
}

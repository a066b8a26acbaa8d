package syncer_test

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/internal/sampledata"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/syncer"
)

type row = map[string]any

// tester is a test, or an example of a property.
type tester interface {
	require.TestingT
	Helper()
	Context() context.Context
	Cleanup(do func())
}

// world is a database file, a shop and an engine between them.
type world struct {
	path   string
	db     *sklad.DB
	raw    *sql.DB // beside the engine's own
	ledger *ledger.Ledger
	shop   *gombashoptest.Server
	client *gombashop.Client
	cfg    syncer.Config
}

// sampleWorld works on a copy of a real program's database, where that is at
// hand.
func sampleWorld(t *testing.T) *world {
	t.Helper()

	path := sampledata.Copy(t, "samplestore.sqlite")
	db, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, ledger.Install(t.Context(), db))
	require.NoError(t, db.Close())

	return open(t, path)
}

// open takes a file that has a ledger.
func open(t *testing.T, path string) *world {
	t.Helper()

	db, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)

	w := &world{path: path, db: db, ledger: l, shop: gombashoptest.Start(t)}
	w.raw = rawDB(t, path)
	w.client, err = gombashop.NewClient(w.shop.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000),
		gombashop.WithRetry(gombashop.RetryOptions{FirstWait: time.Millisecond}))
	require.NoError(t, err)

	w.cfg = syncer.Config{
		Warehouse: &unaltered{Warehouse: syncer.Sklad(db, l), raw: w.raw}, Shop: syncer.Gomba(w.client), ShopID: "main",
		Export: syncer.ExportConfig{Goods: true, Quantities: true},
		Import: syncer.ImportConfig{Statuses: []string{"confirmed"}, Object: "2", DeliveryItem: true, Nomenclature: true},
		Fiscal: syncer.FiscalConfig{SUPTO: syncer.SUPTOYes, DeviceSerial: "DT279013", OperatorCode: "0001"},
	}

	return w
}

func (w *world) engine(t tester) *syncer.Syncer {
	t.Helper()

	s, err := syncer.New(w.cfg)
	require.NoError(t, err)

	return s
}

func (w *world) export(t *testing.T) syncer.Report {
	t.Helper()

	report, err := w.engine(t).Export(t.Context(), syncer.ExportOptions{})
	require.NoError(t, err)
	addsUp(t, report)

	return report
}

func (w *world) imports(t *testing.T) syncer.Report {
	t.Helper()

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.NoError(t, err)
	addsUp(t, report)

	return report
}

func (w *world) order(t *testing.T, order row) gombashop.OrderID {
	t.Helper()

	order["status"] = row{"code": "confirmed"}
	id, err := w.shop.PlaceOrder(order)
	require.NoError(t, err)

	return id
}

func addsUp(t *testing.T, r syncer.Report) {
	t.Helper()

	for kind, b := range r.Buckets {
		require.Equal(t, b.Seen, b.Written+b.Unchanged+b.Filtered+b.Waiting+b.Parked, "%s %+v", kind, b)
	}
}

func (w *world) products(t tester) []gombashop.Product {
	t.Helper()

	var all []gombashop.Product
	for p, err := range w.client.Products.All(t.Context(), gombashop.ProductListOptions{Limit: 250}) {
		require.NoError(t, err)
		all = append(all, p)
	}

	return all
}

// newWorld works on a new database with a shop that counts in euro.
func newWorld(t *testing.T) *world {
	t.Helper()

	data, err := blank()
	require.NoError(t, err)

	path := filepath.Join(t.TempDir(), "new.sqlite")
	require.NoError(t, os.WriteFile(path, data, 0o600))

	w := open(t, path)
	w.cfg.Import.Object = "1"

	return w
}

// blank is a new database with an empty ledger. It is made once: that takes as
// long as most tests.
var blank = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "blank")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()

	path := filepath.Join(dir, "blank.sqlite")

	db, err := sqlite.Create(context.Background(), path)
	if err != nil {
		return nil, err
	}

	if err := errors.Join(ledger.Install(context.Background(), db), db.Close()); err != nil {
		return nil, err
	}

	return os.ReadFile(path)
})

// goods adds goods at 10.00 with 100 pieces each, and exports them. Their codes
// are their names.
func (w *world) goods(t *testing.T, names ...string) {
	t.Helper()

	for _, name := range names {
		w.good(t, sklad.Good{Name: name, Code: name, TaxGroup: 1, GroupID: 1}, "10")
	}

	w.export(t)
}

func (w *world) good(t *testing.T, g sklad.Good, price string) sklad.GoodID {
	t.Helper()

	var id sklad.GoodID

	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error

		g.Prices = g.Prices.With(sklad.Retail, decimal.RequireFromString(price))
		if id, err = tx.SaveGood(ctx, g, sklad.GoodAll); err != nil {
			return err
		}

		_, err = tx.SQL().Update(ctx, "Store", row{"Qtty": 100.0, "Price": 5.0}, "[GoodID] = ?", int64(id))

		return err
	}))

	return id
}

func (w *world) execute(t tester, query string, args ...any) {
	t.Helper()

	_, err := w.raw.ExecContext(t.Context(), query, args...)
	require.NoError(t, err)
}

func (w *world) scalar(t tester, query string, args ...any) string {
	t.Helper()

	var value sql.NullString
	require.NoError(t, w.raw.QueryRowContext(t.Context(), query, args...).Scan(&value))

	return value.String
}

// buys is an order of one good; more replaces and adds fields.
func buys(code, quantity string, more ...row) row {
	o := row{
		"items":    []row{{"sku": code, "quantity": quantity}},
		"customer": row{"name": "Иван Иванов", "email": "ivan@example.com", "phone": "0888123456"},
	}

	for _, fields := range more {
		maps.Copy(o, fields)
	}

	return o
}

// state is where the ledger has an order.
func (w *world) state(t *testing.T, id gombashop.OrderID) string {
	t.Helper()

	return w.scalar(t, "SELECT State FROM gomba_orders WHERE OrderID = ?", string(id))
}

// due is what the sale of an order is worth in Склад Pro.
func (w *world) due(t *testing.T, id gombashop.OrderID) string {
	t.Helper()

	return w.scalar(t, `SELECT printf('%.2f', p.Qtty) FROM Payments p JOIN gomba_orders o ON o.Acct = p.Acct AND o.OperType = p.OperType
		WHERE o.OrderID = ? AND p.Mode = -1`, string(id))
}

func (w *world) documents(t *testing.T) string {
	t.Helper()

	return w.scalar(t, "SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 2")
}

// problem is the only record that a run kept aside.
func problem(t *testing.T, r syncer.Report) *syncer.Problem {
	t.Helper()
	require.Len(t, r.Parked, 1)

	return r.Parked[0]
}

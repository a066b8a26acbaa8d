package syncer_test

import (
	"testing"

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

// world is a database file, a shop and an engine between them.
type world struct {
	path   string
	db     *sklad.DB
	ledger *ledger.Ledger
	shop   *gombashoptest.Server
	client *gombashop.Client
	cfg    syncer.Config
}

// sampleWorld works on a copy of a real program's database, where that is at
// hand.
func sampleWorld(t *testing.T) *world {
	t.Helper()

	return open(t, sampledata.Copy(t, "samplestore.sqlite"))
}

func open(t *testing.T, path string) *world {
	t.Helper()

	db, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	require.NoError(t, ledger.Install(t.Context(), db))
	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)

	w := &world{path: path, db: db, ledger: l, shop: gombashoptest.Start(t, gombashoptest.Options{})}
	w.client, err = gombashop.NewClient(w.shop.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000))
	require.NoError(t, err)

	w.cfg = syncer.Config{
		Warehouse: syncer.Sklad(db, l), Shop: syncer.Gomba(w.client), ShopID: "main",
		Export: syncer.ExportConfig{Goods: true, Quantities: true},
		Import: syncer.ImportConfig{Statuses: []string{"confirmed"}, Object: "2", DeliveryItem: true, Nomenclature: true},
		Fiscal: syncer.FiscalConfig{SUPTO: syncer.SUPTOYes, DeviceSerial: "DT279013", OperatorCode: "0001"},
	}

	return w
}

func (w *world) engine(t *testing.T) *syncer.Syncer {
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

func (w *world) products(t *testing.T) []gombashop.Product {
	t.Helper()

	var all []gombashop.Product
	for p, err := range w.client.Products.All(t.Context(), gombashop.ProductListOptions{Limit: 250}) {
		require.NoError(t, err)
		all = append(all, p)
	}

	return all
}

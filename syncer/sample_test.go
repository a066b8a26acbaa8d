package syncer_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // to look into the file from outside

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/usn"
)

// The whole way on a real program's database: 914 goods out, orders back.
func TestARealDatabaseThereAndBack(t *testing.T) {
	t.Parallel()

	w := sampleWorld(t)
	w.cfg.Import.Object = objectWithStock(t, w)

	_, err := w.engine(t).Check(t.Context())
	require.NoError(t, err)

	report := w.export(t)
	require.Empty(t, report.Parked)

	products := w.products(t)
	require.Len(t, products, 914, "the default good stays at home")
	comparePrices(t, w, products)

	w.shop.ClearRequests()
	w.export(t)
	require.Empty(t, w.shop.Writes(), "nothing changed")

	_, err = w.raw.ExecContext(t.Context(), "UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = 21")
	require.NoError(t, err)
	w.export(t)
	require.Len(t, w.shop.Writes(), 1)
	require.True(t, strings.HasSuffix(w.shop.Writes()[0].Path, "/products/bulk"))
}

func TestRealOrdersBecomeSales(t *testing.T) {
	t.Parallel()

	w := sampleWorld(t)
	w.cfg.Import.Object = objectWithStock(t, w)
	w.export(t)

	var totals []string

	for i, p := range w.products(t)[:10] {
		id := w.order(t, row{
			"items":    []row{{"variant_id": p.Variants[0].ID, "quantity": "1"}},
			"customer": row{"name": fmt.Sprintf("Клиент %d", i), "email": fmt.Sprintf("k%d@example.com", i), "phone": fmt.Sprintf("08880000%02d", i)},
			"delivery": row{"name": "Еконт", "price": "5.00", "vat_rate": "20"},
		})
		o, err := w.client.Orders.Get(t.Context(), id)
		require.NoError(t, err)
		totals = append(totals, o.Totals.GrandTotal.StringFixed(2))
	}

	report := w.imports(t)
	require.Empty(t, report.Parked)
	require.Len(t, report.Documents, 10, "%+v", report)

	var last uint32

	for i, d := range report.Documents {
		require.Equal(t, int(sklad.OperSale), d.OperType)
		require.Equal(t, totals[i], d.Total.StringFixed(2))

		n, err := usn.Parse(d.USN)
		require.NoError(t, err)

		if i > 0 {
			require.Equal(t, last+1, n.Seq, "consecutive")
		}

		last = n.Seq
	}

	w.shop.ClearRequests()
	before := rows(t, w)
	w.imports(t)
	require.Equal(t, before, rows(t, w), "a second import writes nothing")
	require.Empty(t, w.shop.Writes())
}

func TestRealOrdersBecomeOrders(t *testing.T) {
	t.Parallel()

	w := sampleWorld(t)
	w.cfg.Import.Object = objectWithStock(t, w)
	w.cfg.Import.Document = syncer.DocumentOrder
	w.cfg.Fiscal = syncer.FiscalConfig{}
	w.export(t)

	for _, p := range w.products(t)[:5] {
		w.order(t, row{"items": []row{{"variant_id": p.Variants[0].ID}}, "customer": row{"name": "Клиент", "email": "k@example.com"}})
	}

	before := stock(t, w)
	report := w.imports(t)
	require.Empty(t, report.Parked)
	require.Len(t, report.Documents, 5, "%+v", report)
	require.Equal(t, before, stock(t, w), "an order moves no stock")
	require.Empty(t, report.Documents[0].USN)
}

// objectWithStock is the code of the object that holds most.
func objectWithStock(t *testing.T, w *world) string {
	t.Helper()

	var code string
	require.NoError(t, w.raw.QueryRowContext(t.Context(), `SELECT o.Code FROM objects o JOIN store s ON s.ObjectID = o.ID
		WHERE o.Deleted <> -1 GROUP BY o.ID ORDER BY SUM(s.Qtty) DESC LIMIT 1`).Scan(&code))

	return code
}

func rawDB(t *testing.T, path string) *sql.DB {
	t.Helper()

	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })

	return db
}

func rows(t *testing.T, w *world) map[string]int {
	t.Helper()

	counts := map[string]int{}

	for _, table := range []string{"Operations", "Payments", "CashBook", "ECRReceipts", "Partners", "Goods", "NextAcct", "gomba_orders", "gomba_usn"} {
		var n int
		require.NoError(t, w.raw.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&n))
		counts[table] = n
	}

	return counts
}

func stock(t *testing.T, w *world) string {
	t.Helper()

	var sum string
	require.NoError(t, w.raw.QueryRowContext(t.Context(), "SELECT SUM(Qtty) FROM store").Scan(&sum))

	return sum
}

func comparePrices(t *testing.T, w *world, products []gombashop.Product) {
	t.Helper()

	goods := map[string]sklad.Good{}
	for g, err := range w.db.Goods(context.Background(), sklad.GoodsFilter{}) {
		require.NoError(t, err)
		goods[fmt.Sprint(g.ID)] = g
	}

	for _, p := range products {
		g := goods[p.Variants[0].ExternalID]
		require.Equal(t, g.Name, p.Name)
		price, known := g.Prices.At(sklad.Retail)
		require.True(t, known)
		require.Equal(t, price.StringFixed(2), p.Variants[0].Price.Decimal.StringFixed(2), g.Name)
		require.True(t, p.Variants[0].Quantity.Valid)
	}
}

package bench_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

// catalogued is how many goods the shop of BenchmarkImport sells.
const catalogued = 200

// BenchmarkImport makes sales with a УНП of orders of five lines, of a hundred
// customers; -benchtime 10000x takes ten thousand orders. Beside it stands a
// loop by hand that reads the same orders, issues the same SQL in a transaction
// an order, but keeps no ledger, checks nothing, and tells the shop the same; and
// its SQL alone, without a shop.
func BenchmarkImport(b *testing.B) {
	engines(b, func(b *testing.B, both bothWays) {
		b.Helper()
		fill(b, both, catalogued)
		both.exec(b, "INSERT INTO store (ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) "+
			"SELECT 1, ID, 100000000, 7.58, ' ', 1, 1 FROM goods WHERE ID > 1")

		b.Run("Import", func(b *testing.B) {
			s := both.customersBuy(b, openShop(b))

			imports(b, both, func() {
				report, err := s.Import(b.Context(), syncer.ImportOptions{})
				require.NoError(b, err)
				require.Empty(b, report.Parked)
			})
		})
		b.Run("database-sql", func(b *testing.B) {
			shop := openShop(b)
			both.customersBuy(b, shop)
			imports(b, both, func() { require.NoError(b, readByHand(b.Context(), both.raw, shop.client)) })
		})
		b.Run("database-sql-alone", func(b *testing.B) {
			both.noDocuments(b)
			imports(b, both, func() {
				for n := range b.N {
					_, err := orderByHand(b.Context(), both.raw, plainOrder(n))
					require.NoError(b, err)
				}
			})
		})
	})
}

// imports measures one run over all the orders.
func imports(b *testing.B, both bothWays, do func()) {
	b.Helper()
	b.ReportAllocs()
	b.ResetTimer()
	do()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "orders/s")

	var documents, lines int
	require.NoError(b, both.raw.QueryRowContext(b.Context(), "SELECT COUNT(DISTINCT Acct), COUNT(*) FROM operations WHERE OperType = 2").
		Scan(&documents, &lines))
	require.Equal(b, b.N, documents)
	require.Equal(b, 5*b.N, lines)
}

// customersBuy sends the goods to the shop, where customers order b.N times.
func (w bothWays) customersBuy(b *testing.B, shop *otherShop) *syncer.Syncer {
	b.Helper()
	w.noDocuments(b)

	s := w.engine(b, shop)
	_, err := s.Export(b.Context(), syncer.ExportOptions{})
	require.NoError(b, err)

	for n := range b.N {
		shop.place(b, plainOrder(n))
	}

	return s
}

// noDocuments gives each way the same start.
func (w bothWays) noDocuments(b *testing.B) {
	b.Helper()

	for _, table := range []string{"operations", "payments", "cashbook", "nextacct", "ecrreceipts"} {
		w.exec(b, "DELETE FROM "+table)
	}

	w.exec(b, "DELETE FROM partners WHERE ID > 1")
}

type placed struct {
	email string
	goods [5]int64
}

func plainOrder(n int) placed {
	o := placed{email: fmt.Sprintf("k%d@example.com", n%100)}
	for i := range o.goods {
		o.goods[i] = int64(2 + (n+i*catalogued/5)%catalogued)
	}

	return o
}

func (s *otherShop) place(b *testing.B, o placed) {
	b.Helper()

	items := make([]map[string]any, 0, len(o.goods))
	for _, id := range o.goods {
		items = append(items, map[string]any{"external_id": fmt.Sprint(id), "quantity": "1"})
	}

	body, err := json.Marshal(map[string]any{
		"status": map[string]any{"code": "confirmed"}, "items": items, "payment": map[string]any{"method": "card", "paid": true},
		"customer": map[string]any{"name": "Иван Петров", "email": o.email},
	})
	require.NoError(b, err)

	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, s.url+"/_shop/orders", bytes.NewReader(body))
	require.NoError(b, err)

	res, err := http.DefaultClient.Do(req)
	require.NoError(b, err)
	require.NoError(b, res.Body.Close())
	require.Equal(b, http.StatusCreated, res.StatusCode)
}

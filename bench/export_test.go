package bench_test

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
)

// exported is how many goods BenchmarkExport sends: -goods 2000 for a quick look.
var exported = flag.Int("goods", 100_000, "goods that BenchmarkExport sends")

// BenchmarkExport sends a whole catalogue to an empty shop, then one in which
// every hundredth price has changed, then one in which every hundredth price and
// quantity has, then one in which nothing has. It tells the peak of the heap, the
// requests, and those of the later exports as a share of the first one's.
func BenchmarkExport(b *testing.B) {
	engines(b, func(b *testing.B, both bothWays) {
		b.Helper()
		fill(b, both, *exported)
		both.exec(b, "INSERT INTO store (ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) "+
			"SELECT 1, ID, ID % 50 + 1, 7.58, ' ', 1, 1 FROM goods WHERE ID > 1")

		var full, priced, changed, quiet sent

		for b.Loop() {
			b.StopTimer()
			shop := openShop(b)
			s := both.engine(b, shop)
			b.StartTimer()

			full = export(b, s, shop)

			b.StopTimer()
			both.exec(b, "UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID % 100 = 0")

			priced = export(b, s, shop)

			both.exec(b, "UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID % 100 = 0")
			both.exec(b, "UPDATE store SET Qtty = Qtty + 1 WHERE GoodID % 100 = 0")

			changed = export(b, s, shop)
			quiet = export(b, s, shop)
			b.StartTimer()
		}

		require.Equal(b, 2**exported, full.rows)
		require.Equal(b, *exported/100, priced.rows)
		require.Equal(b, 2*(*exported/100), changed.rows)
		require.Zero(b, quiet.rows)

		share := func(s sent) float64 { return 100 * float64(s.requests) / float64(full.requests) }

		b.ReportMetric(float64(*exported)*float64(b.N)/b.Elapsed().Seconds(), "goods/s")
		b.ReportMetric(float64(max(full.heap, priced.heap, changed.heap, quiet.heap))/(1<<20), "peak-heap-MiB")
		b.ReportMetric(float64(full.requests), "requests")
		b.ReportMetric(share(priced), "%requests-1%prices")
		b.ReportMetric(share(changed), "%requests-1%prices+quantities")
		b.ReportMetric(float64(quiet.requests), "requests-unchanged")
	})
}

// sent is what an export did and took.
type sent struct {
	rows, requests int
	heap           uint64
}

func export(b *testing.B, s *syncer.Syncer, shop *otherShop) sent {
	b.Helper()

	before := shop.asked.Load()

	var (
		report syncer.Report
		err    error
	)

	heap := heapPeak(func() { report, err = s.Export(b.Context(), syncer.ExportOptions{}) })
	require.NoError(b, err)
	require.Empty(b, report.Parked)

	return sent{report.Buckets[syncer.KindGood].Written + report.Buckets[syncer.KindQuantity].Written, int(shop.asked.Load() - before), heap}
}

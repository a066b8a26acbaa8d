package bench_test

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

const goods = 10_000

// BenchmarkGoods reads a catalogue through the iterator, and by a loop over
// database/sql that runs the same statements and converts the same columns.
func BenchmarkGoods(b *testing.B) {
	engines(b, func(b *testing.B, both bothWays) {
		b.Helper()
		fill(b, both, goods)
		b.Run("iterator", func(b *testing.B) { rate(b, func() int { return iterated(b, both.db) }) })
		b.Run("database-sql", func(b *testing.B) { rate(b, func() int { return scanned(b, both.raw) }) })
	})
}

func rate(b *testing.B, read func() int) {
	b.Helper()
	b.ReportAllocs()

	rows := 0
	for b.Loop() {
		rows += read()
	}

	require.Equal(b, (goods+1)*b.N, rows)
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func fill(b *testing.B, both bothWays, goods int) {
	b.Helper()

	for from := 2; from <= goods+1; from += 500 {
		var values []string
		for id := from; id < from+500 && id <= goods+1; id++ {
			values = append(values, fmt.Sprintf("(%d, 'C%d', '38%011d', ' ', ' ', ' ', ' ', ' ', 'Стока %d', 'Стока %d', 'бр.', 'бр.', "+
				"1, 7.58, 8, %d.99, 0, 0, 0, 0, 0, 0, 0, 0, 2, 10, ' ', 0, 0, 1, 0, 1, 0)", id, id, id, id, id, id%90+1))
		}

		both.exec(b, "INSERT INTO goods (ID, Code, BarCode1, BarCode2, BarCode3, Catalog1, Catalog2, Catalog3, Name, Name2, Measure1, Measure2, "+
			"Ratio, PriceIn, PriceOut1, PriceOut2, PriceOut3, PriceOut4, PriceOut5, PriceOut6, PriceOut7, PriceOut8, PriceOut9, PriceOut10, "+
			"MinQtty, NormalQtty, Description, Type, IsRecipe, TaxGroup, IsVeryUsed, GroupID, Deleted) VALUES "+strings.Join(values, ", "))
	}
}

func iterated(b *testing.B, db *sklad.DB) int {
	b.Helper()

	n := 0
	for g, err := range db.Goods(b.Context(), sklad.GoodsFilter{}) {
		require.NoError(b, err)

		if g.ID != 0 {
			n++
		}
	}

	return n
}

const goodsPage = "SELECT ID, Code, BarCode1, BarCode2, BarCode3, Catalog1, Catalog2, Catalog3, Name, Name2, Measure1, Measure2, " +
	"Description, Ratio, PriceIn, PriceOut1, PriceOut2, PriceOut3, PriceOut4, PriceOut5, PriceOut6, PriceOut7, PriceOut8, PriceOut9, PriceOut10, " +
	"MinQtty, NormalQtty, Type, IsRecipe, TaxGroup, GroupID, Deleted FROM goods " +
	"WHERE ID > ? AND (Deleted IS NULL OR Deleted <> -1) ORDER BY ID LIMIT 1000"

// plainGood is what a loop by hand would keep.
type plainGood struct {
	id       int64
	texts    [12]string
	prices   [11]float64
	decimals [3]decimal.Decimal
	numbers  [5]int64
}

func scanned(b *testing.B, db *sql.DB) int {
	b.Helper()

	total, after := 0, int64(-1<<31)

	for {
		page := pageOf(b, db, after)
		total += len(page)

		if len(page) < 1000 {
			return total
		}

		after = page[len(page)-1].id
	}
}

func pageOf(b *testing.B, db *sql.DB, after int64) []plainGood {
	b.Helper()

	rows, err := db.QueryContext(b.Context(), goodsPage, after)
	require.NoError(b, err)

	defer func() { _ = rows.Close() }()

	page := make([]plainGood, 0, 1000)

	for rows.Next() {
		page = append(page, scannedGood(b, rows))
	}

	require.NoError(b, rows.Err())

	return page
}

func scannedGood(b *testing.B, rows *sql.Rows) plainGood {
	b.Helper()

	var (
		g       plainGood
		texts   [12]sql.NullString
		floats  [14]sql.NullFloat64
		numbers [5]sql.NullInt64
	)

	into := []any{&g.id}
	for i := range texts {
		into = append(into, &texts[i])
	}

	for i := range floats {
		into = append(into, &floats[i])
	}

	for i := range numbers {
		into = append(into, &numbers[i])
	}

	require.NoError(b, rows.Scan(into...))

	for i, text := range texts {
		g.texts[i] = strings.TrimSpace(text.String)
	}

	for i := range g.prices {
		g.prices[i] = floats[i+1].Float64
	}

	for i, f := range []sql.NullFloat64{floats[0], floats[12], floats[13]} {
		d, err := decimal.NewFromString(strconv.FormatFloat(f.Float64, 'g', 15, 64))
		require.NoError(b, err)
		g.decimals[i] = d
	}

	for i, n := range numbers {
		g.numbers[i] = n.Int64
	}

	return g
}

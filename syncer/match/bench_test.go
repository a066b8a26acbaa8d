package match_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/syncer/match"
)

// Two sides of 100,000 records: half of them meet by barcode, a quarter by code
// under another name, and a quarter by name alone.
func BenchmarkPropose(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		left, right := large(n)

		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()

			for b.Loop() {
				pairs := match.Propose(left, right)
				b.ReportMetric(float64(len(pairs)), "pairs")
			}
		})
	}
}

func large(n int) (left, right []match.Record) {
	things := []string{"Чаша", "Нож ловен", "Панел Molle", "Джоб за пълнител", "Тактически колан", "Ръкавици"}
	colours := []string{"черен", "зелен", "кафяв", "Multicam", "Coyote"}

	for i := range n {
		name := fmt.Sprintf("%s %s %d", things[i%len(things)], colours[i/7%len(colours)], i)
		price := decimal.NewNullDecimal(decimal.New(int64(100+i%900), -2))
		here := match.Record{Code: fmt.Sprintf("C%d", i), Name: name, Price: price}
		there := match.Record{Code: fmt.Sprintf("S%d", i), Name: name + " (нов)", Price: price}

		switch i % 4 {
		case 0, 1:
			here.Barcodes = []string{fmt.Sprintf("38%011d", i)}
			there.Barcodes = here.Barcodes
		case 2:
			there.Code = here.Code
		}

		left, right = append(left, here), append(right, there)
	}

	return left, right
}

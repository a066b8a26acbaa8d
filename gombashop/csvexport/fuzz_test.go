package csvexport_test

import (
	"encoding/csv"
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

func FuzzProducts(f *testing.F) {
	f.Add(productHead + "1,x,,,Цвят: Бял(+1 €),,,1,1,0,0,,0,,\n")
	f.Add("#,Име на продукт,Цена\n1,\"x\n,1\n,\n1,2,3,4\n")
	f.Add("#,Име на продукт,Цена,Параметри\n1,x,1.00,\"Цвят: Бял (+1,00 € ,  Син(−2 лв.)\"\n,,,\n")
	f.Add("#,Цена,Име на продукт,Дата\r1,5.00,x,\r")
	f.Fuzz(func(t *testing.T, text string) {
		requireAllTold(t, text, csvexport.Products(strings.NewReader(text)), func(p csvexport.Product) int {
			require.NotEmpty(t, p.ID)
			require.NotEmpty(t, p.Name)
			require.False(t, p.Price.IsNegative())

			return p.Line
		})

		for range csvexport.Unique(csvexport.Products(strings.NewReader(text))) {
			continue // it must come to an end
		}
	})
}

func FuzzOrders(f *testing.F) {
	f.Add(orderHead + orderRow)
	f.Add("Номер на поръчката,Статус,Обща стойност,Пощенски код\nA,,1,\n")
	f.Add("№ на поръчка,статус,обща стойност\n1,,1\n\n\"2\n\",,\"1,234\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		requireAllTold(t, text, csvexport.Orders(strings.NewReader(text)), func(o csvexport.Order) int {
			require.NotEmpty(t, o.Number)
			require.False(t, o.Totals.Grand.IsNegative())

			return o.Line
		})
	})
}

// requireAllTold: each row of the file is either a value or an error with its
// line, and an error comes without a value.
func requireAllTold[T any](t *testing.T, text string, rows iter.Seq2[T, error], line func(T) int) {
	t.Helper()

	told, whole := map[int]bool{}, true

	for value, err := range rows {
		if err == nil {
			told[line(value)] = true

			continue
		}

		fault, ok := errors.AsType[*csvexport.Error](err)
		require.True(t, ok)
		require.Positive(t, fault.Line)
		require.Positive(t, fault.Column)
		require.Zero(t, value)
		require.NotContains(t, err.Error(), "\n", "an error is one line")

		told[fault.Line] = true
		whole = whole && errors.Is(err, csvexport.ErrValue)
	}

	if whole {
		requireRows(t, text, told)
	}
}

// requireRows reads the file with encoding/csv alone.
func requireRows(t *testing.T, text string, told map[int]bool) {
	t.Helper()

	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	in.FieldsPerRecord = -1

	_, err := in.Read()
	for err == nil {
		var cells []string

		cells, err = in.Read()
		if err != nil || strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}

		first, _ := in.FieldPos(0)
		last, _ := in.FieldPos(len(cells) - 1)
		found := false

		for at := first; at <= last; at++ {
			found = found || told[at]
		}

		require.True(t, found, "the row on line %d is neither a value nor an error", first)
	}
}

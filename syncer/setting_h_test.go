package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func delivery(price, off string) row {
	return row{"delivery": row{"name": "Еконт", "price": price, "discount_amount": off, "vat_rate": "20"}}
}

func TestSettingH_DeliveryPrice(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		on         bool
		price, off string
		lines, due string
	}{
		"on":                  {true, "4.90", "0", "A 1 x 10.00, Доставка 1 x 4.90", "14.90"},
		"on, after discount":  {true, "4.90", "1.40", "A 1 x 10.00, Доставка 1 x 3.50", "13.50"},
		"on, free":            {true, "0", "0", "A 1 x 10.00", "10.00"},
		"on, all taken off":   {true, "4.90", "4.90", "A 1 x 10.00", "10.00"},
		"off":                 {false, "4.90", "0", "A 1 x 10.00", "10.00"},
		"off, after discount": {false, "4.90", "1.40", "A 1 x 10.00", "10.00"},
		"off, free":           {false, "0", "0", "A 1 x 10.00", "10.00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.DeliveryItem = c.on
			id := w.order(t, buys("A", "1", delivery(c.price, c.off)))
			require.Empty(t, w.imports(t).Parked)
			require.Equal(t, c.due, w.due(t, id))
			require.Equal(t, c.lines, w.scalar(t, `SELECT group_concat(line, ', ') FROM (SELECT g.Name || ' ' || printf('%g', o.Qtty) || ' x ' ||
				printf('%.2f', o.PriceOut) AS line FROM operations o JOIN goods g ON g.ID = o.GoodID WHERE o.OperType = 2 ORDER BY o.ID)`))
		})
	}
}

// The delivery is a service (Type 8): it needs no stock, and is neither exported
// nor hidden nor counted as a good.
func TestSettingH_TheServiceGood(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		code    string
		prepare func(w *world)
		want    text.Code
		goods   string
	}{
		"made when it is missing": {"", func(*world) {}, "", "Доставка"},
		"there already":           {"", func(w *world) { w.service(t, "Доставка", "77", 8) }, "", "Доставка"},
		"by its code":             {"D", func(w *world) { w.service(t, "Транспорт", "D", 8) }, "", "Транспорт"},
		"a code of nobody":        {"D", func(*world) {}, text.NoDeliveryGood, ""},
		"a good with stock":       {"D", func(w *world) { w.service(t, "Кутия", "D", 0) }, text.NotAService, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.DeliveryGood = c.code
			c.prepare(w)
			w.order(t, buys("A", "1", delivery("4.90", "0")))

			report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
			if c.want != "" {
				require.Equal(t, c.want, firstProblem(t, err).Code)

				return
			}

			require.NoError(t, err)
			require.Len(t, report.Documents, 1)
			require.Equal(t, c.goods, w.scalar(t, "SELECT group_concat(Name) FROM goods WHERE Type = 8"))

			before := w.products(t)
			export := w.export(t)
			require.Len(t, w.products(t), len(before), "a service is no product")
			require.Zero(t, export.Buckets[syncer.KindGood].Written)
		})
	}
}

// service adds a good of a type without stock.
func (w *world) service(t *testing.T, name, code string, kind int) {
	t.Helper()

	id := w.good(t, sklad.Good{Name: name, Code: code, TaxGroup: 1, GroupID: 1}, "10")
	w.execute(t, "UPDATE goods SET Type = ? WHERE ID = ?", kind, int64(id))
	w.execute(t, "UPDATE store SET Qtty = 0 WHERE GoodID = ?", int64(id))
}

// A receipt shows the delivery, so that h off with k on is refused.
func TestSettingH_OffWithPrinterIsRefused(t *testing.T) {
	t.Parallel()

	for _, on := range []bool{true, false} {
		w := newWorld(t)
		w.cfg.Import.DeliveryItem = on
		w.cfg.Fiscal.Printer = silent{}

		_, err := syncer.New(w.cfg)
		if on {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, "import.delivery_item")
		}
	}
}

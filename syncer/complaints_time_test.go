package syncer_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
)

// Complaint 2: the watermark is taken in local time; orders of the last hours
// are never fetched, and the hour that comes twice ends the run. Orders come at
// any moment around both clock changes of Europe/Sofia, to a shop whose clock is
// not ours, between imports: each becomes one document.
func TestComplaint02_NoClockChangeLosesOrDoublesAnOrder(t *testing.T) {
	t.Parallel()

	path := seed(t)

	for name, change := range map[string]time.Time{
		"the hour that comes twice": time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC),
		"the hour that is left out": time.Date(2027, 3, 28, 1, 0, 0, 0, time.UTC),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			for n := range 8 {
				s := rapid.Custom(drawDay).Example(n)
				s.around(t, path, change, n)
			}
		})
	}
}

// clockDay is what happens around a clock change.
type clockDay struct {
	begin time.Duration // before the change
	skew  time.Duration // of the shop's clock against ours
	steps []clockStep
}

type clockStep struct {
	wait   time.Duration
	orders int
	imports,
	again bool // an order of before changes again
}

func drawDay(t *rapid.T) clockDay {
	d := clockDay{
		begin: time.Duration(rapid.IntRange(0, 120).Draw(t, "begin")) * time.Minute,
		skew:  time.Duration(rapid.IntRange(-100, 100).Draw(t, "skew")) * time.Second,
	}

	for range rapid.IntRange(3, 6).Draw(t, "steps") {
		d.steps = append(d.steps, clockStep{
			wait:    time.Duration(rapid.IntRange(0, 5400).Draw(t, "wait")) * time.Second,
			orders:  rapid.IntRange(0, 2).Draw(t, "orders"),
			imports: rapid.Bool().Draw(t, "imports"), again: rapid.Bool().Draw(t, "again"),
		})
	}

	return d
}

func (d clockDay) around(t *testing.T, path string, change time.Time, n int) {
	t.Helper()

	now := change.Add(-d.begin)
	w := sprout(t, path, fmt.Sprintf("clock-%d-%d.sqlite", change.Unix(), n))
	w.shop = gombashoptest.Start(t, gombashoptest.WithClock(func() time.Time { return now.Add(d.skew) }))
	_, err := w.shop.AddProduct(row{"name": "A", "vat_rate": "20", "variants": []row{{"sku": "A", "price": "10.00", "quantity": "100"}}})
	require.NoError(t, err)

	client, err := gombashop.NewClient(w.shop.URL, gombashop.HMACWith("test", "secret", gombashop.HMACOptions{
		Now: func() time.Time { return now },
	}), gombashop.WithRateLimit(1000))
	require.NoError(t, err)

	w.cfg.Shop = syncer.Gomba(client)
	w.cfg.Import.Since, w.cfg.Now = now.Add(-24*time.Hour), func() time.Time { return now }
	orders := 0

	var last gombashop.OrderID

	for _, s := range append(d.steps, clockStep{imports: true}) {
		now = now.Add(s.wait)

		for range s.orders {
			last = w.order(t, buys("A", "1"))
			orders++
		}

		if s.again && last != "" {
			require.NoError(t, w.shop.ChangeOrder(last, row{"note": now.String()}))
		}

		if s.imports {
			w.imports(t)
		}
	}

	require.Equal(t, fmt.Sprint(orders), w.scalar(t, "SELECT COUNT(*) FROM gomba_orders WHERE State = 'imported'"), "%+v", d)
	require.Equal(t, fmt.Sprint(orders), w.documents(t), "%+v", d)
}

package syncer_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// The tests of this and the neighbouring file bear the numbers of complaints
// about other connectors; each shows that the fault cannot happen here.

// Complaint 3: the cursor goes by the time of creation, so an order that becomes
// paid later is never imported.
func TestComplaint03_AnOrderThatIsPaidLaterIsImported(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Since = time.Now().Add(-60 * 24 * time.Hour)

	old, err := w.shop.PlaceOrder(buys("A", "1", row{
		"created_at": time.Now().Add(-40 * 24 * time.Hour), "status": row{"code": "new"},
		"payment": row{"method": "card", "paid": false},
	}))
	require.NoError(t, err)

	for range 3 { // the cursor goes past it
		w.order(t, buys("A", "1"))
		w.imports(t)
	}

	require.Equal(t, "waiting", w.state(t, old))
	require.NoError(t, w.shop.ChangeOrder(old, row{"status": row{"code": "confirmed"}, "payment": row{"method": "card", "paid": true}}))
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, old))
}

// Complaint 4: orders are imported before the payment provider has set their
// status, and failed ones flood the list.
func TestComplaint04_AnOrderIsJudgedAgainWhenItHasSettled(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Settle = time.Hour

	failed, good := w.order(t, buys("A", "1")), w.order(t, buys("A", "1"))
	require.Empty(t, w.imports(t).Documents)
	w.status(t, failed, "cancelled")

	w.cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "waiting", w.state(t, failed))
	require.Equal(t, "imported", w.state(t, good))
}

// Complaint 7: one order with a deleted product fails the page, which is tried
// for ever and blocks the rest.
func TestComplaint07_ADeletedProductHoldsNoOtherOrderUp(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	var bad []gombashop.OrderID

	for n := range 7 {
		_, err := w.shop.AddProduct(row{"name": "Изтрита", "deleted": true, "variants": []row{{"sku": fmt.Sprint("GONE", n), "price": "1.00"}}})
		require.NoError(t, err)

		bad = append(bad, w.order(t, buys(fmt.Sprint("GONE", n), "1")))
	}

	good := w.order(t, buys("A", "1"))
	report := w.imports(t)
	require.Len(t, report.Parked, len(bad))
	require.Equal(t, "imported", w.state(t, good), "in the first run")

	tries := func() string {
		return w.scalar(t, "SELECT group_concat(Attempts) FROM gomba_orders WHERE State = 'parked'")
	}
	require.Equal(t, "1,1,1,1,1,1,1", tries(), "each has its own count")

	for range 20 {
		w.imports(t)
	}

	require.Equal(t, "4,4,4,4,4,4,4", tries(), "the tries grow apart")
	require.NotEmpty(t, w.scalar(t, "SELECT Value FROM gomba_marks WHERE Name = 'watermark:orders:main'"), "the cursor went on")

	w.cfg.Now = func() time.Time { return time.Now().Add(91 * 24 * time.Hour) }
	w.imports(t)

	o, _, err := w.ledger.Order(t.Context(), "main", string(bad[0]))
	require.NoError(t, err)
	require.True(t, syncer.GivenUp(o), "only a person tries it after 90 days")
}

// Complaint 15: events arrive in another order than they happened.
func TestComplaint15_WhatHappenedFirstIsMadeFirst(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	// The order is paid and was changed before it was ever seen, and its customer
	// is not known.
	id := w.order(t, buys("A", "1", row{"payment": row{"method": "card", "paid": true}}))
	w.status(t, id, "shipped")
	w.status(t, id, "confirmed")

	// The listing still shows what was long ago; the order by its id does not.
	stale := w.flake()
	stale.pages = func(p gombashop.Page[gombashop.Order]) gombashop.Page[gombashop.Order] {
		for i := range p.Data {
			p.Data[i].Status, p.Data[i].UpdatedAt = gombashop.Status{ID: "1", Code: "new"}, p.Data[i].CreatedAt
		}

		return p
	}
	require.Empty(t, w.imports(t).Documents)

	w.cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
	require.Len(t, w.imports(t).Documents, 1, "judged by its present state")
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "the buyer was made with it")
	require.Equal(t, "10.00 3", w.paidRows(t), "the payment stands once, beside the sale")
}

// Complaint 16: two workers create the same dependency twice.
func TestComplaint16_TwoWorkersMakeOnePartnerAndOneGood(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood = false, syncer.MissingCreate
	w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'")

	_, err := w.shop.AddProduct(row{"name": "Нова", "vat_rate": "20", "variants": []row{{"sku": "N", "price": "10.00", "quantity": "100"}}})
	require.NoError(t, err)

	const orders = 6

	for range orders {
		w.order(t, buys("N", "1"))
	}

	var both sync.WaitGroup

	for range 2 {
		own := openAgain(t, w)

		both.Go(func() {
			s, err := syncer.New(own.cfg)
			if err == nil {
				_, err = s.Import(t.Context(), syncer.ImportOptions{})
			}

			if err != nil && !errors.Is(err, syncer.ErrBusy) {
				t.Error(err)
			}
		})
	}

	both.Wait()
	w.imports(t)
	require.Equal(t, fmt.Sprint(orders), w.documents(t))
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "the default one and the buyer")
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Code = 'N'"))
}

// Complaint 18: a 429 of the shop stops the run.
func TestComplaint18_AShopThatIsOverrunIsWaitedFor(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	id := w.order(t, buys("A", "1"))
	require.NoError(t, w.shop.SetFaults(
		gombashoptest.Fault{Kind: gombashoptest.FaultRateLimit, Path: "/orders", Times: 2},
		gombashoptest.Fault{Kind: gombashoptest.FaultRateLimit, Path: "/ack", Times: 2},
	))
	require.Len(t, w.imports(t).Documents, 1)
	require.NotNil(t, w.told(t, id).ExternalDoc)
	require.Equal(t, "1", w.documents(t))
}

// Complaint 20: "completed successfully", 0 records, no reason. That an error
// never switches the schedule off is TestAFailingRunIsReportedEachTimeAndNeverSwitchedOff.
func TestComplaint20_NothingSeenIsNeverSilentSuccess(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	report := w.imports(t)
	require.Equal(t, []text.Code{text.NothingNew}, codes(report.Warnings))

	w.goods(t, "A")
	w.order(t, buys("A", "1"))
	w.order(t, buys("A", "1", row{"created_at": time.Now().Add(-48 * time.Hour)}))
	report = w.imports(t)
	require.Empty(t, report.Warnings)
	require.Equal(t, map[string]int{"before_start": 1}, report.Buckets[syncer.KindOrder].Rules, "left out by a rule that has a name")
	require.Contains(t, report.Summary(text.EN), "orders 2 seen, 1 written, 1 left out")

	w.cfg.Export = syncer.ExportConfig{}
	report, err := w.engine(t).Export(t.Context(), syncer.ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, []text.Code{text.NothingSeen}, codes(report.Warnings))
}

// Complaint 21: nobody can tell which record failed and what was sent.
func TestComplaint21_EachRecordIsToldAsItHappens(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	_, err := w.shop.AddProduct(row{"name": "Непозната", "variants": []row{{"sku": "NONE", "price": "1.00"}}})
	require.NoError(t, err)

	bad, good := w.order(t, buys("NONE", "1")), w.order(t, buys("A", "1"))

	var told []string

	counts := map[string]int{}
	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		switch e := e.(type) {
		case syncer.Considered:
			counts[e.Bucket]++
			told = append(told, e.Bucket+": "+w.scalar(t, "SELECT group_concat(State) FROM (SELECT State FROM gomba_orders ORDER BY ID)"))
		case syncer.Written:
			if d, ok := e.Action.(syncer.ImportOrder); ok {
				require.Equal(t, string(good), d.OrderID)
				require.Equal(t, "10.00", d.Total.StringFixed(2), "what was written")
			}
		case syncer.ParkedRecord:
			require.Equal(t, text.UnknownGood, e.Problem.Code)
			require.Contains(t, e.Problem.Record, string(bad))
			require.Contains(t, e.Problem.Error(), "NONE")
		}
	})

	report := w.imports(t)
	require.Equal(t, []string{"parked: parked", "written: parked,imported"}, told, "before the next one is looked at")

	b := report.Buckets[syncer.KindOrder]
	require.Equal(t, map[string]int{"written": b.Written, "parked": b.Parked}, counts, "the events add up to the report")
}

// openAgain is the same database and shop through connections of its own.
func openAgain(t *testing.T, w *world) *world {
	t.Helper()

	own := open(t, w.path)
	own.cfg.Import, own.cfg.Shop = w.cfg.Import, w.cfg.Shop

	return own
}

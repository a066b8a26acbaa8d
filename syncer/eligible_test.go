package syncer_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func (w *world) status(t *testing.T, id gombashop.OrderID, code string) {
	t.Helper()
	require.NoError(t, w.shop.ChangeOrder(id, row{"status": row{"code": code}}))
}

func TestAnOrderWaitsForItsStatus(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	id, err := w.shop.PlaceOrder(buys("A", "1"))
	require.NoError(t, err)

	for range 2 {
		report := w.imports(t)
		require.Empty(t, report.Documents)
		require.Equal(t, "waiting", w.state(t, id))
	}

	w.status(t, id, "confirmed")
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, id))

	w.status(t, id, "shipped")
	require.Empty(t, w.imports(t).Documents, "a later status makes no second document")
}

func TestStatusesAreGivenByIDCodeOrName(t *testing.T) {
	t.Parallel()

	for _, named := range []string{"3", "confirmed", "потвърдена", "Потвърдена"} {
		w := newWorld(t)
		w.goods(t, "A")

		if named == "3" {
			for s, err := range w.client.Statuses.All(t.Context()) {
				require.NoError(t, err)

				if s.Code == "confirmed" {
					named = s.ID
				}
			}
		}

		w.cfg.Import.Statuses = []string{named}
		w.order(t, buys("A", "1"))
		require.Len(t, w.imports(t).Documents, 1, named)
	}
}

func TestAnUnknownStatusIsToldBeforeAnythingIsWritten(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Statuses = []string{"изплатена"}
	w.order(t, buys("A", "1"))

	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})

	var p *syncer.Problem
	require.ErrorAs(t, err, &p)
	require.Equal(t, text.UnknownStatus, p.Code)
	require.ErrorContains(t, err, "изплатена")
	require.Equal(t, "0", w.documents(t))
}

// Changing the statuses in the configuration judges waiting orders anew, though
// the shop shows no change of theirs.
func TestOtherStatusesAreAppliedToWaitingOrders(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	id, err := w.shop.PlaceOrder(buys("A", "1", row{"status": row{"code": "processing"}}))
	require.NoError(t, err)
	w.imports(t)
	require.Equal(t, "waiting", w.state(t, id))

	w.cfg.Import.Statuses = []string{"confirmed", "processing"}
	require.Len(t, w.imports(t).Documents, 1)
}

func TestAnOrderSettlesBeforeItIsImported(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Settle = time.Hour
	id := w.order(t, buys("A", "1"))

	w.imports(t)
	require.Equal(t, "waiting", w.state(t, id))

	w.cfg.Now = func() time.Time { return time.Now().Add(61 * time.Minute) }
	require.Len(t, w.imports(t).Documents, 1)
}

func TestOldOrdersStayOutUntilAPersonTakesThem(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	old := w.order(t, buys("A", "1", row{"created_at": time.Now().Add(-48 * time.Hour)}))
	fresh := w.order(t, buys("A", "1"))

	report := w.imports(t)
	require.Len(t, report.Documents, 1)
	require.Equal(t, map[string]int{"before_start": 1}, report.Buckets[syncer.KindOrder].Rules)
	require.Equal(t, "before_start", w.state(t, old))
	require.Equal(t, "imported", w.state(t, fresh))

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{Orders: []string{string(old)}, Force: true})
	require.NoError(t, err)
	require.Len(t, report.Documents, 1)
	require.Equal(t, "imported", w.state(t, old))
}

func TestAWaitingOrderIsSkippedAfterNinetyDays(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	id, err := w.shop.PlaceOrder(buys("A", "1"))
	require.NoError(t, err)
	w.imports(t)

	w.cfg.Now = func() time.Time { return time.Now().Add(91 * 24 * time.Hour) }
	w.imports(t)
	require.Equal(t, "skipped", w.state(t, id))
}

func TestAnIntegratorDecidesWhatIsEligible(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Eligibility = syncer.EligibilityFunc(func(_ context.Context, q syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) {
		return syncer.EligibilityAnswer{Eligible: q.Order.Payment.Paid, Reason: "not paid"}, nil
	})

	open := w.order(t, buys("A", "1"))
	paid := w.order(t, buys("A", "1", row{"payment": row{"method": "card", "paid": true}}))

	w.imports(t)
	require.Equal(t, "waiting", w.state(t, open))
	require.Equal(t, "not paid", w.scalar(t, "SELECT Reason FROM gomba_orders WHERE OrderID = ?", string(open)))
	require.Equal(t, "imported", w.state(t, paid))
}

// An order that was refused, and one that cannot be read, hold nothing up.
func TestAPoisonOrderBlocksNoOther(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	_, err := w.shop.AddProduct(row{"name": "Непозната", "variants": []row{{"sku": "NONE", "price": "1.00"}}})
	require.NoError(t, err)

	bad := w.order(t, buys("NONE", "1"))
	good := w.order(t, buys("A", "1"))

	report := w.imports(t)
	require.Equal(t, text.UnknownGood, problem(t, report).Code)
	require.Equal(t, "parked", w.state(t, bad))
	require.Equal(t, "imported", w.state(t, good))

	for n := range 5 {
		w.imports(t)
		require.Equal(t, "parked", w.state(t, bad), "run %d", n)
	}

	require.Equal(t, "1", w.documents(t))

	w.good(t, sklad.Good{Name: "Непозната", Code: "NONE", TaxGroup: 1, GroupID: 1}, "1")
	w.cfg.Now = func() time.Time { return time.Now().Add(7 * time.Hour) }
	require.Len(t, w.imports(t).Documents, 1, "it comes by itself when the cause is gone")
}

func TestAShopThatFailsAfterTheEffectDoublesNothing(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	for range 3 {
		w.order(t, buys("A", "1"))
	}

	require.NoError(t, w.shop.SetFaults(
		gombashoptest.Fault{Kind: gombashoptest.FaultDropAfter, Path: "/ack", Times: 2},
		gombashoptest.Fault{Kind: gombashoptest.FaultDropAfter, Path: "/usn", Times: 2},
		gombashoptest.Fault{Kind: gombashoptest.FaultTruncate, Path: "/orders", Times: 1},
	))
	w.imports(t)
	w.imports(t)
	require.Equal(t, "3", w.documents(t))
	require.Equal(t, "3", w.scalar(t, "SELECT COUNT(*) FROM gomba_usn"))

	for o, err := range w.client.Orders.All(t.Context(), gombashop.OrderListOptions{}) {
		require.NoError(t, err)
		require.NotEmpty(t, o.USN)
		require.NotNil(t, o.ExternalDoc)
	}
}

// An order that the shop did not find once and shows again is no order that
// somebody skipped.
func TestAnOrderThatIsShownAgainIsImported(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	shop := w.flake()
	id := w.order(t, buys("A", "1"))
	w.status(t, id, "new")
	w.imports(t)

	shop.order = func(gombashop.OrderID) error { return fault(gombashop.CodeNotFound) }
	w.cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
	w.imports(t)
	require.Equal(t, "skipped", w.state(t, id))

	shop.order = nil
	w.status(t, id, "confirmed")
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, id))
}

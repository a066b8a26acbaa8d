package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// ledgerRows is every row that an import may rewrite, as it stands.
func ledgerRows(t *testing.T, w *world) string {
	t.Helper()

	return w.scalar(t, `SELECT (SELECT group_concat(ID || State || Reason || NextTry || LastSeen || ShopUpdatedAt || Original, '|') FROM gomba_orders) ||
		(SELECT COUNT(*) FROM gomba_events) || (SELECT group_concat(SyncedAt || Hashes) FROM gomba_links) ||
		(SELECT group_concat(Name || Value) FROM gomba_marks WHERE Name NOT LIKE 'lease%' AND Name NOT LIKE 'watermark%' AND Name NOT LIKE 'last_run%')`)
}

func TestASecondImportWritesNothing(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	name, email, phone := "Иван", "ivan@example.com", "0888123456"
	_, err := w.client.Customers.Upsert(t.Context(), []gombashop.CustomerPatch{{ExternalID: "zz", Name: &name, Email: &email, Phone: &phone}})
	require.NoError(t, err)

	var customer string
	for c, err := range w.client.Customers.All(t.Context(), gombashop.CustomerListOptions{}) {
		require.NoError(t, err)
		customer = c.ID
	}

	who := row{"customer": row{"id": customer, "name": name, "email": email, "phone": phone}}
	w.order(t, buys("A", "1", who))
	w.order(t, buys("A", "500", who)) // is short and stays parked

	_, err = w.shop.PlaceOrder(buys("A", "1", who)) // waits
	require.NoError(t, err)

	for range 4 { // until the parked order rests
		w.imports(t)
	}

	before := ledgerRows(t, w)
	w.shop.ClearRequests()
	require.Empty(t, w.planned(t))

	var did []syncer.Action

	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if done, ok := e.(syncer.Written); ok {
			did = append(did, done.Action)
		}
	})

	report := w.imports(t)
	require.Empty(t, did)
	require.Empty(t, report.Warnings, "what we told the shop is no change")
	require.Equal(t, []text.Code{text.InsufficientStock}, codes(report.Parked), "still kept aside")
	require.Equal(t, before, ledgerRows(t, w))
	require.Empty(t, w.shop.Writes())
}

// A step is observed when it is done, and never for a record that was kept
// aside. Progress never falls.
func TestWhatIsObservedHasHappened(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	shop := w.flake()
	shop.ack = always(gombashop.CodeInternal)

	var seen []string

	last := map[syncer.Kind]int{}
	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		switch e := e.(type) {
		case syncer.Written:
			seen = append(seen, kindOf(e.Action))
		case syncer.ParkedRecord:
			seen = append(seen, "parked")
		case syncer.Progress:
			require.Greater(t, e.Done, last[e.Kind])
			last[e.Kind] = e.Done
		}
	})

	w.order(t, buys("A", "1"))
	w.order(t, buys("A", "500"))

	var planned []string
	for a, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.NoError(t, err)
		planned = append(planned, kindOf(a))
	}

	last = map[syncer.Kind]int{}

	report := w.imports(t)
	require.Equal(t, []string{"partner", "document", "ack", "park"}, planned)
	require.Equal(t, []string{"partner", "document", "parked"}, seen, "the shop did not take the acknowledgement")
	require.Equal(t, 1, report.Buckets[syncer.KindOrder].Written)
	require.Equal(t, 1, report.Buckets[syncer.KindOrder].Parked)

	seen, shop.ack, last = nil, nil, map[syncer.Kind]int{}
	w.imports(t)
	require.Equal(t, []string{"ack"}, seen[:1])
}

func TestNothingIsObservedAsWrittenThatTheTransactionRefused(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.watch().record = func() error { return fault(gombashop.CodeInternal) }

	var seen []string

	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		switch e := e.(type) {
		case syncer.Written:
			seen = append(seen, kindOf(e.Action))
		case syncer.ParkedRecord:
			seen = append(seen, "parked")
		}
	})

	w.order(t, buys("A", "1"))
	report := w.imports(t)
	require.Equal(t, []string{"parked"}, seen)
	require.Equal(t, 0, report.Buckets[syncer.KindOrder].Written)
	require.Empty(t, report.Documents)
}

func TestWarningsOfADraftAreReported(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1", row{"items": []row{{"sku": "A", "quantity": "1", "vat_rate": "9"}}}))
	w.order(t, buys("A", "1", row{"totals": row{"items": "10.00", "grand_total": "10.01", "payable": "10.01"}}))
	require.Equal(t, []text.Code{text.VATRateDiffers, text.TotalAdjusted}, codes(w.imports(t).Warnings))
}

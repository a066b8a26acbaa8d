package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// owes is what the ledger still has to do for the only order: acknowledgement
// and receipt.
func (w *world) owes(t *testing.T) string {
	t.Helper()

	return w.scalar(t, "SELECT AckOwed || ReceiptOwed FROM gomba_orders")
}

// A shop that takes the receipt and not the acknowledgement is still owed the
// acknowledgement, and the other way round.
func TestWhatIsOwedIsTickedOffOneByOne(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		fail func(*flaky)
		owes string
		code text.Code
	}{
		"document": {func(f *flaky) { f.ack = always(gombashop.CodeInternal) }, "10", text.AckLater},
		"number":   {func(f *flaky) { f.usn = always(gombashop.CodeInternal) }, "10", text.AckLater},
		"receipt":  {func(f *flaky) { f.facts = always(gombashop.CodeInternal) }, "01", text.ReceiptLater},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			device := w.printer(t)
			plain := w.cfg.Shop
			c.fail(w.flake())

			id := w.order(t, buys("A", "1"))
			report := w.imports(t)
			require.Equal(t, []text.Code{c.code}, codes(report.Warnings))
			require.Equal(t, 1, report.Buckets[syncer.KindReceipt].Written)
			require.Equal(t, c.owes, w.owes(t))

			w.cfg.Shop = plain
			report = w.imports(t)
			require.Empty(t, report.Warnings)
			require.Equal(t, 0, report.Buckets[syncer.KindReceipt].Written, "printed once, counted once")
			require.Equal(t, "00", w.owes(t))

			o := w.told(t, id)
			require.NotEmpty(t, o.USN)
			require.NotNil(t, o.ExternalDoc)
			require.Len(t, o.Receipts, 1)
			require.Len(t, device.Receipts(), 1)
		})
	}
}

// What is owed is not told to another shop, nor with anything else amiss.
func TestNothingIsSentBeforeBothSidesAreKnown(t *testing.T) {
	t.Parallel()

	for name, wrong := range map[string]gombashoptest.Option{
		"another shop": gombashoptest.WithShop("other", "Test shop"), "another currency": gombashoptest.WithCurrency("BGN"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			device := w.printer(t)
			w.flake().usn = always(gombashop.CodeInternal)
			device.SetStatus("E301")
			w.order(t, buys("A", "1"))
			w.imports(t)
			device.SetStatus()

			other := gombashoptest.Start(t, wrong)
			client, err := gombashop.NewClient(other.URL, gombashop.HMAC("test", "secret"), gombashop.WithRateLimit(1000))
			require.NoError(t, err)

			w.cfg.Shop = syncer.Gomba(client)
			_, err = w.engine(t).Import(t.Context(), syncer.ImportOptions{})
			require.Error(t, err)
			require.Empty(t, other.Writes())
			require.Empty(t, device.Receipts())
		})
	}
}

func TestAPlanShowsWhatIsOwed(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	plain := w.cfg.Shop
	w.flake().usn = always(gombashop.CodeInternal)
	device.SetStatus("E301")
	w.order(t, buys("A", "1"))
	w.imports(t)
	device.SetStatus()

	w.cfg.Shop = plain
	w.shop.ClearRequests()
	require.Equal(t, []string{"ack", "receipt"}, w.planned(t))
	require.Empty(t, w.shop.Writes())
	require.Empty(t, device.Receipts())

	w.imports(t)
	require.Len(t, device.Receipts(), 1)
	require.Empty(t, w.planned(t))
}

// A printer that is off is asked once a run, and each receipt is counted once.
func TestAPrinterThatIsOffIsAskedOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	device.SetReady(false)

	for range 3 {
		w.order(t, buys("A", "1"))
	}

	for range 2 {
		report := w.imports(t)
		require.Equal(t, 3, report.Buckets[syncer.KindReceipt].Parked)
		require.Equal(t, 3, report.Buckets[syncer.KindReceipt].Seen)
		require.Equal(t, []text.Code{text.ReceiptFailed, text.ReceiptFailed, text.ReceiptFailed}, codes(report.Parked))
	}

	device.SetReady(true)
	require.Equal(t, 3, w.imports(t).Buckets[syncer.KindReceipt].Written)
	require.Len(t, device.Receipts(), 3)
}

// How a sale was paid when it was written is how its receipt says it was paid.
func TestAReceiptHasThePaymentOfItsSale(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	device.SetReady(false)
	id := w.order(t, buys("A", "1"))
	w.imports(t)

	require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "bank_transfer"}}))
	require.Equal(t, []text.Code{text.OrderChanged}, codes(w.imports(t).Warnings))

	device.SetReady(true)
	w.imports(t)
	require.Len(t, device.Receipts(), 1)
	require.Equal(t, []string{"cash 10.00"}, device.Receipts()[0].Payments)
}

func TestACancelledOrderGetsNoReceiptByItself(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	device.SetReady(false)
	id := w.order(t, buys("A", "1"))
	w.imports(t)

	w.status(t, id, "cancelled")
	device.SetReady(true)

	for range 2 {
		require.Contains(t, codes(w.imports(t).Parked), text.ReceiptCancelled)
		require.Empty(t, device.Receipts())
	}

	w.status(t, id, "confirmed")
	w.imports(t)
	require.Len(t, device.Receipts(), 1, "the sale stands after all")
}

func TestASaleOfZeroOwesNoReceipt(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	w.order(t, buys("A", "1", row{"items": []row{{"sku": "A", "quantity": "1", "unit_price": "0.00"}}}))

	report := w.imports(t)
	require.Len(t, report.Documents, 1)
	require.Empty(t, report.Parked)
	require.Equal(t, "00", w.owes(t))
	require.Empty(t, device.Receipts())
}

// A print whose outcome is not known is settled beside its own sale, although
// another one is printed when the device answers.
func TestALateOutcomeStandsWithItsOwnSale(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	device.LoseReply(1)

	first := w.order(t, buys("A", "1"))
	w.imports(t)

	second := w.order(t, buys("A", "2"))
	w.imports(t)
	require.Len(t, device.Receipts(), 2)

	for _, id := range []gombashop.OrderID{first, second} {
		require.Len(t, w.told(t, id).Receipts, 1)
		require.Equal(t, "1", w.scalar(t, `SELECT COUNT(*) FROM ECRReceipts e JOIN gomba_orders o ON o.Acct = e.Acct AND o.OperType = e.OperType
			WHERE e.ReceiptType = 1 AND o.OrderID = ? AND e.Total = o.DocumentTotal + 0`, string(id)))
	}
}

package syncer_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// restored is the world with its database as it was when the copy was made; the
// shop remembers all that came after.
func restored(t *testing.T, w *world, data []byte) *world {
	t.Helper()

	path := w.path + ".restored"
	require.NoError(t, os.WriteFile(path, data, 0o600))

	old := open(t, path)
	old.shop, old.client = w.shop, w.client
	old.cfg.Shop, old.cfg.Import, old.cfg.Fiscal = w.cfg.Shop, w.cfg.Import, w.cfg.Fiscal

	return old
}

func backup(t *testing.T, w *world) []byte {
	t.Helper()

	data, err := os.ReadFile(w.path)
	require.NoError(t, err)

	return data
}

// afterBackup is a world whose backup knows one waiting order, and whose second
// order became a sale after the backup.
func afterBackup(t *testing.T, more ...row) (*world, gombashop.OrderID, gombashop.OrderID) {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")

	waits, err := w.shop.PlaceOrder(buys("A", "1"))
	require.NoError(t, err)
	w.imports(t)

	data := backup(t, w)
	lost := w.order(t, buys("A", "2", more...))
	require.Len(t, w.imports(t).Documents, 1)
	w.status(t, waits, "confirmed")

	old := restored(t, w, data)
	old.cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) } // the waiting order is due

	return old, waits, lost
}

func TestARestoredBackupStopsBeforeAnythingIsWritten(t *testing.T) {
	t.Parallel()

	w, waits, lost := afterBackup(t)
	w.shop.ClearRequests()

	for _, o := range []syncer.ImportOptions{{}, {Orders: []string{string(waits)}}, {Orders: []string{string(waits)}, Force: true}} {
		report, err := w.engine(t).Import(t.Context(), o)

		var p *syncer.Problem
		require.ErrorAs(t, err, &p)
		require.Equal(t, text.ForeignAcknowledged, p.Code)
		require.Equal(t, string(lost), p.Args["orders"])
		require.Equal(t, "DT279013-0001-0000001", p.Args["usn"])
		require.Empty(t, report.Documents)
	}

	require.Equal(t, "0", w.documents(t))
	require.Empty(t, w.usns(t))
	require.Empty(t, w.shop.Writes())
	require.Equal(t, "waiting", w.state(t, waits))

	for _, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.Error(t, err, "a plan says the same")
	}
}

func TestAdoptWritesTheMissingSaleUnderItsOwnNumber(t *testing.T) {
	t.Parallel()

	w, waits, lost := afterBackup(t)
	report := w.imports2(t, syncer.ImportOptions{Adopt: true})

	require.Contains(t, codes(report.Warnings), text.AdoptedWritten)
	require.Len(t, report.Documents, 2)
	require.Equal(t, "DT279013-0001-0000001", w.told(t, lost).USN)
	require.Equal(t, "DT279013-0001-0000002", w.told(t, waits).USN, "the counter starts above the shop's numbers")
	require.Equal(t, []string{"DT279013-0001-0000001", "DT279013-0001-0000002"}, w.usns(t))
	require.Equal(t, "20.00", w.due(t, lost))
	require.Equal(t, "97", w.stockOf(t, "A"))
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM ECRReceipts WHERE ReceiptType = 8"))

	report = w.imports(t)
	require.Empty(t, report.Documents)
	require.Equal(t, "2", w.documents(t), "an adopted order is an order like any other")
}

func TestAdoptLinksTheSaleThatStands(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	id := w.order(t, buys("A", "1"))
	w.imports(t)

	// The ledger's memory of the order is lost, the sale itself is there.
	for _, table := range []string{"gomba_orders", "gomba_documents", "gomba_usn"} {
		w.execute(t, "DELETE FROM "+table)
	}

	w.cfg.Fiscal.SharedDevice = true

	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Error(t, err)

	report := w.imports2(t, syncer.ImportOptions{Adopt: true})
	require.Equal(t, []text.Code{text.AdoptedLinked}, codes(report.Warnings))
	require.Empty(t, report.Documents)
	require.Equal(t, "1", w.documents(t))
	require.Equal(t, "imported 1 10", w.scalar(t, "SELECT State || ' ' || Acct || ' ' || DocumentTotal FROM gomba_orders"))
	require.Equal(t, []string{w.told(t, id).USN}, w.usns(t))
	require.Empty(t, w.imports(t).Warnings)
}

// The printed receipt of a lost sale is taken over from the shop and never
// printed again.
func TestAdoptTakesTheReceiptOver(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	device := w.printer(t)
	data := backup(t, w)
	id := w.order(t, buys("A", "1"))
	w.imports(t)
	require.Len(t, device.Receipts(), 1)

	old := restored(t, w, data)
	report := old.imports2(t, syncer.ImportOptions{Adopt: true})
	require.NotContains(t, codes(report.Warnings), text.AdoptedReceipt)
	require.Len(t, device.Receipts(), 1)
	require.Equal(t, "printed "+old.told(t, id).Receipts[0].Number, old.scalar(t, "SELECT State || ' ' || Number FROM gomba_receipts"))
	require.Equal(t, "1", old.scalar(t, "SELECT COUNT(*) FROM ECRReceipts WHERE ReceiptType = 1"))

	old.imports(t)
	require.Len(t, device.Receipts(), 1)
}

func TestAnAdoptedSaleWithoutAKnownReceiptIsNotPrinted(t *testing.T) {
	t.Parallel()

	w, _, lost := afterBackup(t)
	device := w.printer(t)
	report := w.imports2(t, syncer.ImportOptions{Adopt: true})
	require.Contains(t, codes(report.Warnings), text.AdoptedReceipt)
	require.Equal(t, "unknown", w.scalar(t, "SELECT State FROM gomba_receipts WHERE OrderID = ?", string(lost)))
	require.Equal(t, "1", w.scalar(t, "SELECT ReceiptUnknown FROM gomba_orders WHERE OrderID = ?", string(lost)))

	for range 2 {
		w.imports(t)
	}

	for _, r := range device.Receipts() {
		require.NotContains(t, r.USN, "0000001", "only the sale that is new has a receipt")
	}
}

// A sale that cannot be written again, for want of stock, keeps its number and
// comes by itself later, without being adopted once more.
func TestAnAdoptedOrderThatIsParkedKeepsItsNumber(t *testing.T) {
	t.Parallel()

	w, waits, lost := afterBackup(t)
	w.execute(t, "UPDATE Store SET Qtty = 1")
	report := w.imports2(t, syncer.ImportOptions{Adopt: true})
	require.Equal(t, []text.Code{text.InsufficientStock}, codes(report.Parked))
	require.Equal(t, "imported", w.state(t, waits))

	w.execute(t, "UPDATE Store SET Qtty = 5")
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "DT279013-0001-0000001", w.scalar(t, "SELECT USN FROM gomba_orders WHERE OrderID = ?", string(lost)))
}

func TestALostNumberIsNotGivenASecondTime(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1", row{
		"external_doc": row{"document_type": "sale", "document_number": "55", "imported_at": time.Now()},
	}))

	report := w.imports2(t, syncer.ImportOptions{Adopt: true})
	require.Equal(t, []text.Code{text.AdoptNoUSN}, codes(report.Parked))
	require.Empty(t, w.usns(t))
	require.Equal(t, "0", w.documents(t))
}

// What a former connector imported before the starting point stops nothing.
func TestAFormerConnectorsOrdersStayWhereTheyAre(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	old := w.order(t, buys("A", "1", row{
		"created_at": time.Now().Add(-1000 * time.Hour), "usn": "DT279013-0001-0000041",
		"external_doc": row{"document_type": "sale", "document_number": "55", "imported_at": time.Now()},
	}))
	fresh := w.order(t, buys("A", "1"))

	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "before_start", w.state(t, old))
	require.Equal(t, "DT279013-0001-0000042", w.told(t, fresh).USN, "above the former connector's numbers")

	w.imports2(t, syncer.ImportOptions{Adopt: true})
	require.Equal(t, "before_start", w.state(t, old))

	report := w.imports2(t, syncer.ImportOptions{Orders: []string{string(old)}, Force: true})
	require.Equal(t, []text.Code{text.ForeignAcknowledged}, codes(report.Parked), "not even by force is a sale doubled")
	require.Equal(t, "1", w.documents(t))
}

// The sweep of a quiet run is one page after the watermark.
func TestAQuietRunSweepsOnePage(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	for range 3 {
		w.order(t, buys("A", "1"))
	}

	w.imports(t)
	w.shop.ClearRequests()
	w.imports(t)

	lists := 0

	for _, r := range w.shop.Requests() {
		if r.Path == "/api/microinvest/v1/orders" {
			lists++
		}
	}

	require.Equal(t, 2, lists, "the sweep and the listing")
}

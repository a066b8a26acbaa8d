package syncer_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/usn"
)

// killer ends a run at one of its steps, as the end of its process would: every
// call to the shop, before and after its effect, and every statement group of a
// transaction, its commit included. From then on no call gets through.
type killer struct {
	at, n int
	dead  context.Context //nolint:containedctx // it is the life of the process
	kill  context.CancelFunc
}

func (k *killer) step() {
	if k.n++; k.n == k.at {
		k.kill()
	}
}

// lives is a context of a call that ends with the process.
func (k *killer) lives(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(k.dead, cancel)

	if k.dead.Err() != nil {
		cancel()
	}

	return ctx, func() { forget(); cancel() }
}

type killShop struct {
	syncer.Shop

	k *killer
}

func (s *killShop) Order(ctx context.Context, id gombashop.OrderID) (gombashop.Order, error) {
	ctx, end := s.k.lives(ctx)
	defer end()

	s.k.step()

	return s.Shop.Order(ctx, id)
}

func (s *killShop) OrderPages(_ context.Context, o gombashop.OrderListOptions) iter.Seq2[gombashop.Page[gombashop.Order], error] {
	s.k.step()

	return s.Shop.OrderPages(s.k.dead, o)
}

func (s *killShop) Acknowledge(ctx context.Context, id gombashop.OrderID, a gombashop.Ack) error {
	ctx, end := s.k.lives(ctx)
	defer end()

	s.k.step()
	defer s.k.step()

	return s.Shop.Acknowledge(ctx, id, a)
}

func (s *killShop) SetUSN(ctx context.Context, id gombashop.OrderID, number string) error {
	ctx, end := s.k.lives(ctx)
	defer end()

	s.k.step()
	defer s.k.step()

	return s.Shop.SetUSN(ctx, id, number)
}

func (s *killShop) AddReceipt(ctx context.Context, id gombashop.OrderID, r gombashop.Receipt) error {
	ctx, end := s.k.lives(ctx)
	defer end()

	s.k.step()
	defer s.k.step()

	return s.Shop.AddReceipt(ctx, id, r)
}

type killWarehouse struct {
	syncer.Warehouse

	k *killer
}

func (w *killWarehouse) CheckRecorded(ctx context.Context, r sklad.Recorded) error {
	ctx, end := w.k.lives(ctx)
	defer end()

	w.k.step()

	return w.Warehouse.CheckRecorded(ctx, r)
}

func (w *killWarehouse) BeginReceipt(ctx context.Context, job, device string, anchor fiscal.Result) error {
	ctx, end := w.k.lives(ctx)
	defer end()

	return w.Warehouse.BeginReceipt(ctx, job, device, anchor)
}

func (w *killWarehouse) SettleReceipt(ctx context.Context, e syncer.ReceiptEnd) error {
	ctx, end := w.k.lives(ctx)
	defer end()

	return w.Warehouse.SettleReceipt(ctx, e)
}

func (w *killWarehouse) InTx(ctx context.Context, fn func(context.Context, syncer.WarehouseTx) error) error {
	ctx, end := w.k.lives(ctx)
	defer end()

	defer w.k.step() // after the commit

	return w.Warehouse.InTx(ctx, func(ctx context.Context, tx syncer.WarehouseTx) error {
		err := fn(ctx, &killTx{WarehouseTx: tx, k: w.k})
		w.k.step() // before it

		return err
	})
}

type killTx struct {
	syncer.WarehouseTx

	k *killer
}

func (x *killTx) ClaimOrder(ctx context.Context, shop, id string) (ledger.Order, error) {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()

	return x.WarehouseTx.ClaimOrder(ctx, shop, id)
}

func (x *killTx) SaveOrder(ctx context.Context, o ledger.Order) error {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()

	return x.WarehouseTx.SaveOrder(ctx, o)
}

func (x *killTx) SavePartner(ctx context.Context, p sklad.Partner, f sklad.PartnerFields) (sklad.PartnerID, error) {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()

	return x.WarehouseTx.SavePartner(ctx, p, f)
}

func (x *killTx) SaveReceipt(ctx context.Context, r ledger.Receipt) error {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()

	return x.WarehouseTx.SaveReceipt(ctx, r)
}

func (x *killTx) AddPayment(ctx context.Context, t sklad.OperType, a sklad.Acct, p sklad.Payment) error {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()

	return x.WarehouseTx.AddPayment(ctx, t, a, p)
}

func (x *killTx) Record(ctx context.Context, d sklad.Document) (sklad.Recorded, error) {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()
	defer x.k.step()

	return x.WarehouseTx.Record(ctx, d)
}

func (x *killTx) VoidOrder(ctx context.Context, a sklad.Acct, by sklad.UserID) error {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()
	defer x.k.step()

	return x.WarehouseTx.VoidOrder(ctx, a, by)
}

func (x *killTx) TakeUSN(ctx context.Context, key string, number usn.Number) error {
	ctx, end := x.k.lives(ctx)
	defer end()

	x.k.step()

	return x.WarehouseTx.TakeUSN(ctx, key, number)
}

// killed runs one import that is stopped at a step; false when it has fewer.
func killed(t *testing.T, w *world, at int) bool {
	t.Helper()

	dead, cancel := context.WithCancel(t.Context())
	defer cancel()

	k := &killer{at: at, dead: dead, kill: cancel}
	cfg := w.cfg
	cfg.Shop, cfg.Warehouse = &killShop{cfg.Shop, k}, &killWarehouse{cfg.Warehouse, k}

	s, err := syncer.New(cfg)
	require.NoError(t, err)

	_, err = s.Import(t.Context(), syncer.ImportOptions{})
	if k.n < at {
		require.NoError(t, err)

		return false
	}

	return true
}

// seed is a database with a good of which there are 100, to start from quickly.
func seed(t *testing.T) string {
	t.Helper()

	w := newWorld(t)
	w.good(t, sklad.Good{Name: "A", Code: "A", TaxGroup: 1, GroupID: 1}, "10")
	require.NoError(t, w.db.Close())

	return w.path
}

func sprout(t *testing.T, path string, name string) *world {
	t.Helper()

	data, err := os.ReadFile(path)
	require.NoError(t, err)

	own := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(own, data, 0o600))

	w := open(t, own)
	w.cfg.Import.Object, w.cfg.Import.Nomenclature = "1", false
	_, err = w.shop.AddProduct(row{"name": "A", "vat_rate": "20", "variants": []row{{"sku": "A", "price": "10.00", "quantity": "100"}}})
	require.NoError(t, err)

	return w
}

// Wherever a run is cut off, the next ones make of the order one document with
// one УНП, one receipt on paper and one in the shop.
func TestACrashAnywhereDoublesAndLosesNothing(t *testing.T) {
	t.Parallel()

	path := seed(t)

	for at := 1; ; at++ {
		w := sprout(t, path, fmt.Sprintf("crash-%d.sqlite", at))
		device := w.printer(t)
		id := w.order(t, buys("A", "1"))
		again := killed(t, w, at)

		for range 2 {
			w.imports(t)
		}

		wholeSale(t, w, id, at)
		require.Len(t, device.Receipts(), 1, "step %d", at)

		if !again {
			require.Greater(t, at, 20, "the steps of a whole import")

			return
		}
	}
}

// The same for a sale that is paid later.
func TestACrashWhileAPaymentIsWrittenDoublesNothing(t *testing.T) {
	t.Parallel()

	path := seed(t)

	for at := 1; ; at++ {
		w := sprout(t, path, fmt.Sprintf("paid-%d.sqlite", at))
		device := w.printer(t)
		id := w.order(t, buys("A", "1", row{"payment": row{"method": "card", "paid": false}}))
		w.imports(t)
		require.NoError(t, w.shop.ChangeOrder(id, row{"payment": row{"method": "card", "paid": true}}))

		again := killed(t, w, at)

		for range 2 {
			w.imports(t)
		}

		wholeSale(t, w, id, at)
		require.Equal(t, "10.00 3", w.paidRows(t), "step %d", at)
		require.Len(t, device.Receipts(), 1, "step %d", at)

		if !again {
			return
		}
	}
}

func wholeSale(t *testing.T, w *world, id gombashop.OrderID, at int) {
	t.Helper()

	require.Equal(t, "1", w.documents(t), "step %d", at)
	require.Equal(t, []string{"DT279013-0001-0000001"}, w.usns(t), "step %d", at)
	require.Equal(t, "99", w.stockOf(t, "A"), "step %d", at)
	require.Equal(t, "00", w.owes(t), "step %d", at)
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "step %d", at)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM ECRReceipts WHERE ReceiptType = 8"), "step %d", at)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM ECRReceipts WHERE ReceiptType = 1"), "step %d", at)

	o := w.told(t, id)
	require.Equal(t, "DT279013-0001-0000001", o.USN, "step %d", at)
	require.Equal(t, "0000000001", o.ExternalDoc.DocumentNumber, "step %d", at)
	require.Len(t, o.Receipts, 1, "step %d", at)
}

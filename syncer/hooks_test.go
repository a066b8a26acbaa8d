package syncer_test

import (
	"context"
	"iter"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// flaky is a real shop that fails where a test wants it to. Each hook is asked
// before the call; nil lets it through.
type flaky struct {
	syncer.Shop

	order           func(id gombashop.OrderID) error
	ack, usn, facts func() error
	pages           func(gombashop.Page[gombashop.Order]) gombashop.Page[gombashop.Order]
	products        func(gombashop.Page[gombashop.Product]) gombashop.Page[gombashop.Product]
}

func (f *flaky) Order(ctx context.Context, id gombashop.OrderID) (gombashop.Order, error) {
	if f.order != nil {
		if err := f.order(id); err != nil {
			return gombashop.Order{}, err
		}
	}

	return f.Shop.Order(ctx, id)
}

func asked(hook func() error) error {
	if hook == nil {
		return nil
	}

	return hook()
}

func (f *flaky) Acknowledge(ctx context.Context, id gombashop.OrderID, a gombashop.Ack) error {
	if err := asked(f.ack); err != nil {
		return err
	}

	return f.Shop.Acknowledge(ctx, id, a)
}

func (f *flaky) SetUSN(ctx context.Context, id gombashop.OrderID, number string) error {
	if err := asked(f.usn); err != nil {
		return err
	}

	return f.Shop.SetUSN(ctx, id, number)
}

func (f *flaky) AddReceipt(ctx context.Context, id gombashop.OrderID, r gombashop.Receipt) error {
	if err := asked(f.facts); err != nil {
		return err
	}

	return f.Shop.AddReceipt(ctx, id, r)
}

func (f *flaky) OrderPages(ctx context.Context, o gombashop.OrderListOptions) iter.Seq2[gombashop.Page[gombashop.Order], error] {
	return changed(f.Shop.OrderPages(ctx, o), f.pages)
}

func (f *flaky) ProductPages(ctx context.Context, o gombashop.ProductListOptions) iter.Seq2[gombashop.Page[gombashop.Product], error] {
	return changed(f.Shop.ProductPages(ctx, o), f.products)
}

func changed[T any](pages iter.Seq2[T, error], change func(T) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if change != nil && err == nil {
				page = change(page)
			}

			if !yield(page, err) {
				return
			}
		}
	}
}

// flake puts a flaky shop between the engine and the world's shop.
func (w *world) flake() *flaky {
	f := &flaky{Shop: w.cfg.Shop}
	w.cfg.Shop = f

	return f
}

func fault(code gombashop.ErrorCode) error { return &gombashop.Error{Code: code, Message: "scripted"} }

// always is a hook that fails with a code.
func always(code gombashop.ErrorCode) func() error { return func() error { return fault(code) } }

// wary is a real warehouse that fails where a test wants it to.
type wary struct {
	syncer.Warehouse

	check  func() error
	record func() error
}

func (h *wary) CheckRecorded(ctx context.Context, r sklad.Recorded) error {
	if err := asked(h.check); err != nil {
		return err
	}

	return h.Warehouse.CheckRecorded(ctx, r)
}

func (h *wary) InTx(ctx context.Context, fn func(context.Context, syncer.WarehouseTx) error) error {
	return h.Warehouse.InTx(ctx, func(ctx context.Context, tx syncer.WarehouseTx) error {
		return fn(ctx, &waryTx{WarehouseTx: tx, of: h})
	})
}

type waryTx struct {
	syncer.WarehouseTx

	of *wary
}

func (x *waryTx) Record(ctx context.Context, d sklad.Document) (sklad.Recorded, error) {
	if err := asked(x.of.record); err != nil {
		return sklad.Recorded{}, err
	}

	return x.WarehouseTx.Record(ctx, d)
}

func (w *world) watch() *wary {
	h := &wary{Warehouse: w.cfg.Warehouse}
	w.cfg.Warehouse = h

	return h
}

// printer connects a fiscal printer over a socket.
func (w *world) printer(t *testing.T) *fiscaltest.Server {
	t.Helper()

	server := fiscaltest.NewServer()
	t.Cleanup(server.Close)

	host, port, err := net.SplitHostPort(server.Addr())
	require.NoError(t, err)
	printer, err := netfp.Dial(t.Context(), net.JoinHostPort(host, port))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, printer.Close()) })

	w.cfg.Fiscal.Printer = printer

	return server
}

func (w *world) imports2(t *testing.T, o syncer.ImportOptions) syncer.Report {
	t.Helper()

	report, err := w.engine(t).Import(t.Context(), o)
	require.NoError(t, err)
	addsUp(t, report)

	return report
}

// told is the order as the shop knows it.
func (w *world) told(t *testing.T, id gombashop.OrderID) gombashop.Order {
	t.Helper()

	o, err := w.client.Orders.Get(t.Context(), id)
	require.NoError(t, err)

	return o
}

// codes are the codes of problems, in their order.
func codes(problems []*syncer.Problem) []text.Code {
	all := []text.Code{}
	for _, p := range problems {
		all = append(all, p.Code)
	}

	return all
}

// planned are the actions of an import's plan, by their types.
func (w *world) planned(t *testing.T) []string {
	t.Helper()

	all := []string{}

	for a, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.NoError(t, err)
		all = append(all, kindOf(a))
	}

	return all
}

func (w *world) stockOf(t *testing.T, code string) string {
	t.Helper()

	return w.scalar(t, "SELECT printf('%g', s.Qtty) FROM Store s JOIN Goods g ON g.ID = s.GoodID WHERE g.Code = ?", code)
}

func (w *world) usns(t *testing.T) []string {
	t.Helper()

	all := w.scalar(t, "SELECT group_concat(USN) FROM (SELECT USN FROM gomba_usn ORDER BY USN)")
	if all == "" {
		return nil
	}

	return strings.Split(all, ",")
}

func kindOf(a syncer.Action) string {
	switch a.(type) {
	case syncer.SavePartner:
		return "partner"
	case syncer.SaveGood:
		return "good"
	case syncer.ImportOrder:
		return "document"
	case syncer.Acknowledge:
		return "ack"
	case syncer.RecordPayment:
		return "payment"
	case syncer.PrintReceipt:
		return "receipt"
	case syncer.Park:
		return "park"
	}

	return "?"
}

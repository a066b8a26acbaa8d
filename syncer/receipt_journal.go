package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// receiptJournal is the ledger as the durable memory of the printer's spooler.
// It belongs to one order, so that every print stands with its sale.
type receiptJournal struct {
	*run

	row ledger.Order
}

func (r *run) journal(row ledger.Order) fiscal.Journal { return receiptJournal{run: r, row: row} }

// Begin stores the anchor before the first byte goes out.
func (j receiptJournal) Begin(ctx context.Context, id string, anchor fiscal.Result) error {
	return j.cfg.Warehouse.BeginReceipt(ctx, ReceiptStart{Job: id, Shop: j.cfg.ShopID, OrderID: j.row.OrderID,
		USN: j.row.USN, Device: first(anchor.Device, j.cfg.Fiscal.DeviceSerial), Anchor: anchor})
}

// Settle stores the outcome; a printed receipt also gets its row in
// ECRReceipts, beside the sale's.
func (j receiptJournal) Settle(ctx context.Context, id string, s fiscal.State, result fiscal.Result, cause error) error {
	return j.cfg.Warehouse.SettleReceipt(ctx, ReceiptEnd{
		Job: id, USN: j.row.USN, State: s, Result: result, Cause: cause, OperType: j.row.OperType, Acct: j.row.Acct,
		UserID: j.facts.user.ID, IssuedAt: j.local(result),
	})
}

// Unsettled lists the prints that nobody knows the outcome of.
func (j receiptJournal) Unsettled(ctx context.Context, device string) ([]fiscal.Job, error) {
	return j.cfg.Warehouse.UnsettledReceipts(ctx, device)
}

// printed is the result of a job that was printed before.
func (r *run) printed(ctx context.Context, job string) (fiscal.Result, error) {
	return r.cfg.Warehouse.PrintedReceipt(ctx, job)
}

// local puts the device's clock, which knows no zone, into the warehouse's.
func (r *run) local(result fiscal.Result) time.Time {
	t := result.Time
	if t.IsZero() {
		t = r.cfg.Now().In(r.cfg.Import.Timezone)
	}

	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, r.cfg.Import.Timezone)
}

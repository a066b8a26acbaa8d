package syncer

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// receiptJournal is the ledger as the durable memory of the printer's spooler.
// Every job has its row there, made together with the sale, so that what is
// settled late, or by another process, still stands with its own sale.
type receiptJournal struct{ *Syncer }

// Begin stores the anchor before the first byte goes out.
func (j receiptJournal) Begin(ctx context.Context, id string, anchor fiscal.Result) error {
	return j.cfg.Warehouse.BeginReceipt(ctx, id, first(anchor.Device, j.cfg.Fiscal.DeviceSerial), anchor)
}

// Settle stores the outcome; a printed receipt also gets its row in
// ECRReceipts, beside the sale's.
func (j receiptJournal) Settle(ctx context.Context, id string, s fiscal.State, result fiscal.Result, cause error) error {
	return j.cfg.Warehouse.SettleReceipt(ctx, ReceiptEnd{Job: id, State: s, Result: result, Cause: cause, IssuedAt: j.local(result)})
}

// Unsettled lists the prints that nobody knows the outcome of.
func (j receiptJournal) Unsettled(ctx context.Context, device string) ([]fiscal.Job, error) {
	return j.cfg.Warehouse.UnsettledReceipts(ctx, device)
}

// local puts the device's clock, which knows no zone, into the warehouse's.
func (s *Syncer) local(result fiscal.Result) time.Time {
	t := result.Time
	if t.IsZero() {
		t = s.cfg.Now().In(s.cfg.Import.Timezone)
	}

	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, s.cfg.Import.Timezone)
}

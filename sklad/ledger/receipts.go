package ledger

import (
	"context"
	"iter"
)

// Receipt finds the print of a job; false when it was never begun.
func (l *Ledger) Receipt(ctx context.Context, job string) (Receipt, bool, error) {
	return receiptTable().find(ctx, l, "KeyHash", receiptHash(job))
}

// ReceiptFilter chooses receipts; the zero value means all.
type ReceiptFilter struct{ Shop, OrderID, Device, Kind, State string }

// Receipts yields receipts, oldest first.
func (l *Ledger) Receipts(ctx context.Context, f ReceiptFilter) iter.Seq2[Receipt, error] {
	rows := filter[receiptRow]{keep: f.keeps}
	rows.equal("Shop", f.Shop)
	rows.equal("OrderID", f.OrderID)
	rows.equal("Device", f.Device)
	rows.equal("Kind", f.Kind)
	rows.equal("State", f.State)
	return receiptTable().list(ctx, l, rows)
}

func (f ReceiptFilter) keeps(r receiptRow) bool {
	return same(f.Shop, r.Shop) && same(f.OrderID, r.OrderID) && same(f.Device, r.Device) &&
		same(f.Kind, r.Kind) && same(f.State, r.State)
}

// UnsettledReceipts yields the prints of a device that are printing or unknown,
// oldest first; device "" means all devices.
func (l *Ledger) UnsettledReceipts(ctx context.Context, device string) iter.Seq2[Receipt, error] {
	rows := filter[receiptRow]{keep: func(r receiptRow) bool { return same(device, r.Device) }}
	rows.equal("Device", device)
	rows.where("d.[State] IN (?, ?)", ReceiptPrinting, ReceiptUnknown)
	return receiptTable().list(ctx, l, rows)
}

// ReceiptHolder is the job that is printed as that receipt of the device; "" when no
// job is. A number belongs to one receipt, so it proves nothing for another job.
func (l *Ledger) ReceiptHolder(ctx context.Context, device, number string) (string, error) {
	rows := filter[receiptRow]{keep: func(r receiptRow) bool { return same(device, r.Device) && string(r.Number) == number }}
	rows.equal("Device", device)
	rows.equal("Number", number)
	rows.equal("State", ReceiptPrinted)
	for r, err := range receiptTable().list(ctx, l, rows) {
		return r.Job, err
	}
	return "", nil
}

// ReceiptsToSend yields the printed receipts of a shop's orders that the shop
// was not told of, oldest first.
func (l *Ledger) ReceiptsToSend(ctx context.Context, shop string) iter.Seq2[Receipt, error] {
	rows := filter[receiptRow]{keep: func(r receiptRow) bool { return string(r.Shop) == shop && r.SentToShopAt.IsZero() }}
	rows.equal("Shop", shop)
	rows.equal("State", ReceiptPrinted)
	return receiptTable().list(ctx, l, rows)
}

package syncer

import (
	"context"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// refundReceipts is what became of a sale's receipt before its refund.
type refundReceipts struct {
	// storno tells that it is on paper, and so is to be reversed.
	storno bool
	// sale is a receipt on paper of which only the shop knows, else nil.
	sale *gombashop.Receipt
	// unprinted is a receipt that is not to be printed any more, else nil.
	unprinted *ledger.Receipt
}

// refundReceipts looks whether the sale's receipt was printed: in the ledger and,
// where that is an older copy, in the shop. While nobody knows, the refund waits.
func (p *importPlan) refundReceipts(ctx context.Context, row ledger.Order, order gombashop.Order) (refundReceipts, error) {
	kept, begun, err := p.cfg.Warehouse.Receipt(ctx, jobName(row))
	if err != nil || kept.State == ledger.ReceiptPrinted {
		return refundReceipts{storno: err == nil}, err
	}

	if known, ok := receiptOf(order, gombashop.SaleReceipt, row.USN); ok && (begun || row.ReceiptOwed) {
		return refundReceipts{storno: true, sale: &known}, nil
	}

	if row.ReceiptUnknown || kept.State == ledger.ReceiptPrinting || kept.State == ledger.ReceiptUnknown {
		return refundReceipts{}, &Problem{Code: text.ReceiptUnsettled, Record: rowRecord(row),
			Args: map[string]string{"number": acct(row.Acct), "usn": row.USN}}
	}

	if !begun {
		return refundReceipts{}, nil
	}

	return refundReceipts{unprinted: &kept}, nil
}

// saveRefundReceipts keeps what the refund leaves to be printed: the storno of a
// receipt on paper, and nothing else.
func (p *importPlan) saveRefundReceipts(ctx context.Context, tx WarehouseTx, row ledger.Order, r refundReceipts) error {
	if r.unprinted != nil {
		ended := *r.unprinted
		ended.State, ended.Cause = ledger.ReceiptFailed, "the sale was refunded before its receipt was printed"

		return tx.SaveReceipt(ctx, ended)
	}

	if r.sale != nil {
		if err := p.saveKnown(ctx, tx, row, *r.sale); err != nil {
			return err
		}
	}

	if !r.storno {
		return nil
	}

	return tx.SaveReceipt(ctx, pendingStorno(row))
}

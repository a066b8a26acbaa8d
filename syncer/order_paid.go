package syncer

import (
	"context"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

// newlyPaid tells that the shop says paid and the sale does not yet. Row.Paid of
// an imported order is our own word: it is set together with the payment, so
// that a payment is written once, whatever the shop says how often.
func newlyPaid(row ledger.Order, order gombashop.Order) bool {
	return row.OperType == sklad.OperSale && row.Acct != 0 && order.Payment.Paid && !row.Paid
}

// paid adds the payment of a sale that was open when it was written, and the
// receipt that card, PayPal and vouchers owe once they are paid.
func (p *importPlan) paid(ctx context.Context, row ledger.Order, order gombashop.Order) error {
	if isHeld(row) {
		p.report.count(KindOrder, unchanged) // not before the document is known to be ours

		return nil
	}

	payment, err := p.payable(ctx, row, order)
	if err != nil {
		return p.tryAgain(ctx, row, order, err)
	}

	owes, err := p.owesWhenPaid(ctx, row, order)
	if err != nil {
		return p.tryAgain(ctx, row, order, err)
	}

	action := RecordPayment{OrderID: row.OrderID, Number: order.Number, Method: order.Payment.Method}

	if p.dry {
		p.report.count(KindOrder, written)

		if err := p.tell(ctx, action); err != nil || !owes {
			return err
		}

		return p.planReceipt(ctx, PrintReceipt{OrderID: row.OrderID, Number: order.Number})
	}

	fresh, err := p.writePayment(ctx, row, order, payment, owes)
	if err != nil {
		return p.tryAgain(ctx, row, order, err)
	}

	p.report.count(KindOrder, written)

	if err := p.tell(ctx, action); err != nil {
		return err
	}

	return p.receipt(ctx, fresh, &order)
}

// owesWhenPaid tells whether a receipt is due now that was not when the sale was
// written. A job that was ever begun stands for itself.
func (p *importPlan) owesWhenPaid(ctx context.Context, row ledger.Order, order gombashop.Order) (bool, error) {
	unpaid := order.Payment
	unpaid.Paid = false

	if p.spooler == nil || p.cfg.Fiscal.Receipts.Need(unpaid) != orderdoc.ReceiptWhenPaid || !row.DocumentTotal.Decimal.IsPositive() {
		return false, nil
	}

	_, begun, err := p.cfg.Warehouse.Receipt(ctx, jobName(row))

	return !begun, err
}

// payable is the payment without its amount, as far as it can be recorded: a
// plan finds out as well as a run.
func (p *importPlan) payable(ctx context.Context, row ledger.Order, order gombashop.Order) (sklad.Payment, error) {
	kind, _ := orderdoc.PaymentType(order.Payment, p.cfg.Import.PaymentMap)
	payment := sklad.Payment{
		Type: kind, TransactionNumber: order.Payment.TransactionRef, Date: p.cfg.Now().In(p.cfg.Import.Timezone),
	}

	if err := errors.Join(p.knownType(order, kind), sklad.CheckPayment(payment), p.facts.charsets.CheckPayment(payment)); err != nil {
		return payment, err
	}

	_, err := p.ownDocument(ctx, row)

	return payment, documentGone(row, err)
}

// documentGone is the error of a document that Склад Pro does not have any more.
func documentGone(row ledger.Order, err error) error {
	if errors.Is(err, sklad.ErrNotFound) {
		return &Problem{Code: text.DocumentGone, Record: rowRecord(row), Args: map[string]string{"number": acct(row.Acct)}}
	}

	return err
}

// writePayment adds what is still open: a person may have entered some of it by
// hand. Payment, receipt and Paid are one transaction.
func (p *importPlan) writePayment(ctx context.Context, row ledger.Order, order gombashop.Order, payment sklad.Payment, owes bool,
) (ledger.Order, error) {
	var out ledger.Order

	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		now, err := tx.ClaimOrder(ctx, row.Shop, row.OrderID)
		if err != nil {
			return err
		}

		if out = now; now.Paid {
			return nil
		}

		open, err := p.addOpen(ctx, tx, now, payment)
		if err != nil {
			return err
		}

		now.Paid, now.ReceiptOwed = true, now.ReceiptOwed || owes
		p.settled(&now, false)

		if owes {
			if err := savePending(ctx, tx, now, order); err != nil {
				return err
			}
		}

		if err := tx.SaveOrder(ctx, now); err != nil {
			return err
		}

		out = now

		return tx.Append(ctx, p.event("paid", row.OrderID, "", open.StringFixed(2)))
	})

	return out, err
}

// addOpen pays what the document's payments leave open, and says how much that
// was.
func (p *importPlan) addOpen(ctx context.Context, tx WarehouseTx, row ledger.Order, payment sklad.Payment) (decimal.Decimal, error) {
	document, err := tx.Document(ctx, row.OperType, row.Acct)
	if err != nil {
		return decimal.Decimal{}, documentGone(row, err)
	}

	payment.Amount = row.DocumentTotal.Decimal
	for _, paid := range document.Payments {
		payment.Amount = payment.Amount.Sub(paid.Amount)
	}

	if !payment.Amount.IsPositive() {
		return decimal.Decimal{}, nil
	}

	return payment.Amount, tx.AddPayment(ctx, row.OperType, row.Acct, payment)
}

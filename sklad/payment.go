package sklad

import (
	"context"
	"errors"
	"fmt"
)

// AddPayment adds money that came in for a document after it was recorded: a
// paid row, and a cash book row when it is cash. The due row keeps its amount.
// ErrNotFound when there is no such document, ErrInvalidDocument for an unknown
// payment type or an amount that is not above 0.
func (tx *Tx) AddPayment(ctx context.Context, t OperType, acct Acct, p Payment) error {
	k, ok := kindOf(t)
	if !ok || k.money == 0 {
		return invalid("a document of OperType %d takes no payments", t)
	}

	d, err := tx.Document(ctx, t, acct)
	if err != nil {
		return err
	}

	w := &writer{Tx: tx, doc: d, kind: k, recorded: Recorded{OperType: t, Acct: acct}}
	w.doc.Payments = []Payment{p}

	if err := w.readPayment(ctx); err != nil {
		return fmt.Errorf("sklad: a payment for %s %d: %w", k.name, acct, err)
	}

	w.setDates()
	p = w.doc.Payments[0]

	if err := w.writeCash(ctx, p); err != nil {
		return err
	}

	return w.writePayment(ctx, modePaid, p)
}

func (w *writer) readPayment(ctx context.Context) error {
	var err error
	if w.types, err = byKey(w.PaymentTypes(ctx), func(t PaymentType) (int64, PaymentType) { return t.ID, t }); err != nil {
		return err
	}

	if !w.doc.Payments[0].Amount.IsPositive() {
		return invalid("the amount is %s, it must be above 0", w.doc.Payments[0].Amount)
	}

	if w.partner, err = w.Partner(ctx, w.doc.PartnerID); err != nil {
		return err
	}

	return errors.Join(CheckPayment(w.doc.Payments[0]), w.checkTypes())
}

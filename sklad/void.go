package sklad

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

var (
	// ErrTransformed means that an order was made into another document already,
	// so that it cannot be voided any more.
	ErrTransformed = errors.New("the order became another document")
	// ErrOrderPaid means that an order has rows in Payments, so that it cannot be
	// voided before a person has settled the money.
	ErrOrderPaid = errors.New("the order has payments")
)

// VoidOrder voids an order (OperOrder) as Склад Pro does: its lines and its
// number go, and a line in ApplicationLog says who did it. The number may be
// given again. What the order's ExternalKey became is forgotten with it, so that
// the same key may be recorded anew. ErrNotFound when there is no such order;
// ErrTransformed when a sale was made of it and ErrOrderPaid when it has rows in
// Payments: only a person can say what is to become of the sale, or of the money.
func (tx *Tx) VoidOrder(ctx context.Context, acct Acct, by UserID) error {
	if err := tx.LockSeries(ctx, OperOrder, ""); err != nil {
		return err
	}

	d, err := tx.Document(ctx, OperOrder, acct)
	if err != nil {
		return err
	}

	if err := voidable(ctx, tx.SQL(), acct); err != nil {
		return err
	}

	_, err = tx.SQL().Exec(ctx, "DELETE FROM {Operations} WHERE [OperType] = ? AND [Acct] = ? AND [PartnerID] <> 0",
		int64(OperOrder), int64(acct))
	if err != nil {
		return fmt.Errorf("sklad: void order %d: %w", acct, err)
	}

	if err := tx.forget(ctx, acct); err != nil {
		return fmt.Errorf("sklad: void order %d: %w", acct, err)
	}

	return tx.logVoid(ctx, d, by)
}

// Voidable tells whether VoidOrder would void an order: nil, ErrTransformed or
// ErrOrderPaid. It does not look whether the order is there.
func (db *DB) Voidable(ctx context.Context, acct Acct) error {
	if err := outside(ctx); err != nil {
		return err
	}

	return voidable(ctx, db.SQL(), acct)
}

func voidable(ctx context.Context, s *engine.Session, acct Acct) error {
	if done, err := transformed(ctx, s, OperOrder, acct); err != nil || done {
		return cmp.Or(err, fmt.Errorf("sklad: order %d: %w; correct both in Склад Pro", acct, ErrTransformed))
	}

	var rows int

	_, err := s.Get(ctx, &rows, "SELECT COUNT(*) FROM {Payments} p WHERE p.[OperType] = ? AND p.[Acct] = ? AND p.[PartnerID] <> 0",
		int64(OperOrder), int64(acct))
	if err == nil && rows > 0 {
		return fmt.Errorf("sklad: order %d: %w; settle them and void it in Склад Pro", acct, ErrOrderPaid)
	}

	return describe(cancelled(ctx, err), "look for payments of order %d", acct)
}

func transformed(ctx context.Context, s *engine.Session, t OperType, acct Acct) (bool, error) {
	var n int

	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM {Transformations} t WHERE t.[FromOperType] = ? AND t.[FromAcct] = ?",
		int64(t), int64(acct))

	return n > 0, describe(cancelled(ctx, err), "look for what became of document %d of OperType %d", acct, t)
}

// forget takes the number's reservation back, and the ledger's word of what
// became a document, where there is a ledger.
func (tx *Tx) forget(ctx context.Context, acct Acct) error {
	k, _ := kindOf(OperOrder)
	number := k.prefix + strconv.FormatInt(int64(acct), 10)

	if _, err := tx.SQL().Exec(ctx, "DELETE FROM {NextAcct} WHERE [NextAcct] = ?", number); err != nil {
		return err
	}

	err := tx.needLedger(ctx)
	if errors.Is(err, ErrNoLedger) {
		return nil
	}

	if err != nil {
		return err
	}

	_, err = tx.SQL().Exec(ctx, "DELETE FROM {gomba_documents} WHERE [OperType] = ? AND [Acct] = ?", int64(OperOrder), int64(acct))

	return err
}

// logVoid writes what the program writes, in its words.
func (tx *Tx) logVoid(ctx context.Context, d Document, by UserID) error {
	dialect := tx.SQL().Dialect()
	message := fmt.Sprintf("Анулиране на поръчка №%010d от %s г.", d.Acct, d.Date.Format("02.01.2006"))

	return tx.SQL().Insert(ctx, "ApplicationLog", engine.Row{
		"Message": message, "UserID": int64(by), "UserRealtime": dialect.Stamp(tx.Now(), tx.Location()), "MessageSource": "skladmost",
	})
}

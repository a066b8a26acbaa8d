package syncer

import (
	"context"
	"errors"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// Sklad adapts a Склад Pro database and its ledger as the Warehouse of a
// Syncer.
func Sklad(db *sklad.DB, l *ledger.Ledger) Warehouse { return &skladWarehouse{DB: db, Ledger: l} }

// skladWarehouse joins the two; most of the port is theirs already.
type skladWarehouse struct {
	*sklad.DB
	*ledger.Ledger
}

// InTx runs fn over both in one transaction.
func (w *skladWarehouse) InTx(ctx context.Context, fn func(context.Context, WarehouseTx) error) error {
	return w.DB.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		return fn(ctx, &skladTx{Tx: tx, ledger: w.Ledger})
	})
}

// Verify looks for the tables of both.
func (w *skladWarehouse) Verify(ctx context.Context) error {
	return errors.Join(w.DB.Verify(ctx), w.Ledger.Verify(ctx))
}

// VerifyWritable tries the tables of both.
func (w *skladWarehouse) VerifyWritable(ctx context.Context) error {
	if err := w.DB.VerifyWritable(ctx); err != nil {
		return err
	}

	return w.Ledger.VerifyWritable(ctx)
}

// AcquireLease returns the ledger's lease as the port's.
func (w *skladWarehouse) AcquireLease(ctx context.Context, name, owner string, ttl time.Duration) (Lease, error) {
	return acquireLease(ctx, w.Ledger, name, owner, ttl)
}

// HighestUSN joins what was given out with what others are known to have given.
func (w *skladWarehouse) HighestUSN(ctx context.Context, device string) (uint32, error) {
	given, err := w.MaxUSN(ctx, device)
	if err != nil {
		return 0, err
	}

	floor, err := w.USNFloor(ctx, device)

	return max(given, floor), err
}

// skladTx is one transaction over both.
type skladTx struct {
	*sklad.Tx

	ledger *ledger.Ledger
}

func (t *skladTx) ClaimOrder(ctx context.Context, shop, id string) (ledger.Order, error) {
	return t.ledger.ClaimOrder(ctx, t.Tx, shop, id)
}

func (t *skladTx) SaveOrder(ctx context.Context, o ledger.Order) error {
	return t.ledger.SaveOrder(ctx, t.Tx, o)
}

func (t *skladTx) SaveLinks(ctx context.Context, links ...ledger.Link) error {
	return t.ledger.SaveLinks(ctx, t.Tx, links...)
}

func (t *skladTx) RemoveLinks(ctx context.Context, links ...ledger.Link) error {
	return t.ledger.RemoveLinks(ctx, t.Tx, links...)
}

func (t *skladTx) SetMark(ctx context.Context, name, value string) error {
	return t.ledger.SetMark(ctx, t.Tx, name, value)
}

func (t *skladTx) RaiseUSNFloor(ctx context.Context, device string, seq uint32) error {
	return t.ledger.RaiseUSNFloor(ctx, t.Tx, device, seq)
}

func (t *skladTx) Append(ctx context.Context, events ...ledger.Event) error {
	return t.ledger.Append(ctx, t.Tx, events...)
}

func (t *skladTx) RemoveMark(ctx context.Context, name string) error {
	return t.ledger.RemoveMark(ctx, t.Tx, name)
}

func (t *skladTx) SaveReceipt(ctx context.Context, r ledger.Receipt) error {
	return t.ledger.SaveReceipt(ctx, t.Tx, r)
}

func (t *skladTx) SavePrinted(ctx context.Context, r ledger.Receipt) (bool, error) {
	return t.ledger.SavePrinted(ctx, t.Tx, r)
}

package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// BeginReceipt stores that the print of v is about to begin, in a transaction of
// its own: once it returns nil the device is the job's, the anchor is durable,
// and the first byte may be sent. A job that is new, pending or failed may begin;
// otherwise the error is [ErrReceiptPrinted] or [ErrReceiptUnsettled]. While
// another job is printing on the device it is [ErrDeviceBusy]; receipts without a
// device share one.
//
// Of two processes one gets through, on every engine: both write the job's unique
// key and the device's unique lane, and the loser runs again and sees the winner.
//
// may, unless nil, judges the job's row first, inside the transaction; its error
// is returned as it is. It may run again.
func (l *Ledger) BeginReceipt(ctx context.Context, v Receipt, may func(old Receipt, known bool) error) error {
	v.State = ReceiptPrinting
	if err := v.check(); err != nil {
		return err
	}
	return l.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		old, known, err := heldReceipt(ctx, tx, v.Job)
		if err != nil {
			return err
		}
		if may != nil {
			if err := may(old, known); err != nil {
				return err
			}
		}
		if err := startable(old, known); err != nil {
			return err
		}
		if err := free(ctx, tx, v); err != nil {
			return err
		}
		return write(ctx, tx, begun(v, old, known), known)
	})
}

func startable(old Receipt, known bool) error {
	switch {
	case !known, old.State == ReceiptPending, old.State == ReceiptFailed:
		return nil
	case old.State == ReceiptPrinted:
		return fmt.Errorf("%w (job %s, number %s)", ErrReceiptPrinted, old.Job, old.Number)
	}
	return fmt.Errorf("%w (job %s is %s)", ErrReceiptUnsettled, old.Job, old.State)
}

// free looks whether another job uses the device, to say which. The unique lane
// is what excludes it.
func free(ctx context.Context, tx *sklad.Tx, v Receipt) error {
	other, busy, err := receiptTable().one(ctx, tx.SQL(), "Lane", v.lane())
	if err == nil && busy && other.Job != v.Job {
		return fmt.Errorf("%w (device %s, job %s)", ErrDeviceBusy, v.Device, other.Job)
	}
	return err
}

// begun is the row of a print that begins, on top of what is known of the job.
func begun(v, old Receipt, known bool) Receipt {
	v.Attempts, v.CreatedAt = old.Attempts+1, old.CreatedAt
	v.Result, v.Cause, v.SentToShopAt = "", "", time.Time{}
	if v.Request == "" {
		v.Request = old.Request
	}
	if v.Kind == "" && known {
		v.Kind = old.Kind
	}
	return v
}

// Outcome is how a print ended.
type Outcome struct {
	Job string
	// State is ReceiptPrinted, ReceiptFailed or ReceiptUnknown.
	State string
	// Result, Number, IssuedAt, Amount, FiscalMemory and Warnings are what the
	// device said of a printed receipt; Cause is why another one is not. See
	// Receipt.
	Result, Number, FiscalMemory string
	IssuedAt                     time.Time
	Amount                       decimal.NullDecimal
	Warnings, Cause              string
	// Of, unless nil, tells whether the row, as BeginReceipt left it, is the
	// attempt that ended so. A program that was held up and comes back must not
	// end the attempt that another one has begun meanwhile. What is printed is
	// kept all the same.
	Of func(begun Receipt) bool
}

// SettleReceipt stores the outcome of a print inside a transaction, so that the
// rows that Склад Pro itself keeps of receipts stand or fall with it. An unknown
// job may be settled again; a printed one stays printed, and changed is false, as
// it is when the outcome is of an earlier attempt. [ErrNoReceipt] when the job was
// never begun.
func (l *Ledger) SettleReceipt(ctx context.Context, tx *sklad.Tx, o Outcome) (changed bool, err error) {
	if o.State != ReceiptPrinted && o.State != ReceiptFailed && o.State != ReceiptUnknown {
		return false, invalid("receipt %s cannot end as %q", o.Job, o.State)
	}
	v, known, err := heldReceipt(ctx, tx, o.Job)
	if err != nil {
		return false, err
	}
	if !known {
		return false, fmt.Errorf("%w (%s)", ErrNoReceipt, o.Job)
	}
	if v.State == ReceiptPrinted || o.State != ReceiptPrinted && o.Of != nil && !o.Of(v) {
		return false, nil
	}
	v.State, v.Result, v.Number, v.IssuedAt, v.Amount = o.State, o.Result, o.Number, o.IssuedAt, o.Amount
	v.Warnings, v.Cause = o.Warnings, o.Cause
	v.FiscalMemory = o.FiscalMemory
	return true, write(ctx, tx, v, known)
}

// ReceiptSent stores that the shop was told of a receipt. [ErrNoReceipt] when
// the job was never begun.
func (l *Ledger) ReceiptSent(ctx context.Context, tx *sklad.Tx, job string) error {
	v, known, err := heldReceipt(ctx, tx, job)
	if err != nil {
		return err
	}
	if !known {
		return fmt.Errorf("%w (%s)", ErrNoReceipt, job)
	}
	v.SentToShopAt = tx.Now()
	return write(ctx, tx, v, known)
}

// SaveReceipt writes a whole row inside a transaction, for a receipt that this
// ledger did not print: one that is taken over from the shop, or still pending.
// It changes nothing of a row that is printed, and a pending receipt nothing of one
// that is printing or unknown.
func (l *Ledger) SaveReceipt(ctx context.Context, tx *sklad.Tx, v Receipt) error {
	if err := v.check(); err != nil {
		return err
	}
	old, known, err := heldReceipt(ctx, tx, v.Job)
	if err != nil || known && old.stands(v.State) {
		return err
	}
	if v.CreatedAt.IsZero() {
		v.CreatedAt = old.CreatedAt
	}
	return write(ctx, tx, v, known)
}

// stands reports whether a row must not become one of that state.
func (v Receipt) stands(state string) bool {
	unsettled := v.State == ReceiptPrinting || v.State == ReceiptUnknown
	return v.State == ReceiptPrinted || unsettled && state == ReceiptPending
}

// SavePrinted is SaveReceipt for a receipt that was printed elsewhere; false
// when the row was printed already, so that nothing was written.
func (l *Ledger) SavePrinted(ctx context.Context, tx *sklad.Tx, v Receipt) (bool, error) {
	v.State = ReceiptPrinted
	old, known, err := heldReceipt(ctx, tx, v.Job)
	if err != nil || known && old.State == ReceiptPrinted {
		return false, err
	}
	return true, l.SaveReceipt(ctx, tx, v)
}

// heldReceipt reads a job after nobody else can change it any more.
func heldReceipt(ctx context.Context, tx *sklad.Tx, job string) (Receipt, bool, error) {
	if err := hold(ctx, tx.SQL(), tableReceipts, "UpdatedAt", receiptHash(job), tx.Now()); err != nil {
		return Receipt{}, false, describe(ctx, err, "hold receipt %s", job)
	}
	return receiptTable().one(ctx, tx.SQL(), "KeyHash", receiptHash(job))
}

// write keeps a receipt after heldReceipt, which told whether it is known.
func write(ctx context.Context, tx *sklad.Tx, v Receipt, known bool) error {
	v.UpdatedAt = tx.Now()
	if v.CreatedAt.IsZero() {
		v.CreatedAt = v.UpdatedAt
	}
	if v.Kind == "" {
		v.Kind = ReceiptSale
	}
	return describe(ctx, put(ctx, tx.SQL(), tableReceipts, receiptHash(v.Job), v.row(), known), "keep receipt %s", v.Job)
}

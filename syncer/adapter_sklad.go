package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
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

// AcquireLease returns the ledger's lease as the port's.
func (w *skladWarehouse) AcquireLease(ctx context.Context, name, owner string, ttl time.Duration) (Lease, error) {
	return w.Ledger.AcquireLease(ctx, name, owner, ttl)
}

// BeginReceipt stores the anchor before the first byte goes out.
func (w *skladWarehouse) BeginReceipt(ctx context.Context, s ReceiptStart) error {
	anchor, err := json.Marshal(s.Anchor) //nolint:musttag // read back by this package alone
	if err != nil {
		return fmt.Errorf("syncer: the anchor of %s cannot be kept: %w", s.Job, err)
	}

	err = w.Ledger.BeginReceipt(ctx, ledger.Receipt{
		Job: s.Job, Shop: s.Shop, OrderID: s.OrderID, USN: s.USN, Device: s.Device, Anchor: string(anchor),
	}, nil)

	switch {
	case errors.Is(err, ledger.ErrReceiptPrinted):
		return errors.Join(fiscal.ErrPrinted, err)
	case errors.Is(err, ledger.ErrReceiptUnsettled):
		return errors.Join(fiscal.ErrOutcomeUnknown, err)
	case errors.Is(err, ledger.ErrDeviceBusy):
		return errors.Join(fiscal.ErrOffline, err)
	}

	return err
}

// SettleReceipt stores the outcome, and a printed receipt in ECRReceipts too,
// in one transaction.
func (w *skladWarehouse) SettleReceipt(ctx context.Context, e ReceiptEnd) error {
	result, err := json.Marshal(e.Result) //nolint:musttag // read back by this package alone
	if err != nil {
		return fmt.Errorf("syncer: the result of %s cannot be kept: %w", e.Job, err)
	}

	outcome := ledger.Outcome{Job: e.Job, State: string(e.State), Of: attempt(e.Result.TaskID)}
	if e.Cause != nil {
		outcome.Cause = e.Cause.Error()
	}

	if e.State == fiscal.StatePrinted {
		outcome.Result, outcome.Number, outcome.IssuedAt = string(result), e.Result.Number, e.IssuedAt
		outcome.FiscalMemory = e.Result.FiscalMemory
		outcome.Amount = decimal.NullDecimal{Decimal: e.Result.Amount, Valid: true}
	}

	return w.DB.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		changed, err := w.Ledger.SettleReceipt(ctx, tx, outcome)
		if err != nil || !changed || e.State != fiscal.StatePrinted {
			return err
		}

		return tx.SaveFiscalReceipt(ctx, sklad.FiscalReceipt{
			OperType: e.OperType, Acct: e.Acct, Number: e.Result.Number, IssuedAt: e.IssuedAt, Device: e.Result.Device,
			Description: e.USN + " ФП " + e.Result.FiscalMemory, Total: e.Result.Amount, UserID: e.UserID,
		})
	})
}

// UnsettledReceipts lists what is printing or unknown on a device.
func (w *skladWarehouse) UnsettledReceipts(ctx context.Context, device string) ([]fiscal.Job, error) {
	var jobs []fiscal.Job

	for r, err := range w.Receipts(ctx, ledger.ReceiptFilter{Device: device}) {
		if err != nil {
			return nil, err
		}

		if r.State != ledger.ReceiptPrinting && r.State != ledger.ReceiptUnknown {
			continue
		}

		job := fiscal.Job{ID: r.Job, State: fiscal.State(r.State)}
		if err := json.Unmarshal([]byte(r.Anchor), &job.Anchor); err != nil { //nolint:musttag // written by this package alone
			return nil, fmt.Errorf("syncer: the anchor of %s is not readable: %w; settle it by hand", r.Job, err)
		}

		jobs = append(jobs, job)
	}

	return jobs, nil
}

// PrintedReceipt is the result of a job that was printed.
func (w *skladWarehouse) PrintedReceipt(ctx context.Context, job string) (fiscal.Result, error) {
	var result fiscal.Result

	r, ok, err := w.Receipt(ctx, job)
	if err != nil {
		return result, err
	}

	if !ok || r.State != ledger.ReceiptPrinted {
		return result, fmt.Errorf("syncer: receipt %s: %w", job, ledger.ErrNoReceipt)
	}

	return result, json.Unmarshal([]byte(r.Result), &result) //nolint:musttag // written by this package alone
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

func (t *skladTx) SetMark(ctx context.Context, name, value string) error {
	return t.ledger.SetMark(ctx, t.Tx, name, value)
}

func (t *skladTx) RaiseUSNFloor(ctx context.Context, device string, seq uint32) error {
	return t.ledger.RaiseUSNFloor(ctx, t.Tx, device, seq)
}

func (t *skladTx) Append(ctx context.Context, events ...ledger.Event) error {
	return t.ledger.Append(ctx, t.Tx, events...)
}

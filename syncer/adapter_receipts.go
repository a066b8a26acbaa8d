package syncer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// BeginReceipt stores the anchor before the first byte goes out.
func (w *skladWarehouse) BeginReceipt(ctx context.Context, job, device string, anchor fiscal.Result) error {
	text, err := json.Marshal(anchor) //nolint:musttag // read back by this package alone
	if err != nil {
		return fmt.Errorf("syncer: the anchor of %s cannot be kept: %w", job, err)
	}

	// The row was made together with the sale, and says whose it is.
	row, _, err := w.Receipt(ctx, job)
	if err != nil {
		return err
	}

	err = w.Ledger.BeginReceipt(ctx, ledger.Receipt{
		Job: job, Shop: row.Shop, OrderID: row.OrderID, USN: row.USN, Device: device, Anchor: string(text),
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

	for _, w := range e.Result.Warnings {
		outcome.Warnings = strings.TrimSpace(outcome.Warnings + "\n" + strings.TrimSpace(w.Code+" "+w.Text))
	}

	if e.State == fiscal.StatePrinted {
		outcome.Result, outcome.Number, outcome.IssuedAt = string(result), e.Result.Number, e.IssuedAt
		outcome.FiscalMemory = e.Result.FiscalMemory
		outcome.Amount = decimal.NullDecimal{Decimal: e.Result.Amount, Valid: true}
	}

	row, sale, err := w.saleOf(ctx, e.Job)
	if err != nil {
		return err
	}

	return w.DB.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		changed, err := w.Ledger.SettleReceipt(ctx, tx, outcome)
		if err != nil || !changed || e.State != fiscal.StatePrinted {
			return err
		}

		document, err := tx.Document(ctx, sale.OperType, sale.Acct)
		if err != nil && !errors.Is(err, sklad.ErrNotFound) {
			return err
		}

		return tx.SaveFiscalReceipt(ctx, sklad.FiscalReceipt{
			OperType: sale.OperType, Acct: sale.Acct, Number: e.Result.Number, IssuedAt: e.IssuedAt, Device: e.Result.Device,
			Description: row.USN + " ФП " + e.Result.FiscalMemory, Total: e.Result.Amount, UserID: document.UserID,
			Reversal: row.Kind == ledger.ReceiptReversal,
		})
	})
}

// saleOf finds the sale of a job through its order: a job that is settled need
// not be the one that is printed now.
func (w *skladWarehouse) saleOf(ctx context.Context, job string) (ledger.Receipt, ledger.Order, error) {
	row, _, err := w.Receipt(ctx, job)
	if err != nil {
		return row, ledger.Order{}, err
	}

	order, _, err := w.Order(ctx, row.Shop, row.OrderID)

	return row, order, err
}

// UnsettledReceipts lists what is printing or unknown on a device.
func (w *skladWarehouse) UnsettledReceipts(ctx context.Context, device string) ([]fiscal.Job, error) {
	var jobs []fiscal.Job

	for r, err := range w.Ledger.UnsettledReceipts(ctx, device) {
		if err != nil {
			return nil, err
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

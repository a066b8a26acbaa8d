package syncer

import (
	"cmp"
	"context"
	"errors"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// ReconcileReceipts asks the fiscal device what became of each receipt that is
// printing or unknown, and settles those that it can prove. It prints nothing and
// leaves a receipt alone whose program may still be at it. What was printed is
// told to the shop by the next import, and what was not is printed by it. An
// outcome that stays unknown is for a person: ResolveReceipt.
//
// The error is a *Problem (text.NoPrinter) without a printer, fiscal.ErrOffline
// when the device cannot be asked; the outcomes beside it are valid.
func (s *Syncer) ReconcileReceipts(ctx context.Context) ([]fiscal.Outcome, error) {
	if s.spooler == nil {
		return nil, noPrinter()
	}

	outcomes, err := s.spooler.Reconcile(ctx)
	for _, o := range outcomes {
		if o.State == fiscal.StatePrinted || o.State == fiscal.StateFailed {
			err = errors.Join(err, s.receiptSettled(ctx, o.Job.ID))
		}
	}

	return outcomes, err
}

// ResolveReceipt settles a receipt by what a person found: fiscal.StatePrinted
// with the number on the paper, or fiscal.StateFailed when nothing came out, after
// which the next import prints it. What the person does not know (time, amount,
// fiscal memory) is taken from what was to be printed. job is ledger.Receipt.Job.
// Errors are those of fiscal.Spooler.Resolve, or a *Problem (text.NoPrinter).
func (s *Syncer) ResolveReceipt(ctx context.Context, job string, state fiscal.State, result fiscal.Result) error {
	if s.spooler == nil {
		return noPrinter()
	}

	if state == fiscal.StatePrinted {
		var err error
		if result, err = s.completeResult(ctx, job, result); err != nil {
			return err
		}
	}

	if err := s.spooler.Resolve(ctx, job, state, result); err != nil {
		return err
	}

	return s.receiptSettled(ctx, job)
}

func noPrinter() error { return &Problem{Code: text.NoPrinter, Record: "fiscal.smart_printer"} }

// completeResult fills in from the anchor what stands on every receipt.
func (s *Syncer) completeResult(ctx context.Context, job string, result fiscal.Result) (fiscal.Result, error) {
	open, err := s.cfg.Warehouse.UnsettledReceipts(ctx, "")
	if err != nil {
		return result, err
	}

	for _, o := range open {
		if o.ID != job {
			continue
		}

		result.Device = cmp.Or(result.Device, o.Anchor.Device)
		result.FiscalMemory = cmp.Or(result.FiscalMemory, o.Anchor.FiscalMemory)

		if result.Amount.IsZero() {
			result.Amount = o.Anchor.Amount
		}

		if result.Time.IsZero() {
			result.Time = o.Anchor.Time
		}
	}

	return result, nil
}

// receiptSettled lets the next import finish what the receipt's order owes.
func (s *Syncer) receiptSettled(ctx context.Context, job string) error {
	receipt, known, err := s.cfg.Warehouse.Receipt(ctx, job)
	if err != nil || !known {
		return err
	}

	row, known, err := s.cfg.Warehouse.Order(ctx, receipt.Shop, receipt.OrderID)
	if err != nil || !known {
		return err
	}

	return s.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		err := changeOrder(ctx, tx, row, func(o *ledger.Order) { o.ReceiptUnknown, o.ReceiptOwed = false, true })
		if err != nil {
			return err
		}

		return tx.Append(ctx, ledger.Event{
			At: s.cfg.Now().UTC(), Shop: row.Shop, Kind: "receipt_settled", Record: row.OrderID, Code: receipt.State,
			Data: ledger.Change{Before: ledger.ReceiptUnknown, After: receipt.State}.Data(),
		})
	})
}

package syncer

import (
	"context"
	"errors"
	"time"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// ReverseReceipt prints the storno of an order's whole receipt, once, and tells the
// shop. The sale in Склад Pro stays as it is: take it back there, or let
// ImportConfig.OnChange refund it. id is the shop's id of the order.
//
// An operator's error may be reversed only until the 7th of the month after the
// receipt (Наредба Н-18 чл. 31): later the report warns, and the storno is printed
// all the same, for the device and the law decide. An order without a printed
// receipt, or whose receipt is reversed, is a *Problem (text.NothingToReverse).
func (s *Syncer) ReverseReceipt(ctx context.Context, id string, reason fiscal.Reason) (Report, error) {
	if s.spooler == nil {
		return Report{}, noPrinter()
	}

	row, original, err := s.reversible(ctx, id)
	if err != nil {
		return Report{}, err
	}

	if err := s.oweStorno(ctx, row, reason); err != nil {
		return Report{}, err
	}

	report, err := s.Import(ctx, ImportOptions{Orders: []string{id}})
	if until := fiscal.OperatorErrorUntil(original.Time); reason == fiscal.ReasonOperatorError && s.cfg.Now().After(until) {
		report.Warnings = append(report.Warnings, &Problem{Code: text.StornoLate, Record: rowRecord(row),
			Args: map[string]string{"until": until.Format(time.DateOnly), "usn": row.USN}})
	}

	return report, err
}

func (s *Syncer) reversible(ctx context.Context, id string) (ledger.Order, fiscal.Result, error) {
	row, known, err := s.cfg.Warehouse.Order(ctx, s.cfg.ShopID, id)
	if err != nil {
		return row, fiscal.Result{}, err
	}

	if !known {
		return row, fiscal.Result{}, &Problem{Code: text.OrderUnseen, Record: "order " + id}
	}

	storno, _, err := s.cfg.Warehouse.Receipt(ctx, stornoName(row))
	if err != nil {
		return row, fiscal.Result{}, err
	}

	if storno.State == ledger.ReceiptPrinting || storno.State == ledger.ReceiptUnknown {
		return row, fiscal.Result{}, &Problem{Code: text.ReceiptUnsettled, Record: rowRecord(row),
			Args: map[string]string{"number": acct(row.Acct), "usn": row.USN}}
	}

	original, err := s.cfg.Warehouse.PrintedReceipt(ctx, jobName(row))
	if errors.Is(err, ledger.ErrNoReceipt) || storno.State == ledger.ReceiptPrinted {
		return row, original, &Problem{Code: text.NothingToReverse, Record: rowRecord(row), Args: map[string]string{"usn": row.USN}}
	}

	return row, original, err
}

// oweStorno keeps the storno that is still to be printed, with its reason.
func (s *Syncer) oweStorno(ctx context.Context, row ledger.Order, reason fiscal.Reason) error {
	return s.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := changeOrder(ctx, tx, row, func(o *ledger.Order) { o.ReceiptOwed = true }); err != nil {
			return err
		}

		storno := pendingStorno(row)
		storno.Request = string(reason)

		if err := tx.SaveReceipt(ctx, storno); err != nil {
			return err
		}

		return tx.Append(ctx, ledger.Event{
			At: s.cfg.Now().UTC(), Shop: row.Shop, Kind: "storno_asked", Record: row.OrderID, Data: string(reason),
		})
	})
}

// stornoReason is the ground that a person gave; goods that came back otherwise.
func stornoReason(kept ledger.Receipt) fiscal.Reason {
	if kept.Request == "" {
		return fiscal.ReasonRefund
	}

	return fiscal.Reason(kept.Request)
}

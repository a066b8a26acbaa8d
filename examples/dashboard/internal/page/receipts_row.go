package page

import (
	"context"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// receiptRow is a receipt as a page shows it.
type receiptRow struct {
	ledger.Receipt

	// Of is its order, Path the address of that.
	Of   ledger.Order
	Path string
	// Issued, and Begun for one that is on its way, are in the warehouse's zone.
	Issued, Begun time.Time
	// Reversal is the state of the storno of a sale's receipt; empty: none.
	Reversal string
	// Reversible tells that a storno can be asked for.
	Reversible bool
}

// receiptRows reads receipts by their jobs.
func receiptRows(ctx context.Context, s *assembly.Session, jobs []string) ([]receiptRow, error) {
	var rows []receiptRow

	for _, job := range jobs {
		receipt, known, err := s.Ledger.Receipt(ctx, job)
		if err != nil {
			return nil, err
		}

		if !known {
			continue
		}

		row, err := newReceiptRow(ctx, s, receipt)
		if err != nil {
			return nil, err
		}

		rows = append(rows, row)
	}

	return rows, nil
}

func newReceiptRow(ctx context.Context, s *assembly.Session, receipt ledger.Receipt) (receiptRow, error) {
	zone := s.Config.Warehouse.Timezone
	row := receiptRow{
		Receipt: receipt, Path: orderPath(receipt.OrderID), Issued: in(zone, receipt.IssuedAt), Begun: in(zone, receipt.UpdatedAt),
	}

	var err error
	if row.Of, _, err = s.Ledger.Order(ctx, receipt.Shop, receipt.OrderID); err != nil {
		return row, err
	}

	if !row.Amount.Valid {
		row.Amount = row.Of.DocumentTotal
	}

	if receipt.Kind == ledger.ReceiptReversal || receipt.State != ledger.ReceiptPrinted {
		return row, nil
	}

	for storno, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{
		Shop: receipt.Shop, OrderID: receipt.OrderID, Kind: ledger.ReceiptReversal,
	}) {
		if err != nil {
			return row, err
		}

		row.Reversal = storno.State
	}

	row.Reversible = s.Printer != nil && (row.Reversal == "" || row.Reversal == ledger.ReceiptFailed)

	return row, nil
}

// Tone is the colour of the state.
func (row receiptRow) Tone() string { return receiptTone(row.State) }

// ReversalTone is the colour of the state of its storno.
func (row receiptRow) ReversalTone() string { return receiptTone(row.Reversal) }

func receiptTone(state string) string {
	switch state {
	case ledger.ReceiptPrinted:
		return "good"
	case ledger.ReceiptPrinting:
		return "info"
	case ledger.ReceiptFailed:
		return "warn"
	case ledger.ReceiptUnknown:
		return "bad"
	default:
		return "muted"
	}
}

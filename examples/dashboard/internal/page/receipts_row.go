package page

import (
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// receiptRow is a receipt as a page shows it.
type receiptRow struct {
	ledger.Receipt

	// Order is the address of its order, Number what people call that.
	Order, OrderNumber string
	// Issued and Begun are in the warehouse's zone.
	Issued, Begun time.Time
}

func newReceiptRow(receipt ledger.Receipt, s *assembly.Session) receiptRow {
	zone := s.Config.Warehouse.Timezone

	return receiptRow{
		Receipt: receipt, Order: orderPath(receipt.OrderID), OrderNumber: receipt.OrderID,
		Issued: in(zone, receipt.IssuedAt), Begun: in(zone, receipt.UpdatedAt),
	}
}

// Tone is the colour of the state.
func (row receiptRow) Tone() string { return receiptTone(row.State) }

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
	}

	return "muted"
}

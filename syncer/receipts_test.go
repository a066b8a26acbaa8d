package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/syncer/text"
)

// numberless is a device that prints, warns, and tells no number.
type numberless struct{ fiscal.Printer }

func (n numberless) Print(ctx context.Context, r fiscal.Receipt) (fiscal.Result, error) {
	result, err := n.Printer.Print(ctx, r)
	result.Number = ""
	result.Warnings = append(result.Warnings, fiscal.Message{Kind: fiscal.Warning, Code: "W301", Text: "Low paper"})

	return result, err
}

func TestAReceiptWithoutANumberIsOwedToNobody(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	paper := w.printer(t)
	w.cfg.Fiscal.Printer = numberless{w.cfg.Fiscal.Printer}
	id := w.order(t, buys("A", "1", row{"payment": row{"method": "cod"}}))

	report := w.imports(t)
	require.Len(t, report.Documents, 1)
	require.Len(t, report.Warnings, 1, "%v", report.Warnings)
	require.Equal(t, text.ReceiptNumberless, report.Warnings[0].Code)
	require.Len(t, paper.Receipts(), 1)
	require.Equal(t, "0", w.scalar(t, "SELECT ReceiptOwed FROM gomba_orders WHERE OrderID = ?", string(id)))
	require.Contains(t, w.scalar(t, "SELECT Warnings FROM gomba_receipts"), "W301 Low paper\n")

	require.Empty(t, w.imports(t).Warnings, "it is said once")
	require.Len(t, paper.Receipts(), 1)
}

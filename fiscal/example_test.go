package fiscal_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
	"github.com/skladmost/skladmost/usn"
)

// A receipt is printed although the reply got lost, and a second call with the same
// job prints nothing.
func ExampleSpooler_Print() {
	server := fiscaltest.NewServer() // a real one: an ErpNet.FP server
	defer server.Close()
	ctx := context.Background()
	printer, err := netfp.Dial(ctx, server.Addr())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer printer.Close()
	spooler := fiscal.NewSpooler(printer, &fiscaltest.Journal{}) // a real one is durable

	number, _ := usn.Parse("DT279013-0001-0000001")
	line, _ := fiscal.Line(fiscal.LineTerms{
		Text: "Сирене краве 400 г", Quantity: decimal.NewFromInt(2), UnitPrice: decimal.RequireFromString("6.00"),
		Discount: decimal.NewFromInt(2), Total: decimal.NewFromInt(10), TaxGroup: fiscal.GroupB,
	})
	receipt := fiscal.Receipt{
		USN: number, Items: []fiscal.Item{line, {Kind: fiscal.ItemFooter, Text: "Поръчка 100234"}},
		Payments: []fiscal.Payment{{Kind: fiscal.PayCard, Amount: decimal.NewFromInt(10)}},
	}
	server.LoseReply(1)
	result, err := spooler.Print(ctx, "main/100234", receipt)
	fmt.Println(result.Number, result.Amount.StringFixed(2), result.FiscalMemory, err)

	_, err = spooler.Print(ctx, "main/100234", receipt)
	fmt.Println(errors.Is(err, fiscal.ErrPrinted), len(server.Receipts()))
	// Output:
	// 0000001 10.00 02279013 <nil>
	// true 1
}

// A job whose outcome is unknown is settled before anything else happens to it.
func ExampleSpooler_Reconcile() {
	server := fiscaltest.NewServer()
	defer server.Close()
	ctx := context.Background()
	printer, err := netfp.Dial(ctx, server.Addr())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer printer.Close()
	spooler := fiscal.NewSpooler(printer, &fiscaltest.Journal{})
	receipt := fiscal.Receipt{Items: []fiscal.Item{{
		Text: "Мляко", Quantity: decimal.NewFromInt(1), UnitPrice: decimal.NewFromInt(3), TaxGroup: fiscal.GroupB,
	}}}

	server.FailAfterPrint("E101") // the receipt comes out, and the device falls silent
	_, err = spooler.Print(ctx, "main/7", receipt)
	fmt.Println("unknown:", errors.Is(err, fiscal.ErrOutcomeUnknown))

	outcomes, err := spooler.Reconcile(ctx)
	fmt.Println("device:", outcomes[0].State, err) // the server reports E101 again

	// The shopkeeper looks at the paper.
	err = spooler.Resolve(ctx, "main/7", fiscal.StatePrinted, fiscal.Result{Number: "0000001"})
	fmt.Println("resolved:", err)
	// Output:
	// unknown: true
	// device: unknown <nil>
	// resolved: <nil>
}

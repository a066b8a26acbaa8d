package main

import (
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// orderTones colour the states of which a person should know: what is done, and
// what waits for him.
func orderTones(l langName) map[string]output.Tone {
	return map[string]output.Tone{
		stateName(ledger.OrderImported).In(l): output.Good,
		stateName(ledger.OrderParked).In(l):   output.Caution,
	}
}

// receiptTones do so for receipts; an unknown one may be on paper, so it is the
// worst.
func receiptTones(l langName) map[string]output.Tone {
	return map[string]output.Tone{
		receiptState(ledger.ReceiptPrinted).In(l): output.Good,
		receiptState(ledger.ReceiptFailed).In(l):  output.Caution,
		receiptState(ledger.ReceiptUnknown).In(l): output.Bad,
	}
}
